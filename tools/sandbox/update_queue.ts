/**
 * The updates that wait for each bot. A poll hands them out; only the offset of a later poll
 * confirms them, so a poll whose answer was lost is simply repeated. Source of the rules: the
 * Bot API's page on getUpdates.
 */
import type { CallbackQuery, ChatMemberUpdated } from "grammy/types";
import type { Changes } from "./changes.ts";
import type { GoneMessage, PresentedMessage } from "./present.ts";

/** Kinds a bot gets only if it asks for them by name. */
const UNASKED: ReadonlySet<string> = new Set([
  "chat_member",
  "message_reaction",
  "message_reaction_count",
]);
const KEPT_MS = 24 * 60 * 60 * 1000;
/** Of a press; nobody looks at its button any longer. Source: Telegram's own Bot API server. */
const PRESS_KEPT_MS = 150 * 1000;
const ARCHIVED = 20_000;

/** What an update carries: exactly one of these. */
export interface UpdateBody {
  message?: PresentedMessage;
  edited_message?: PresentedMessage & { edit_date: number };
  callback_query?: Omit<CallbackQuery, "message"> & { message: PresentedMessage | GoneMessage };
  my_chat_member?: ChatMemberUpdated;
  chat_member?: ChatMemberUpdated;
}
export type UpdateKind = keyof UpdateBody;
export type Update = UpdateBody & { update_id: number };

export interface QueuedUpdate {
  readonly botId: number;
  readonly kind: UpdateKind;
  readonly update: Update;
  readonly at: number;
  handedOut: boolean;
  /** Confirmed once already; handed out once more, whatever the offset says. */
  again: boolean;
}

export interface UpdateQueues {
  /** Adds an update, unless the bot did not ask for its kind. */
  enqueue(botId: number, kind: UpdateKind, body: UpdateBody): void;
  /** What waits for a bot, oldest first. */
  list(botId: number): readonly QueuedUpdate[];
  listAll(): readonly QueuedUpdate[];
  /** Drops everything before the offset; a negative one counts from the queue's end. */
  confirmBefore(botId: number, offset: number): void;
  confirm(entry: QueuedUpdate): void;
  clear(botId: number): void;
  /** undefined means Telegram's default: every kind but those to be asked for. */
  allow(botId: number, kinds: readonly string[]): void;
  allowed(botId: number): readonly string[] | undefined;
  /** @returns false where no such update was ever confirmed */
  redeliver(updateId: number): boolean;
}

export function createUpdateQueues(
  { now, changes }: { now: () => number; changes: Changes },
): UpdateQueues {
  const queues = new Map<number, QueuedUpdate[]>();
  const asked = new Map<number, readonly string[]>();
  const archive = new Map<number, QueuedUpdate>();
  let lastUpdate = 871_000_000;

  const queueOf = (botId: number): QueuedUpdate[] => {
    const known = queues.get(botId);
    if (known !== undefined) return known;
    const fresh: QueuedUpdate[] = [];
    queues.set(botId, fresh);
    return fresh;
  };
  const keep = (botId: number, stays: (entry: QueuedUpdate) => boolean): void => {
    const queue = queueOf(botId);
    const staying = queue.filter(stays);
    if (staying.length === queue.length) return;
    for (const entry of queue) if (!stays(entry)) remember(entry);
    queues.set(botId, staying);
    changes.emit({ kind: "update", botId });
  };
  const remember = (entry: QueuedUpdate): void => {
    archive.set(entry.update.update_id, entry);
    if (archive.size <= ARCHIVED) return;
    const oldest = archive.keys().next();
    if (oldest.done !== true) archive.delete(oldest.value);
  };

  return {
    enqueue(botId, kind, body) {
      const kinds = asked.get(botId);
      const wanted = kinds === undefined ? !UNASKED.has(kind) : kinds.includes(kind);
      if (!wanted) return;
      const update: Update = { update_id: ++lastUpdate, ...body };
      queueOf(botId).push({ botId, kind, update, at: now(), handedOut: false, again: false });
      changes.emit({ kind: "update", botId });
    },
    list(botId) {
      const at = now();
      keep(botId, (entry) => entry.again || at - entry.at <= keptMs(entry));
      return queueOf(botId);
    },
    listAll: () => [...queues.values()].flat(),
    confirmBefore(botId, offset) {
      const queue = queueOf(botId);
      const first = offset >= 0
        ? offset
        : queue[Math.max(0, queue.length + offset)]?.update.update_id ?? 0;
      keep(botId, (entry) => entry.again ? !entry.handedOut : entry.update.update_id >= first);
    },
    confirm: (entry) => keep(entry.botId, (other) => other !== entry),
    clear: (botId) => keep(botId, () => false),
    allow(botId, kinds) {
      // An empty list brings the default back.
      if (kinds.length === 0) asked.delete(botId);
      else asked.set(botId, kinds);
    },
    allowed: (botId) => asked.get(botId),
    redeliver(updateId) {
      const entry = archive.get(updateId);
      if (entry === undefined) return false;
      queueOf(entry.botId).unshift({ ...entry, at: now(), handedOut: false, again: true });
      changes.emit({ kind: "update", botId: entry.botId });
      return true;
    },
  };
}

function keptMs({ kind }: QueuedUpdate): number {
  return kind === "callback_query" ? PRESS_KEPT_MS : KEPT_MS;
}
