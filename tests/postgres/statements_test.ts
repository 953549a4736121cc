import assert from "node:assert/strict";
import { pgTypes } from "../../src/postgres/codec.ts";
import { getErrorCode } from "../../src/postgres/database_error.ts";
import { listStatements, type Statement } from "../../src/postgres/statement.ts";
import { runStatement } from "../../src/postgres/transaction.ts";
import { type TestDatabase, testOnBoth } from "./databases.ts";
import { createScene } from "./scenes.ts";

const typeNames = new Map<number, string>(
  Object.entries(pgTypes).map(([name, oid]) => [oid, name]),
);

function nameType(oid: number): string {
  return typeNames.get(oid) ?? `type ${oid}`;
}

/** What the code expects of a statement, in the form in which `describe` answers. */
function listExpected({ params, row }: Statement) {
  return {
    params: Object.entries(params).map(([name, codec]) => [name, codec.type]),
    row: Object.entries(row).map(([name, codec]) => [name, codec.type]),
  };
}

async function describe(sql: TestDatabase["sql"], { text, params }: Statement) {
  const described = await sql.unsafe(text).describe();
  return {
    params: Object.keys(params).map((name, i) => [name, nameType(described.types[i] ?? 0)]),
    row: described.columns.map(({ name, type }) => [name, nameType(type)]),
    columns: described.columns,
  };
}

testOnBoth("every statement has the names and types that its codecs expect", async ({ sql }) => {
  for (const statement of listStatements()) {
    const { params, row } = await describe(sql, statement);
    const expected = listExpected(statement);
    const byName = (a: string[], b: string[]) => String(a[0]).localeCompare(String(b[0]));
    assert.deepEqual(params, expected.params, `parameters of ${statement.name}`);
    assert.deepEqual(row.sort(byName), expected.row.sort(byName), `columns of ${statement.name}`);
  }
});

testOnBoth("a column that may be null is read by a codec that knows it", async ({ sql }) => {
  for (const statement of listStatements()) {
    for (const column of (await describe(sql, statement)).columns) {
      // 0: computed, so nobody knows.
      const { table, number } = Object.assign({ table: 0, number: 0 }, column);
      if (table === 0) continue;
      const [attribute] = await sql.unsafe(
        "select attnotnull as required from pg_attribute where attrelid = $1 and attnum = $2",
        [table, number],
      );
      const nullable = statement.row[column.name]?.nullable;
      assert.ok(
        nullable === true || attribute?.["required"] === true,
        `${statement.name}.${column.name} may be null`,
      );
    }
  }
});

testOnBoth("the program's role has the right to every statement", async ({ store }) => {
  const samples = {
    bool: true,
    int4: 1,
    int8: 1,
    jsonb: "[]",
    text: "x",
    timestamptz: "2026-01-01T00:00:00.000Z",
  };
  const { group } = await createScene(store);
  const rollBack = new Error("rolled back on purpose");
  const refused: string[] = [];
  for (const statement of listStatements()) {
    if (["become_owner", "skip_clock"].includes(statement.name)) continue;
    const encoded = Object.values(statement.params).map(({ type }) => samples[type]);
    const probe: Statement = { ...statement, encode: () => encoded, parseRow: () => ({}) };
    await store.database.transaction(async (tx) => {
      // Nobody who has entered an organisation may write to it.
      const outside = statement.name === "count_failure";
      if (!outside) await store.organisations.enterOrganisation(tx, group.organisation.id);
      await runStatement(tx, probe, {});
      throw rollBack;
    }).catch((error: unknown) => {
      // A sample may break a constraint (class 23), which is looked at after the rights.
      const code = getErrorCode(error) ?? "";
      if (error !== rollBack && !code.startsWith("23")) refused.push(`${statement.name}: ${error}`);
    });
  }
  assert.deepEqual(refused, []);
});

Deno.test("no statement is defined where the list of statements would miss it", async () => {
  let written = 0;
  const directory = new URL("../../src/postgres/statements/", import.meta.url);
  for await (const { name } of Deno.readDir(directory)) {
    const source = await Deno.readTextFile(new URL(name, directory));
    written += source.split("= defineStatement({").length - 1;
  }
  assert.equal(listStatements().length, written);
});
