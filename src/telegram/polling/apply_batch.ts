import type { Update } from "grammy/types";
import type { Log } from "../../desk/ports.ts";
import { groupByChat } from "./lanes.ts";
import { getBackoffMs, type Pause } from "./pause.ts";

/** An update that fails so often for a reason of its own is set aside. */
const mostTries = 3;

export interface BatchOptions {
  /** Commits what follows from an update, or rejects. */
  readonly handle: (update: Update) => Promise<void>;
  /** Whether the failure is the database's or the network's, and none of the update itself. */
  readonly isOutage: (error: unknown) => boolean;
  readonly log: Log;
  readonly pause: Pause;
  /** How many chats are worked on at the same time. */
  readonly lanes: number;
  /** Once it aborts, nothing that has failed is tried again. */
  readonly stopping: AbortSignal;
}

/**
 * Applies a batch: in order within a chat, chats beside one another. An update that fails is tried
 * up to three times and then set aside; an outage is waited out, however long it lasts.
 *
 * @returns the updates that are neither applied nor set aside, which is only so when stopping
 */
export async function applyBatch(
  updates: readonly Update[],
  options: BatchOptions,
): Promise<readonly Update[]> {
  const waiting = groupByChat(updates).values();
  const left: Update[] = [];
  const work = async () => {
    // Workers share the iterator, so that each lane is taken once.
    for (const lane of waiting) left.push(...await applyLane(lane, options));
  };
  await Promise.all(Array.from({ length: options.lanes }, work));
  return left;
}

async function applyLane(
  lane: readonly Update[],
  options: BatchOptions,
): Promise<readonly Update[]> {
  for (const [index, update] of lane.entries()) {
    if (!await applyUpdate(update, options)) return lane.slice(index);
  }
  return [];
}

/** False where it is given up for now, because the program stops. */
async function applyUpdate(update: Update, options: BatchOptions): Promise<boolean> {
  const { handle, isOutage, pause, stopping } = options;
  const log = options.log.child({ updateId: update.update_id });
  let failures = 0;
  let outages = 0;
  while (true) {
    try {
      await handle(update);
      return true;
    } catch (error) {
      const outage = isOutage(error);
      if (outage) outages++;
      else failures++;
      if (failures >= mostTries) {
        log.error("An update failed three times and is set aside", { error });
        return true;
      }
      log.warn(
        outage
          ? "An update has to wait: something that it needs cannot be reached"
          : "An update failed and is tried again",
        { error },
      );
      if (stopping.aborted) return false;
      await pause.wait(getBackoffMs(outage ? outages : failures, pause), stopping);
      if (stopping.aborted) return false;
    }
  }
}
