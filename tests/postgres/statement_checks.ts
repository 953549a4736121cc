/** Whether a database serves statements: their names, types and nulls, and the right to run them. */
import type { Store } from "../../src/desk/ports.ts";
import { pgTypes } from "../../src/postgres/codec.ts";
import { getErrorCode } from "../../src/postgres/database_error.ts";
import type { Statement } from "../../src/postgres/statement.ts";
import { runStatement } from "../../src/postgres/transaction.ts";
import type { TestDatabase } from "./databases.ts";
import { createScene } from "./scenes.ts";
import type { KeptStatement } from "./served_statements.ts";

const typeNames = new Map<number, string>(
  Object.entries(pgTypes).map(([name, oid]) => [oid, name]),
);

function nameType(oid: number): string {
  return typeNames.get(oid) ?? `type ${oid}`;
}

/** A line for each statement that the database takes otherwise than it was written for. */
export async function listMismatches(
  sql: TestDatabase["sql"],
  statements: readonly KeptStatement[],
): Promise<string[]> {
  const found: string[] = [];
  for (const statement of statements) {
    const said = await findMismatch(sql, statement).catch(String);
    if (said !== null) found.push(`${statement.name}: ${said}`);
  }
  return found;
}

async function findMismatch(
  sql: TestDatabase["sql"],
  { text, params, row }: KeptStatement,
): Promise<string | null> {
  const described = await sql.unsafe(text).describe();
  const types = params.map((_, index) => nameType(described.types[index] ?? 0)).join();
  const expected = params.map(([, type]) => type).join();
  if (types !== expected) return `takes ${types}, not ${expected}`;
  const columns = described.columns.map(({ name, type }) => `${name} ${nameType(type)}`).sort();
  const wanted = row.map(([name, type]) => `${name} ${type}`).sort();
  if (columns.join() !== wanted.join()) return `gives ${columns.join()}, not ${wanted.join()}`;
  for (const column of described.columns) {
    // 0: computed, so nobody knows.
    const { table, number } = Object.assign({ table: 0, number: 0 }, column);
    if (table === 0 || row.some(([name, , nullable]) => name === column.name && nullable)) continue;
    const [attribute] = await sql.unsafe(
      "select attnotnull as required from pg_attribute where attrelid = $1 and attnum = $2",
      [table, number],
    );
    if (attribute?.["required"] !== true) return `${column.name} may be null`;
  }
  return null;
}

const samples = {
  bool: true,
  int4: 1,
  int8: 1,
  jsonb: "[]",
  text: "x",
  timestamptz: "2026-01-01T00:00:00.000Z",
};

/** A line for each statement that the program's role may not run. Nothing of them remains. */
export async function listRefused(
  store: Store,
  statements: readonly KeptStatement[],
): Promise<string[]> {
  const { group } = await createScene(store);
  const rollBack = new Error("rolled back on purpose");
  const refused: string[] = [];
  for (const { name, text, params } of statements) {
    if (["become_owner", "skip_clock"].includes(name)) continue;
    const encoded = params.map(([, type]) => samples[type]);
    const probe: Statement = {
      name,
      text,
      params: {},
      row: {},
      encode: () => encoded,
      parseRow: () => ({}),
    };
    await store.database.transaction(async (tx) => {
      // Nobody who has entered an organisation may write to it.
      const outside = name === "count_failure";
      if (!outside) await store.organisations.enterOrganisation(tx, group.organisation.id);
      await runStatement(tx, probe, {});
      throw rollBack;
    }).catch((error: unknown) => {
      // A sample may break a constraint (class 23), which is looked at after the rights.
      const code = getErrorCode(error) ?? "";
      if (error !== rollBack && !code.startsWith("23")) refused.push(`${name}: ${error}`);
    });
  }
  return refused;
}
