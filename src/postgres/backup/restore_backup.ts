import type { Connection, TransactionSql } from "../connection.ts";
import { DatabaseError, getErrorCode, getErrorMessage } from "../database_error.ts";
import { isOutage } from "../is_outage.ts";
import { migrate, type MigrateOptions } from "../migrate.ts";
import type { BackupHeader, BackupSequence, BackupTable } from "./backup_format.ts";
import { describeTables, quoteName, quoteNames, type TableDescription } from "./describe_tables.ts";
import { checkBackup, readBackup } from "./read_backup.ts";
import type { BackupCounts } from "./write_backup.ts";

export interface Restored extends BackupCounts {
  /** When the backup was made. */
  readonly takenAt: string;
  /** The schema's version afterwards. */
  readonly version: number;
}

/** What a program has rows in before anybody has used it; a backup has its own. */
const planted = new Set(["clock_skew", "last_tick"]);

/**
 * Fills a database that nobody has used with what a backup has. The schema is brought to the
 * backup's version, then all of the rows come in one transaction, then the schema goes on to the
 * program's version, as the database that the backup is of would have gone on.
 *
 * @param connection as the login that owns the schema
 * @throws {DatabaseError} where the file is damaged or newer than this program, or the database is
 *   in use; its rows are as they were then
 */
export async function restoreBackup(
  connection: Connection,
  path: string,
  options: MigrateOptions = {},
): Promise<Restored> {
  const header = await checkBackup(path);
  const before = await migrate(connection.sql, { ...options, upTo: header.schema });
  refuseOtherSchema(header, before.version, path);
  const counts = await connection.begin((sql) => fill(sql, path)).catch(explain);
  const { version } = await migrate(connection.sql, options);
  return { ...counts, takenAt: header.takenAt, version };
}

function refuseOtherSchema({ schema }: BackupHeader, version: number, path: string): void {
  if (version < schema) {
    throw new DatabaseError(
      `The backup ${path} is of a schema at version ${schema}, and this program knows only up to ` +
        `${version}. Restore it with the newer program that made it.`,
    );
  }
  if (version > schema) {
    throw new DatabaseError(
      `The backup ${path} is of a schema at version ${schema}, and this database is at version ` +
        `${version} already. ${newTarget} Restoring brings the schema up to date by itself.`,
    );
  }
}

const newTarget =
  "Restore it into a new database: name one by DATABASE_URL that has no tables, or " +
  "set DATA_DIR to a directory that is not there yet.";

async function fill(sql: TransactionSql, path: string): Promise<BackupCounts> {
  await sql.unsafe("set local search_path = pg_catalog, public; set local time zone 'UTC'");
  const tables = await describeTables(sql);
  for (const table of tables) await open(sql, table);
  for (const { name } of tables) await requireUnused(sql, name);
  const counts = await copyRows(sql, path, new Map(tables.map((table) => [table.name, table])));
  // A table cannot be altered while something of it is still to be checked.
  await sql.unsafe("set constraints all immediate");
  for (const table of tables) await close(sql, table);
  return counts;
}

/** The owner is walled in too; and what a trigger made of a row is in the backup already. */
async function open(sql: TransactionSql, { name, references }: TableDescription): Promise<void> {
  await sql.unsafe(`
    alter table ${quoteName(name)} no force row level security, disable trigger user
    ${alterReferences(references, "deferrable initially deferred")}`);
}

async function close(
  sql: TransactionSql,
  { name, walled, references }: TableDescription,
): Promise<void> {
  await sql.unsafe(`
    alter table ${quoteName(name)} enable trigger user ${
    walled ? ", force row level security" : ""
  } ${alterReferences(references, "not deferrable")}`);
}

/** Tables refer to each other in circles, so that no order of theirs would do. */
function alterReferences(references: readonly string[], how: string): string {
  return references.map((name) => `, alter constraint ${quoteName(name)} ${how}`).join("");
}

async function requireUnused(sql: TransactionSql, name: string): Promise<void> {
  if (planted.has(name)) {
    await sql.unsafe(`delete from ${quoteName(name)}`);
    return;
  }
  const [row] = await sql.unsafe(`select exists (select from ${quoteName(name)}) as is_used`);
  if (row?.["is_used"] !== true) return;
  throw new DatabaseError(
    `This database is in use: ${name} has rows in it, and restoring would mix two desks. Nothing ` +
      `was changed. ${newTarget}`,
  );
}

const rowsAtOnce = 500;
/** Characters, so that long rows travel in smaller lots. */
const lengthAtOnce = 1_000_000;

async function copyRows(
  sql: TransactionSql,
  path: string,
  tables: ReadonlyMap<string, TableDescription>,
): Promise<BackupCounts> {
  const counts = { tables: 0, rows: 0 };
  let into: TableDescription | null = null;
  let waiting: string[] = [];
  let length = 0;
  async function insertWaiting(): Promise<void> {
    if (into !== null && waiting.length > 0) await insertRows(sql, into, waiting);
    counts.rows += waiting.length;
    waiting = [];
    length = 0;
  }
  for await (const line of readBackup(path)) {
    if (line.type === "row") {
      waiting.push(line.json);
      length += line.json.length;
      if (waiting.length === rowsAtOnce || length > lengthAtOnce) await insertWaiting();
      continue;
    }
    await insertWaiting();
    if (line.type === "sequence") await setSequence(sql, line.sequence);
    if (line.type !== "table") continue;
    into = getTable(tables, line.table, path);
    counts.tables++;
  }
  return counts;
}

function getTable(
  tables: ReadonlyMap<string, TableDescription>,
  { name, columns }: BackupTable,
  path: string,
): TableDescription {
  const table = tables.get(name);
  if (table !== undefined && table.columns.join() === columns.join()) return table;
  throw new DatabaseError(
    `The backup ${path} has a table ${name} as this program's schema does not have it, though it ` +
      "claims to be of that schema. Restore it with the program that made it.",
  );
}

async function insertRows(
  sql: TransactionSql,
  { name, columns }: BackupTable,
  rows: readonly string[],
): Promise<void> {
  await sql.unsafe(
    `insert into ${quoteName(name)} (${quoteNames(columns)})
    select ${quoteNames(columns)}
    from json_populate_recordset(null::${quoteName(name)}, $1::text::json)`,
    [`[${rows.join(",")}]`],
  );
}

async function setSequence(
  sql: TransactionSql,
  { name, lastValue, isCalled }: BackupSequence,
): Promise<void> {
  await sql.unsafe("select setval($1::text::regclass, $2::text::bigint, $3)", [
    quoteName(name),
    lastValue,
    isCalled,
  ]);
}

function explain(error: unknown): never {
  if (error instanceof DatabaseError) throw error;
  if (isOutage(error)) {
    throw new DatabaseError(
      `The database did not answer any more (${
        getErrorMessage(error)
      }). Nothing was restored; try ` +
        "again once it does.",
    );
  }
  if (getErrorCode(error) !== "42501") throw error;
  throw new DatabaseError(
    `The database login may not fill Roadcall's tables (${getErrorMessage(error)}). Set ` +
      "MIGRATE_DATABASE_URL to the login that owns them.",
  );
}
