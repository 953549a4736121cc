/**
 * Delivery by webhook: again until the bot answers with 2xx, one update at a time in each lane. A
 * chat's messages are a lane, each person's presses are another, and changes of membership a third:
 * so a press may overtake a message. What is refused is tried again at once, then after 2 s, doubled
 * up to a minute, or when the answer's Retry-After says. Source: Telegram's own Bot API server. The
 * pauses are shortened here, that is all.
 */
import type { World } from "./create_world.ts";
import { pause } from "./pause.ts";
import type { QueuedUpdate } from "./update_queue.ts";

export interface Webhook {
  url: string;
  secretToken?: string;
  maxConnections: number;
  lastErrorDate?: number;
  lastErrorMessage?: string;
}

export interface Webhooks {
  set(botId: number, webhook: Webhook): void;
  remove(botId: number): void;
  find(botId: number): Webhook | undefined;
  /** Ends the attempts that run and forgets the pauses; the next update starts them anew. */
  stop(): void;
}

/** A second of a pause lasts so long here. */
const SECOND_MS = 50;
const LONGEST_DELAY_SECONDS = 60;
const DEADLINE_MS = 60_000;

export function createWebhooks(world: World): Webhooks {
  const webhooks = new Map<number, Webhook>();
  /** Chats that an attempt, or the pause after one, is under way for: `botId:chat`. */
  const busy = new Map<string, AbortController>();
  /** Seconds, by updates that were refused. */
  const delays = new Map<number, number>();

  const pump = (botId: number): void => {
    const webhook = webhooks.get(botId);
    if (webhook === undefined) return;
    let open = [...busy.keys()].filter((lane) => lane.startsWith(`${botId}:`)).length;
    for (const entry of [...world.updates.list(botId)]) {
      if (open >= webhook.maxConnections) return;
      const lane = `${botId}:${laneOf(entry)}`;
      if (busy.has(lane)) continue;
      const abort = new AbortController();
      busy.set(lane, abort);
      open++;
      void attempt(webhook, entry, abort).then(() => {
        if (busy.get(lane) === abort) busy.delete(lane);
        if (!abort.signal.aborted) pump(botId);
      });
    }
  };

  const attempt = async (
    webhook: Webhook,
    entry: QueuedUpdate,
    abort: AbortController,
  ): Promise<void> => {
    entry.handedOut = true;
    const refusal = await post(webhook, entry, abort.signal);
    const id = entry.update.update_id;
    if (refusal === undefined) {
      delays.delete(id);
      world.updates.confirm(entry);
      return;
    }
    if (abort.signal.aborted) return;
    webhook.lastErrorDate = world.date();
    webhook.lastErrorMessage = refusal.problem;
    const { retryAfter } = refusal;
    const before = delays.get(id);
    const next = before === undefined ? 1 : Math.min(LONGEST_DELAY_SECONDS, before * 2);
    // What the answer asks for does not make later pauses longer.
    delays.set(id, retryAfter > 0 ? before ?? 1 : next);
    const seconds = retryAfter > 0 ? retryAfter : before === undefined ? 0 : next;
    await pause(seconds * SECOND_MS, abort.signal);
  };

  const stop = (botId?: number): void => {
    for (const [lane, abort] of [...busy]) {
      if (botId !== undefined && !lane.startsWith(`${botId}:`)) continue;
      busy.delete(lane);
      abort.abort();
    }
  };

  world.changes.subscribe((change) => {
    if (change.kind === "update") pump(change.botId);
  });

  return {
    set(botId, webhook) {
      stop(botId);
      webhooks.set(botId, webhook);
      pump(botId);
    },
    remove(botId) {
      webhooks.delete(botId);
      stop(botId);
    },
    find: (botId) => webhooks.get(botId),
    stop: () => stop(),
  };
}

interface Refusal {
  problem: string;
  /** Seconds; 0 where the answer does not say. */
  retryAfter: number;
}

/** @returns what went wrong, or undefined */
async function post(
  webhook: Webhook,
  entry: QueuedUpdate,
  stopped: AbortSignal,
): Promise<Refusal | undefined> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), DEADLINE_MS);
  try {
    const response = await fetch(webhook.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(webhook.secretToken === undefined
          ? {}
          : { "x-telegram-bot-api-secret-token": webhook.secretToken }),
      },
      body: JSON.stringify(entry.update),
      redirect: "manual",
      signal: AbortSignal.any([stopped, deadline.signal]),
    });
    await response.body?.cancel();
    if (response.ok) return undefined;
    const { status, statusText } = response;
    return {
      problem: `Wrong response from the webhook: ${status} ${statusText}`,
      retryAfter: readRetryAfter(response.headers),
    };
  } catch {
    const problem = deadline.signal.aborted ? "Read timeout expired" : "Connection refused";
    return { problem, retryAfter: 0 };
  } finally {
    clearTimeout(timer);
  }
}

/** At most an hour. */
function readRetryAfter(headers: Headers): number {
  const seconds = Number(headers.get("retry-after"));
  return Number.isInteger(seconds) ? Math.min(Math.max(seconds, 0), 3600) : 0;
}

/** Updates of a lane do not overtake one another. */
function laneOf({ update }: QueuedUpdate): string {
  const { message, edited_message, callback_query, my_chat_member, chat_member } = update;
  if (callback_query !== undefined) return `presses of ${callback_query.from.id}`;
  const membership = my_chat_member ?? chat_member;
  if (membership !== undefined) return `members of ${membership.chat.id}`;
  return `messages of ${(message ?? edited_message)?.chat.id}`;
}
