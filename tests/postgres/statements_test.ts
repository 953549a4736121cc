import assert from "node:assert/strict";
import { listStatements } from "../../src/postgres/statement.ts";
import { testOnBoth } from "./databases.ts";
import { keep } from "./served_statements.ts";
import { listMismatches, listRefused } from "./statement_checks.ts";

testOnBoth(
  "every statement has the names, the types and the nulls that its codecs expect",
  async ({ sql }) => {
    assert.deepEqual(await listMismatches(sql, listStatements().map(keep)), []);
  },
);

testOnBoth("the program's role has the right to every statement", async ({ store }) => {
  assert.deepEqual(await listRefused(store, listStatements().map(keep)), []);
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
