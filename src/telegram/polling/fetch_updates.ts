import type { Api } from "grammy";
import type { Update } from "grammy/types";
import type { Log } from "../../desk/ports.ts";
import { toGrammySignal } from "../signal.ts";
import { getBackoffMs, type Pause } from "./pause.ts";
import { getReason, judgeTrouble } from "./polling_trouble.ts";

/** What Telegram is asked to tell; whoever receives updates by webhook asks for the same. */
export const allowedUpdates = [
  "message",
  "edited_message",
  "callback_query",
  "my_chat_member",
  "chat_member",
] as const;

/** As many as Telegram hands out at once (Bot API, "getUpdates"). */
const fullBatch = 100;
/** Telegram keeps what is not fetched, for 24 hours; so must this be enough for one slow chat. */
const mostWaiting = 10_000;
/** When stopping, Telegram may take so long to hear what need not come again. */
const confirmMs = 2_000;

export interface FetchOptions {
  readonly api: Pick<Api, "getUpdates" | "deleteWebhook">;
  /** Commits that these updates are ours to apply, or rejects. */
  readonly keep: (updates: readonly Update[]) => Promise<void>;
  /** How many updates are kept and not applied yet. */
  readonly countWaiting: () => Promise<number>;
  readonly log: Log;
  readonly pause: Pause;
  /** How long Telegram may hold an empty answer back. */
  readonly pollSeconds: number;
  readonly stopping: AbortSignal;
}

/**
 * Fetches updates and keeps them, until it is told to stop. Telegram forgets a batch when the next
 * one is asked for, which is not before this one is committed: a crash in between loses nothing.
 *
 * @throws {PollingRefusedError} where Telegram will not let this program fetch, whatever it tries
 */
export async function fetchUpdates(options: FetchOptions): Promise<void> {
  const { api, keep, countWaiting, log, pause, pollSeconds, stopping } = options;
  const signal = toGrammySignal(stopping);
  let webhookGone = false;
  /** The first answer is not waited for: once it is there, nobody else's long poll is. */
  let begun = false;

  async function fetchOnce(offset: number): Promise<readonly Update[]> {
    if (!webhookGone) await api.deleteWebhook({}, signal);
    webhookGone = true;
    const timeout = begun ? pollSeconds : 0;
    return await api.getUpdates({ offset, timeout, allowed_updates: allowedUpdates }, signal);
  }

  /** Null when stopping. */
  async function fetchBatch(offset: number): Promise<readonly Update[] | null> {
    for (let failures = 0; !stopping.aborted;) {
      try {
        const updates = await fetchOnce(offset);
        if (failures > 0) log.info("Telegram hands out updates again");
        begun = true;
        return updates;
      } catch (error) {
        if (stopping.aborted) break;
        failures++;
        const trouble = judgeTrouble(error, failures, pause, begun);
        log.warn(trouble.message, { reason: getReason(error), waitSeconds: trouble.waitMs / 1000 });
        if (trouble.webhook) webhookGone = false;
        await pause.wait(trouble.waitMs, stopping);
      }
    }
    return null;
  }

  /** False when stopping before they are kept. */
  async function keepBatch(updates: readonly Update[]): Promise<boolean> {
    for (let failures = 1;; failures++) {
      try {
        await keep(updates);
        return true;
      } catch (error) {
        log.warn("The database did not take what Telegram handed over; trying again", { error });
        await pause.wait(getBackoffMs(failures, pause), stopping);
        if (stopping.aborted) return false;
      }
    }
  }

  /** What floods in faster than it can be applied stays with Telegram. */
  async function waitForRoom(): Promise<void> {
    for (let failures = 1; !stopping.aborted; failures++) {
      try {
        if (await countWaiting() < mostWaiting) return;
      } catch {
        // Who keeps the next batch will say so.
        return;
      }
      await pause.wait(getBackoffMs(Math.min(failures, 3), pause), stopping);
    }
  }

  /** So that the next start does not begin with what is done. It would be known again by its id. */
  async function confirm(offset: number): Promise<void> {
    try {
      await api.getUpdates(
        { offset, limit: 1, timeout: 0, allowed_updates: allowedUpdates },
        toGrammySignal(AbortSignal.timeout(confirmMs)),
      );
    } catch (error) {
      log.warn("The last updates could not be confirmed; they will come once more", {
        reason: getReason(error),
      });
    }
  }

  let offset = 0;
  while (true) {
    const updates = await fetchBatch(offset);
    if (updates === null) break;
    // All before it is confirmed by that, so that nothing needs a number any more; after a week
    // without updates Telegram may go on with a smaller one (Bot API, "Update").
    offset = 0;
    if (updates.length === 0) continue;
    if (!await keepBatch(updates)) break;
    offset = Math.max(...updates.map(({ update_id }) => update_id)) + 1;
    if (updates.length >= fullBatch) await waitForRoom();
  }
  if (offset > 0) await confirm(offset);
}
