import { type Api, HttpError } from "grammy";
import type { Update } from "grammy/types";
import type { Log } from "../desk/ports.ts";
import { applyBatch } from "./polling/apply_batch.ts";
import { type Pause, realPause } from "./polling/pause.ts";
import { getReason, judgeTrouble } from "./polling/polling_trouble.ts";
import { toGrammySignal } from "./signal.ts";

/** What Telegram is asked to tell; whoever receives updates by webhook asks for the same. */
export const allowedUpdates = [
  "message",
  "edited_message",
  "callback_query",
  "my_chat_member",
  "chat_member",
] as const;

export interface PollOptions {
  readonly api: Pick<Api, "getUpdates" | "deleteWebhook">;
  /** Commits what follows from an update, or rejects; it may be given the same one again. */
  readonly handle: (update: Update) => Promise<void>;
  /** Whether a failure of `handle` is an outage of the database, to be waited out. */
  readonly isOutage: (error: unknown) => boolean;
  readonly log: Log;
  /** Chats that are worked on at the same time; 16 unless given. */
  readonly lanes?: number;
  /** How long Telegram may hold an empty answer back; 25 unless given. */
  readonly pollSeconds?: number;
  readonly pause?: Pause;
}

export interface Poller {
  /** Resolves when it has stopped; rejects with `PollingRefusedError` where it never can go on. */
  readonly finished: Promise<void>;
  /**
   * Fetches no more, finishes what is in hand, and tells Telegram so. What an outage keeps from
   * being applied is left for the next start.
   */
  stop(): Promise<void>;
}

/**
 * Fetches updates and applies them, a batch at a time. Telegram forgets a batch when the next one
 * is asked for, which is not before all of it is committed or set aside: a crash in between loses
 * nothing.
 */
export function pollUpdates(options: PollOptions): Poller {
  const { api, log, pollSeconds = 25, pause = realPause } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const batchOptions = {
    handle: options.handle,
    isOutage: (error: unknown) => error instanceof HttpError || options.isOutage(error),
    log,
    pause,
    lanes: options.lanes ?? 16,
    stopping: signal,
  };
  let webhookGone = false;

  async function fetchOnce(offset: number): Promise<readonly Update[]> {
    if (!webhookGone) await api.deleteWebhook({}, toGrammySignal(signal));
    webhookGone = true;
    return await api.getUpdates(
      { offset, timeout: pollSeconds, allowed_updates: allowedUpdates },
      toGrammySignal(signal),
    );
  }

  /** Null when stopping. */
  async function fetchBatch(offset: number): Promise<readonly Update[] | null> {
    for (let failures = 0; !signal.aborted;) {
      try {
        const updates = await fetchOnce(offset);
        if (failures > 0) log.info("Telegram hands out updates again");
        return updates;
      } catch (error) {
        if (signal.aborted) break;
        failures++;
        const trouble = judgeTrouble(error, failures, pause);
        log.warn(trouble.message, { reason: getReason(error), waitSeconds: trouble.waitMs / 1000 });
        if (trouble.webhook) webhookGone = false;
        await pause.wait(trouble.waitMs, signal);
      }
    }
    return null;
  }

  async function run(): Promise<void> {
    let confirmed = 0;
    let offset = 0;
    while (true) {
      const updates = await fetchBatch(offset);
      if (updates === null) break;
      confirmed = offset;
      const left = await applyBatch(updates, batchOptions);
      offset = getNextOffset(offset, updates, left);
    }
    if (offset > confirmed) await confirm(offset);
  }

  /** So that the next start does not begin with what is done. It would be known again by its id. */
  async function confirm(offset: number): Promise<void> {
    try {
      await api.getUpdates({ offset, limit: 1, timeout: 0, allowed_updates: allowedUpdates });
    } catch (error) {
      log.warn("The last updates could not be confirmed; they will come once more", { error });
    }
  }

  const finished = run();
  return {
    finished,
    async stop() {
      stopping.abort();
      await finished.catch(() => {/* whoever awaits `finished` is told */});
    },
  };
}

/** Everything before it is forgotten by Telegram: past the batch, or up to the first one left. */
function getNextOffset(
  offset: number,
  updates: readonly Update[],
  left: readonly Update[],
): number {
  if (left.length > 0) return Math.min(...left.map(({ update_id }) => update_id));
  return updates.reduce((next, { update_id }) => Math.max(next, update_id + 1), offset);
}
