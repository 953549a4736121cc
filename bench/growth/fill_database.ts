import postgres from "postgres";
import { advanceSequences, type Fill, listFillStatements } from "./list_fill_statements.ts";

/** Indexes that no constraint stands behind, of the tables that are filled. */
const secondaryIndexes = `
  select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
  from pg_index i join pg_class c on c.oid = i.indrelid
  where c.relnamespace = 'public'::regnamespace
    and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
    and c.relname in ('incidents', 'cycles', 'claims', 'sources', 'cards', 'notices', 'timers')`;

/**
 * Fills a schema that has just been migrated with the past of many companies; the indexes are built
 * afterwards, which takes a fraction of the time.
 *
 * @param url of a login that is superuser, as foreign keys are not checked row by row
 */
export async function fillDatabase(url: string, fill: Fill): Promise<void> {
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => {} });
  try {
    await sql.unsafe("set session_replication_role = replica; set synchronous_commit = off")
      .simple();
    await sql.unsafe("set maintenance_work_mem = '512MB'");
    const indexes = await sql.unsafe(secondaryIndexes);
    for (const { name } of indexes) await sql.unsafe(`drop index ${name}`);
    for (const statement of listFillStatements(fill)) await sql.unsafe(statement);
    for (const { definition } of indexes) await sql.unsafe(definition);
    await sql.unsafe(advanceSequences);
    await sql.unsafe("vacuum analyze");
  } finally {
    await sql.end();
  }
}
