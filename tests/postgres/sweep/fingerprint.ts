import type { TransactionSql } from "../../../src/postgres/connection.ts";

/** All that reads: a client, or a transaction of it. */
type Reader = Pick<TransactionSql, "unsafe">;

/** Tables with rows of organisations, and the column that says whose they are. */
export async function listWalledTables(sql: Reader) {
  const rows = await sql.unsafe(`
    select c.relname::text as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and (c.relname = 'organisations' or exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id'
      ))
    order by c.relname`);
  return rows.map(({ name }) => ({
    name: String(name),
    column: name === "organisations" ? "id" : "organisation_id",
  }));
}

/** Takes a hash of everything that an organisation has, by table; read past every wall. */
export async function createFingerprint(sql: Reader, organisationId: number) {
  const sums = (await listWalledTables(sql)).map(({ name, column }) => `
    select '${name}' as name,
      count(*) || ' ' || md5(coalesce(string_agg(t::text, '' order by t::text), '')) as sum
    from ${name} t where ${column} = ${organisationId}`);
  const text = sums.join(" union all ");
  return async (reader: Reader): Promise<Readonly<Record<string, unknown>>> =>
    Object.fromEntries((await reader.unsafe(text)).map((row) => [row["name"], row["sum"]]));
}
