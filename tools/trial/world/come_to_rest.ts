import type { Sandbox } from "../../sandbox/control.ts";
import { awaitQuiet, type Quiet } from "./await_quiet.ts";
import type { TrialClock } from "./clock.ts";
import type { Replica } from "./run_replica.ts";

/** Of the wall's time: enough to look a few times. */
const lastLookMs = 2_000;
const mostTries = 3;

/** Waits until nothing is owed any more, and has all replicas end in good order then. */
export async function comeToRest({ replicas, clock, seconds, ...where }: {
  readonly databaseUrl: string;
  readonly sandbox: Sandbox;
  /** Updates that wait elsewhere. */
  readonly waiting: () => number;
  readonly replicas: readonly Replica[];
  readonly clock: TrialClock;
  /** Of this world's time, at most. */
  readonly seconds: number;
}): Promise<Quiet> {
  for (let tries = 1;; tries++) {
    const quiet = await awaitQuiet({ ...where, withinMs: clock.toWallMs(seconds) });
    await Promise.all(replicas.map((replica) => replica.stop()));
    if (!quiet.reached) return quiet;
    // Something may have come due in the last moment.
    const last = await awaitQuiet({ ...where, withinMs: lastLookMs });
    if (last.reached || tries === mostTries) return last;
    await Promise.all(replicas.map((replica) => replica.start()));
  }
}
