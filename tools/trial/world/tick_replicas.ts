import type { TrialClock } from "./clock.ts";
import type { Replica } from "./run_replica.ts";
import { wait } from "./wait.ts";

/** The host's clock, which wakes each replica once in a minute of this world. */
export async function tickReplicas(
  replicas: readonly Replica[],
  clock: TrialClock,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await wait(clock.toWallMs(60), signal);
    await Promise.all(replicas.filter(({ runs }) => runs).map((replica) => replica.tick()));
  }
}
