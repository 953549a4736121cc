import type { Log } from "../../desk/ports.ts";
import type { WorkerTools } from "./delivery_tools.ts";

const againMs = 1_000;

/**
 * Records what became of a delivery, again and again while the database is away: what was sent must
 * not be forgotten, or it would be sent once more. Each chat waits for its own, so that no more than
 * as many as are worked on at once are kept in memory.
 *
 * @param record may run several times, also after a commit whose answer was lost
 * @throws what it throws that is no outage, and an outage that lasts when the worker stops
 */
export async function outlastOutage<T>(
  { isOutage, stopping, wait }: Pick<WorkerTools, "isOutage" | "stopping" | "wait">,
  log: Log,
  record: () => Promise<T>,
): Promise<T> {
  for (let told = false;; told = true) {
    const last = stopping.aborted;
    try {
      return await record();
    } catch (error) {
      if (last || !isOutage(error)) throw error;
      if (!told) log.warn("What became of a delivery is recorded once the database is back");
    }
    await wait(againMs);
  }
}
