import * as v from "valibot";
import type { Connection, TransactionSql } from "../connection.ts";
import { DatabaseError } from "../database_error.ts";
import { readSchemaState } from "../migrate.ts";
import type { BackupFile } from "./backup_file.ts";
import { backupFormat, renderHeader, renderSequence, renderTable } from "./backup_format.ts";
import { describeTables, quoteName, quoteNames, type TableDescription } from "./describe_tables.ts";

export interface BackupCounts {
  readonly tables: number;
  readonly rows: number;
}

/** As many rows are in memory at once. */
const rowsAtOnce = 1000;

/**
 * Writes everything that the desk has, as it is at one moment. It is for whoever sees past the
 * walls: the embedded database's only login, or a superuser.
 *
 * @throws {DatabaseError} where the database has no schema yet
 */
export function writeBackup(
  connection: Pick<Connection, "begin">,
  file: Pick<BackupFile, "write">,
): Promise<BackupCounts> {
  return connection.begin(async (sql) => {
    await sql.unsafe(`
      set transaction isolation level repeatable read, read only;
      set local search_path = pg_catalog, public;
      set local time zone 'UTC'`);
    await file.write([renderHeader(await describeMoment(sql))]);
    const tables = await describeTables(sql);
    let rows = 0;
    for (const table of tables) {
      await file.write([renderTable(table)]);
      rows += await writeRows(sql, table, file);
    }
    await file.write((await listSequences(sql)).map(renderSequence));
    return { tables: tables.length, rows };
  });
}

async function describeMoment(sql: TransactionSql) {
  const [found] = await sql.unsafe(
    "select to_regclass('public.schema_version') is not null as has_schema, to_json(now()) as at",
  );
  const { has_schema: hasSchema, at } = parseMoment(found);
  const schema = hasSchema ? (await readSchemaState(sql)).version : 0;
  if (schema === 0) {
    throw new DatabaseError("The database is empty: there is nothing to make a backup of.");
  }
  return { format: backupFormat, schema, takenAt: at };
}

const parseMoment = v.parser(v.object({ has_schema: v.boolean(), at: v.string() }));

/** @returns how many */
async function writeRows(
  sql: TransactionSql,
  { name, columns, key }: TableDescription,
  file: Pick<BackupFile, "write">,
): Promise<number> {
  const inOrder = key.length === 0 ? "" : `order by ${quoteNames(key)}`;
  await sql.unsafe(`
    declare backup_rows no scroll cursor for
    select to_json(r)::text as json
    from (select ${quoteNames(columns)} from ${quoteName(name)} ${inOrder}) r`);
  for (let count = 0;;) {
    const rows = await sql.unsafe(`fetch ${rowsAtOnce} from backup_rows`);
    await file.write(rows.map(parseRow));
    count += rows.length;
    if (rows.length < rowsAtOnce) {
      await sql.unsafe("close backup_rows");
      return count;
    }
  }
}

/** A line end inside of a row would be that of the line. */
const parseJson = v.parser(v.object({ json: v.pipe(v.string(), v.regex(/^\{[^\n]*$/)) }));

function parseRow(row: unknown): string {
  return parseJson(row).json;
}

const parseSequences = v.parser(
  v.array(v.object({ name: v.string(), lastValue: v.string(), isCalled: v.boolean() })),
);

/** Read last: a sequence belongs to no transaction and may only be ahead of the rows. */
async function listSequences(sql: TransactionSql) {
  const found = await sql.unsafe(`
    select relname::text as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'S' order by relname`);
  const states = found.map((row) => {
    const name = String(row["name"]);
    return `select '${name}' as name, last_value::text as "lastValue", is_called as "isCalled"
      from ${quoteName(name)}`;
  });
  return states.length === 0
    ? []
    : parseSequences([...await sql.unsafe(states.join(" union all "))]);
}
