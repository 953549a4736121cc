import { fileURLToPath } from "node:url";
import Postgrator from "postgrator";
import { awaitLocks, type LockPatience, usualLockMs } from "./await_locks.ts";
import type { Sql } from "./connection.ts";
import { DatabaseError, getErrorCode, getErrorMessage } from "./database_error.ts";
import { ensureAppRole, ensureRoles } from "./ensure_roles.ts";
import {
  findServedFrom,
  isServed,
  parseState,
  readStateSql,
  type SchemaState,
} from "./served_programs.ts";

export interface MigrateOptions {
  /** The login that the program will use, where it is another one than that which migrates. */
  readonly appLogin?: string;
  /** Where the migration files lie; the program's own. */
  readonly directory?: string;
  /** The version to stop at, for a backup of that version; the newest that there is. */
  readonly upTo?: number;
  readonly onMigrated?: (file: string) => void;
  /** How long a migration waits for those who work meanwhile. */
  readonly locks?: LockPatience;
}

export interface Migrated {
  /** The names of the files that were applied now, in their order. */
  readonly applied: readonly string[];
  /** The schema's version; a later one than the program's where it serves that one too. */
  readonly version: number;
  /** The version that this program was written for. */
  readonly ownVersion: number;
}

const ownDirectory = fileURLToPath(new URL("../../migrations/", import.meta.url));

/**
 * Brings the schema to the version that this program was written for, and leaves alone a later one
 * that serves it. Each file is applied in one transaction with its version row. The lock that keeps
 * two starters apart is that transaction's too, so that a pooler may lie in between: whoever waited
 * for it finds the file applied. Where the schema is current the login needs no right to create
 * anything.
 *
 * @throws {DatabaseError} where a file that was applied has changed since, the schema does not serve
 *   this program any more, the login lacks a right, or a lock does not come; then nothing of the
 *   failing file remains.
 */
export async function migrate(sql: Sql, options: MigrateOptions = {}): Promise<Migrated> {
  const { appLogin, directory = ownDirectory, upTo = Infinity, onMigrated, locks } = options;
  const applied: string[] = [];
  const found = await readSchema(sql, directory);
  const wanted = Math.min(found.newest, upTo);
  let { version } = found;
  if (version < wanted) await ensureRoles(sql);
  while (version < wanted) {
    const next = version + 1;
    const step = await awaitLocks(
      sql,
      () => `Migration ${next}`,
      () => sql.begin((tx) => applyNext(tx, directory, locks?.lockMs ?? usualLockMs)),
      locks,
    ).catch(explain);
    version = step.version;
    if (step.file === null) continue;
    applied.push(step.file);
    onMigrated?.(step.file);
  }
  await ensureAppRole(sql, appLogin);
  return { applied, version, ownVersion: found.newest };
}

/** In one round trip. */
export async function readSchemaState(sql: Executor): Promise<SchemaState> {
  const [row] = await sql.unsafe(readStateSql);
  return parseState(row);
}

interface Schema {
  /** 0 where there is none. */
  readonly version: number;
  readonly newest: number;
}

type Executor = { unsafe(query: string): PromiseLike<Iterable<Record<string, unknown>>> };

async function readSchema(sql: Executor, directory: string): Promise<Schema> {
  const postgrator = createPostgrator(sql, directory);
  const newest = await postgrator.getMaxVersion();
  // What may not be read looks as if it were not there, and its highest number is then -Infinity.
  if (newest < 1) {
    throw new DatabaseError(
      `The program's own folder of migrations, ${directory}, is missing, empty, or not permitted ` +
        "to be read: get the whole of the program anew, and start it by its task.",
    );
  }
  const [table] = await sql.unsafe("select to_regclass('public.schema_version')::text as name");
  if (table?.["name"] === null) return { version: 0, newest };
  const state = await readSchemaState(sql);
  const { version } = state;
  if (version > newest && !isServed(newest, state)) {
    throw new DatabaseError(
      `The database's schema is at version ${version} and serves programs from version ` +
        `${state.servesFrom} on; this one is of version ${newest}. Start a newer program, such as ` +
        "the one that made it so, or restore a backup from before it.",
    );
  }
  await postgrator.validateMigrations(version).catch(explain);
  return { version, newest };
}

/** Applies the first file that is missing; none where somebody else was faster. */
async function applyNext(
  tx: Executor,
  directory: string,
  lockMs: number,
): Promise<{ readonly file: string | null; readonly version: number }> {
  // Whoever waits for another starter waits as long as that one takes. A table that is there is
  // not touched: who asks for its version now is answered while the migration goes on.
  await tx.unsafe(`
    set local search_path = public;
    select pg_advisory_xact_lock(hashtext('roadcall'), hashtext('migrate'));
    set local lock_timeout = '${lockMs}ms';
    create table if not exists schema_version (
      version bigint primary key, name text, md5 text, run_at timestamptz
    );
    grant select on schema_version to public;
    do $$ begin
      if not exists (
        select from pg_attribute
        where attrelid = 'public.schema_version'::regclass and attname = 'serves_from'
      ) then
        alter table schema_version add column serves_from bigint;
      end if;
    end $$;`);
  const { version, newest } = await readSchema(tx, directory);
  const postgrator = createPostgrator(tx, directory);
  const known = await postgrator.getMigrations();
  const [next] = postgrator.getRunnableMigrations(version, newest);
  if (next === undefined) return { file: null, version };
  const servesFrom = findServedFrom(
    known.filter((one) => one.action === "do" && one.version <= next.version)
      .map((one) => ({ version: one.version, sql: one.getSql() })),
  );
  await postgrator.runMigrations([next]);
  await tx.unsafe(
    `update public.schema_version set serves_from = ${servesFrom} where version = ${next.version}`,
  );
  return { file: next.filename.slice(next.filename.lastIndexOf("/") + 1), version: next.version };
}

function createPostgrator(sql: Executor, directory: string): Postgrator {
  return new Postgrator({
    driver: "pg",
    schemaTable: "public.schema_version",
    // The checkout may lie anywhere, also where a path reads like a pattern.
    migrationPattern: `${directory.replace(/[\\*?[\]{}()!+@]/g, "\\$&")}*.sql`,
    newline: "LF",
    execQuery: async (query) => ({ rows: [...await sql.unsafe(query)] }),
  });
}

function explain(error: unknown): never {
  if (error instanceof DatabaseError) throw error;
  const changed = /checksum failed for migration \[(\d+)\]/.exec(getErrorMessage(error));
  if (changed !== null) {
    throw new DatabaseError(
      `Migration ${changed[1]} was changed after it had been applied to this database. Put the ` +
        "file back as it was, and make the change in a new migration.",
    );
  }
  if (getErrorCode(error) === "42501") {
    throw new DatabaseError(
      `The database login may not create Roadcall's tables (${getErrorMessage(error)}). Let it ` +
        "own the database, or set MIGRATE_DATABASE_URL to a login that does.",
    );
  }
  throw error;
}
