import { type BenchDatabase, runOn } from "../desk/bench_database.ts";
import { fillDatabase } from "./fill_database.ts";
import { migrateDatabase } from "./migrate_database.ts";

export interface GrowthPlan {
  /** How many incidents there are, from the smallest database to the largest. */
  readonly sizes: readonly number[];
  readonly groups: number;
  readonly organisations: number;
  /** In how many groups buttons are pressed. */
  readonly tables: number;
  readonly rounds: number;
  /** Of a round of presses. */
  readonly seconds: number;
  /** How often each question is asked, reports apart. */
  readonly questions: number;
  readonly reports: number;
  /** How often each is asked after the server was restarted. */
  readonly cold: number;
  /** Whether the whole system forgets then what it has read of files. */
  readonly forgetsFiles: boolean;
}

/** A database that has grown. */
export interface Grown {
  readonly incidents: number;
  readonly database: BenchDatabase;
  /** On disk, in MB. */
  readonly sizeMb: number;
  readonly fillSeconds: number;
}

export async function createGrown(
  database: BenchDatabase,
  incidents: number,
  { groups, organisations }: GrowthPlan,
): Promise<Grown> {
  const begun = performance.now();
  await migrateDatabase(database.url);
  await fillDatabase(database.url, { incidents, groups, organisations });
  const [size] = await runOn(database.url, "select pg_database_size(current_database()) as bytes");
  return {
    incidents,
    database,
    sizeMb: Number(size?.["bytes"]) / 1_000_000,
    fillSeconds: (performance.now() - begun) / 1_000,
  };
}
