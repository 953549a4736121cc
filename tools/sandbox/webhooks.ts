/**
 * Delivery by webhook: one update at a time for each chat, in order, again until the bot
 * answers with 2xx. Source: the Bot API on setWebhook. What Telegram does not publish, the
 * pauses between attempts, is short here: 100 ms, doubling up to 5 s.
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

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const DEADLINE_MS = 60_000;

export function createWebhooks(world: World): Webhooks {
  const webhooks = new Map<number, Webhook>();
  /** Chats that an attempt, or the pause after one, is under way for: `botId:chat`. */
  const busy = new Map<string, AbortController>();
  const pauses = new Map<number, number>();

  const pump = (botId: number): void => {
    const webhook = webhooks.get(botId);
    if (webhook === undefined) return;
    for (const entry of [...world.updates.list(botId)]) {
      const open = [...busy.keys()].filter((lane) => lane.startsWith(`${botId}:`)).length;
      if (open >= webhook.maxConnections) return;
      const lane = `${botId}:${laneOf(entry)}`;
      if (busy.has(lane)) continue;
      const abort = new AbortController();
      busy.set(lane, abort);
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
    const problem = await post(webhook, entry, abort.signal);
    const id = entry.update.update_id;
    if (problem === undefined) {
      pauses.delete(id);
      world.updates.confirm(entry);
      return;
    }
    if (abort.signal.aborted) return;
    webhook.lastErrorDate = world.date();
    webhook.lastErrorMessage = problem;
    const length = pauses.get(id) ?? FIRST_PAUSE_MS;
    pauses.set(id, Math.min(LONGEST_PAUSE_MS, length * 2));
    await pause(length, abort.signal);
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

/** @returns what went wrong, or undefined */
async function post(
  webhook: Webhook,
  entry: QueuedUpdate,
  stopped: AbortSignal,
): Promise<string | undefined> {
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
    return response.ok ? undefined : `Wrong response from the webhook: ${response.status}`;
  } catch {
    return deadline.signal.aborted ? "Read timeout expired" : "Connection refused";
  } finally {
    clearTimeout(timer);
  }
}

/** Updates that must not overtake one another. */
function laneOf({ update }: QueuedUpdate): number {
  const { message, edited_message, callback_query, my_chat_member, chat_member } = update;
  const inChat = message ?? edited_message ?? callback_query?.message ?? my_chat_member ??
    chat_member;
  return inChat?.chat.id ?? 0;
}
