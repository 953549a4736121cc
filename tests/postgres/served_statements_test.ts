/** Replicas of two versions side by side: what a program of an earlier version sends still works. */
import assert from "node:assert/strict";
import { testOnBoth } from "./databases.ts";
import {
  type KeptStatement,
  parseKept,
  readKept,
  readOwnSchema,
  renewKept,
  renewOwn,
} from "./served_statements.ts";
import { listMismatches, listRefused } from "./statement_checks.ts";

Deno.test("the program's statements are written down as they are", async () => {
  const kept = await readKept();
  assert.deepEqual(renewOwn(kept, await readOwnSchema()), kept, "run: deno task keep-statements");
});

testOnBoth(
  "the schema serves what programs before this one send, as their role",
  async ({ sql, store }) => {
    const { statements } = await readKept();
    const earlier = statements.filter(({ until }) => until !== undefined);
    assert.deepEqual(await listMismatches(sql, earlier), []);
    assert.deepEqual(await listRefused(store, earlier), []);
  },
);

function statement(name: string, text: string): KeptStatement {
  return { name, text, params: [], row: [] };
}

Deno.test("a statement is kept until no program that is served has it", () => {
  const [same, changed, changedAgain] = [
    statement("same", "select"),
    statement("changed", "select 1"),
    statement("changed", "select 2"),
  ] as const;
  const first = { schema: 20, statements: [changed, same] };
  // Without a migration: nobody can run beside it on another schema.
  const anew = renewKept(first, [same, changedAgain], { version: 20, servesFrom: 18 });
  assert.deepEqual(anew, { schema: 20, statements: [changedAgain, same] });
  const migrated = renewKept(first, [same, changedAgain], { version: 21, servesFrom: 18 });
  const earlier = { ...changed, until: 20 };
  assert.deepEqual(migrated, { schema: 21, statements: [earlier, changedAgain, same] });
  const now = [same, changedAgain];
  assert.deepEqual(renewKept(migrated, now, { version: 22, servesFrom: 20 }).statements, [
    earlier,
    changedAgain,
    same,
  ]);
  const contracted = renewKept(migrated, now, { version: 22, servesFrom: 21 });
  assert.deepEqual(contracted.statements, [changedAgain, same]);
});

Deno.test("what a merge of two branches made of the file is read, and put right", () => {
  const [mine, theirs] = [statement("one", "select 1"), statement("one", "select 2")];
  const lines = [{ schema: 20 }, { schema: 21 }, mine, theirs].map((line) => JSON.stringify(line));
  const merged = parseKept(lines.join("\n"));
  assert.deepEqual(merged, { schema: 20, statements: [mine, theirs] });
  assert.deepEqual(renewKept(merged, [theirs], { version: 21, servesFrom: 18 }), {
    schema: 21,
    statements: [{ ...mine, until: 20 }, theirs],
  });
});

/** What a migration must not do to a program that it says it serves, and how it shows. */
const breaches = [
  ["drop table own_messages cascade", /own_messages/],
  ["alter table incidents rename column reporter_id to reporter", /reporter_id/],
  ["alter table people alter column first_name drop not null", /first_name may be null/],
  ["alter table inbox alter column lane type jsonb using '{}'", /lane/],
  ["revoke delete on inbox from roadcall_app", /forget_updates: .*42501/],
] as const;

// Last in this file: the database is of no use afterwards.
testOnBoth("a schema that breaks what programs send is found out", async ({ sql, store }) => {
  const { statements } = await readKept();
  for (const [breach] of breaches) await sql.unsafe(breach);
  const mismatches = await listMismatches(sql, statements);
  const refused = await listRefused(store, statements);
  const found = [...mismatches, ...refused].join("\n");
  for (const [breach, shown] of breaches) assert.match(found, shown, breach);
});
