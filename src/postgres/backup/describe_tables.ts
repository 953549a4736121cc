import * as v from "valibot";
import type { TransactionSql } from "../connection.ts";
import type { BackupTable } from "./backup_format.ts";

/**
 * What tells of processes and not of the desk: who has which lease, and what this program told
 * Telegram of the webhook, which it tells again where it does not know. The version of the schema
 * stands in a backup's first line.
 */
const notOfTheDesk = ["schema_version", "leases", "webhook_registration"];

export interface TableDescription extends BackupTable {
  /** Of the primary key. */
  readonly key: readonly string[];
  /** Names of what checks at once, and not at the end of the transaction, that a row's others exist. */
  readonly references: readonly string[];
  /** Whether its owner is behind the wall of row-level security too. */
  readonly walled: boolean;
}

const parseTables = v.parser(v.array(v.object({
  name: v.string(),
  columns: v.array(v.string()),
  key: v.array(v.string()),
  references: v.array(v.string()),
  walled: v.boolean(),
})));

/** The desk's tables, by their names. */
export async function describeTables(sql: TransactionSql): Promise<readonly TableDescription[]> {
  const rows = await sql.unsafe(`
    select c.relname::text as name, c.relforcerowsecurity as walled,
      (
        select coalesce(jsonb_agg(a.attname order by a.attnum), '[]') from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      ) as columns,
      (
        select coalesce(jsonb_agg(a.attname order by array_position(k.conkey, a.attnum)), '[]')
        from pg_constraint k join pg_attribute a
          on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
        where k.conrelid = c.oid and k.contype = 'p'
      ) as key,
      (
        select coalesce(jsonb_agg(f.conname order by f.conname), '[]') from pg_constraint f
        where f.conrelid = c.oid and f.contype = 'f' and not f.condeferrable
      ) as "references"
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    order by c.relname`);
  return parseTables([...rows]).filter(({ name }) => !notOfTheDesk.includes(name));
}

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function quoteNames(names: readonly string[]): string {
  return names.map(quoteName).join(", ");
}
