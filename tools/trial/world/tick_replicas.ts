import type { TrialClock } from "./clock.ts";
import type { Replica } from "./run_replica.ts";
import { wait } from "./wait.ts";

/**
 * The host: its clock wakes each replica once in a minute of this world, and one that ended by
 * itself is started again.
 *
 * @param onFailed told of each of those
 */
export async function tickReplicas(
  replicas: readonly Replica[],
  clock: TrialClock,
  signal: AbortSignal,
  onFailed: () => void,
): Promise<void> {
  const lookAfter = async (replica: Replica) => {
    if (replica.runs) return await replica.tick();
    if (!replica.failed) return;
    onFailed();
    await replica.start();
  };
  while (!signal.aborted) {
    await wait(clock.toWallMs(60), signal);
    if (!signal.aborted) await Promise.all(replicas.map(lookAfter));
  }
}
