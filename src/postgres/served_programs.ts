/**
 * Which programs a schema serves: replicas of two versions stand side by side during a deployment,
 * and one of the older version may be started anew meanwhile.
 */
import { DatabaseError } from "./database_error.ts";

/** A program's version is that of the newest migration that it brings. */
export interface SchemaState {
  /** 0 where there is no schema. */
  readonly version: number;
  /** The oldest program that can work with it. */
  readonly servesFrom: number;
  /** False at a standby that was not promoted yet, and where an operator said so. */
  readonly takesWrites: boolean;
}

/** Older programs start on no newer schema, whatever it says of itself. */
const firstToAsk = 18;
const header = /^-- Serves programs from version (\d+) on\.$/m;
const headerLike = /^\s*--\s*serves\b/im;

/**
 * The oldest program that a schema serves once these migrations were applied. One that says nothing
 * is an expansion: it serves whomever the schema before it did.
 *
 * @param migrations all up to the schema's version
 * @throws {DatabaseError} where one says what cannot be
 */
export function findServedFrom(
  migrations: readonly { readonly version: number; readonly sql: string }[],
): number {
  let served = firstToAsk;
  for (const { version, sql } of migrations.toSorted((a, b) => a.version - b.version)) {
    const said = header.exec(sql)?.[1];
    if (said === undefined && headerLike.test(sql)) {
      throw new DatabaseError(
        `Migration ${version} says whom it serves in words that are not understood. Write: ` +
          `-- Serves programs from version ${Math.max(served, version - 1)} on.`,
      );
    }
    if (said === undefined) continue;
    const from = Number(said);
    if (from < served || from >= version) {
      throw new DatabaseError(
        `Migration ${version} cannot serve programs from version ${from} on: the schema before it ` +
          `serves them from ${served} on, and those of version ${version - 1} run beside it.`,
      );
    }
    served = from;
  }
  return served;
}

/** Whether a program works with a schema, be it newer than itself. */
export function isServed(
  ownVersion: number,
  { version, servesFrom }: Pick<SchemaState, "version" | "servesFrom">,
): boolean {
  return version === ownVersion || (version > ownVersion && servesFrom <= ownVersion);
}

/** In one round trip, whoever made the table; null where nothing was ever applied. */
export const readStateSql = `
  select version, coalesce((to_jsonb(s) ->> 'serves_from')::bigint, version) as serves_from,
    current_setting('transaction_read_only') = 'off' as takes_writes
  from public.schema_version s order by version desc limit 1`;

export function parseState(row: Record<string, unknown> | undefined): SchemaState {
  return {
    version: Number(row?.["version"] ?? 0),
    servesFrom: Number(row?.["serves_from"] ?? 0),
    takesWrites: row?.["takes_writes"] !== false,
  };
}
