import type { TrialClock } from "./clock.ts";
import { findFreePort } from "../../find_free_port.ts";
import { createReplica, type Replica } from "./run_replica.ts";

/**
 * How far the replicas' own clocks are ahead, in minutes, one for each of them: the database's alone
 * decides.
 */
const skewMinutes = [0, 3, -4];

/** Three replicas that are the same but for their clocks and ports; none of them runs yet. */
export function createReplicas({ root, folder, clock, settings }: {
  readonly root: string;
  /** For what they say. */
  readonly folder: string;
  readonly clock: TrialClock;
  readonly settings: Readonly<Record<string, string>>;
}): readonly Replica[] {
  return skewMinutes.map((minutes, index) =>
    createReplica({
      root,
      port: findFreePort(),
      settings,
      clock,
      skewMs: minutes * 60_000,
      log: `${folder}/replica_${index + 1}.log`,
    })
  );
}
