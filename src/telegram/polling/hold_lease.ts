import type { Lease } from "../../desk/lease.ts";
import type { Log } from "../../desk/ports.ts";
import type { Pause } from "./pause.ts";

export interface HoldOptions {
  readonly lease: Lease;
  /** Runs each time the lease was taken; ends soon after the signal aborts. */
  readonly work: (lost: AbortSignal) => Promise<void>;
  readonly log: Log;
  readonly pause: Pause;
  /** Milliseconds, ever growing. */
  readonly now: () => number;
  readonly stopping: AbortSignal;
}

/** A killed replica's lease ends within so long, so that another one takes over within 15. */
export const leaseSeconds = 10;
/** Given up by its holder so long before its end. */
const marginMs = 2_000;
const renewMs = 3_000;
const retryMs = 2_000;

/**
 * Works while this replica holds the lease and stands by while another one does, until it is told
 * to stop; then it hands the lease back. What cannot be renewed in time is given up before another
 * replica may take it.
 *
 * @throws what `work` throws
 */
export async function holdLease(options: HoldOptions): Promise<void> {
  const { lease, work, log, pause, now, stopping } = options;
  let outage = false;

  /** Null where the database did not say. */
  async function take(): Promise<boolean | null> {
    try {
      const held = await lease.take();
      outage = false;
      return held;
    } catch (error) {
      if (!outage) log.warn("The database does not say who fetches updates", { error });
      outage = true;
      return null;
    }
  }

  /** Resolves when it is lost, or `ended` aborts. */
  async function renew(takenAt: number, ended: AbortSignal): Promise<void> {
    let givenUpAt = takenAt + leaseSeconds * 1000 - marginMs;
    while (true) {
      await pause.wait(renewMs, ended);
      if (ended.aborted) return;
      const began = now();
      const late = pause.wait(givenUpAt - began, ended).then(() => null);
      const held = await Promise.race([take(), late]);
      if (held === true) givenUpAt = began + leaseSeconds * 1000 - marginMs;
      else if (held === false || now() >= givenUpAt) return;
    }
  }

  async function workWhileHeld(takenAt: number): Promise<void> {
    const lost = new AbortController();
    const ended = new AbortController();
    const renewing = renew(takenAt, AbortSignal.any([stopping, ended.signal])).then(() => {
      if (stopping.aborted || ended.signal.aborted) return;
      log.warn("This replica does not fetch updates any more: it could not renew its lease");
      lost.abort();
    });
    try {
      await work(AbortSignal.any([stopping, lost.signal]));
    } finally {
      ended.abort();
      await renewing;
    }
  }

  async function release(): Promise<void> {
    try {
      await lease.release();
    } catch (error) {
      log.warn("The lease on fetching updates could not be handed back; it will run out", {
        error,
      });
    }
  }

  let standingBy = false;
  while (!stopping.aborted) {
    const takenAt = now();
    const held = await take();
    if (held !== true) {
      if (held === false && !standingBy) {
        log.info("Another replica fetches updates; this one stands by");
      }
      standingBy ||= held === false;
      await pause.wait(retryMs, stopping);
      continue;
    }
    if (standingBy) log.info("This replica fetches updates from now on");
    standingBy = false;
    try {
      await workWhileHeld(takenAt);
    } finally {
      await release();
    }
  }
}
