/** The plan of what breaks when, and its carrying out. It follows from the seed alone. */
import type { Random } from "../random.ts";
import type { TrialClock } from "./clock.ts";
import type { TrialPostgres } from "./run_postgres.ts";
import type { Replica } from "./run_replica.ts";
import { wait } from "./wait.ts";

export interface TroubleCounts {
  kills: number;
  stops: number;
  databaseRestarts: number;
}

export interface TroubleOptions {
  readonly random: Random;
  readonly clock: TrialClock;
  readonly replicas: readonly Replica[];
  readonly postgres: TrialPostgres;
  /** How long it goes on, at most. */
  readonly seconds: number;
  readonly over: AbortSignal;
  /** All of it is being taken away: nothing is mended any more. */
  readonly ended: AbortSignal;
}

/** Between two kills, in this world's seconds. */
const killEverySeconds = { least: 60, most: 240 };
/** How long a killed replica stays away. */
const awaySeconds = { least: 0, most: 40 };
/** One in so many is asked to end in good order instead. */
const gentleShare = 0.2;
/** When the database restarts, as shares of the time that there is. */
const databaseRestarts = [
  { mode: "immediate", least: 0.1, most: 0.4 },
  { mode: "fast", least: 0.5, most: 0.9 },
] as const;

/** Makes trouble until it is over; then everything runs again. */
export async function makeTrouble(options: TroubleOptions): Promise<TroubleCounts> {
  const counts: TroubleCounts = { kills: 0, stops: 0, databaseRestarts: 0 };
  await Promise.all([killReplicas(options, counts), restartDatabase(options, counts)]);
  if (options.ended.aborted) return counts;
  await Promise.all(
    options.replicas.filter(({ runs }) => !runs).map((replica) => replica.start()),
  );
  return counts;
}

async function killReplicas(options: TroubleOptions, counts: TroubleCounts): Promise<void> {
  const { clock, replicas, over, ended } = options;
  const random = options.random.fork("kills");
  while (true) {
    const { least, most } = killEverySeconds;
    await wait(clock.toWallMs(random.integer(least, most)), over);
    const replica = random.pick(replicas);
    const gentle = random.chance(gentleShare);
    const away = random.integer(awaySeconds.least, awaySeconds.most);
    if (over.aborted) return;
    if (gentle) {
      await replica.stop();
      counts.stops++;
    } else {
      await replica.kill();
      counts.kills++;
    }
    await wait(clock.toWallMs(away), over);
    if (ended.aborted) return;
    await replica.start();
  }
}

async function restartDatabase(options: TroubleOptions, counts: TroubleCounts): Promise<void> {
  const { clock, postgres, seconds, over, ended } = options;
  const random = options.random.fork("database");
  let passed = 0;
  for (const { mode, least, most } of databaseRestarts) {
    const at = (least + (most - least) * random.fraction()) * seconds;
    // Where the people are done sooner, it comes at once: much is owed still.
    await wait(clock.toWallMs(at - passed), over);
    passed = at;
    if (ended.aborted) return;
    await postgres.restart(mode);
    counts.databaseRestarts++;
  }
}
