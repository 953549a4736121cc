import assert from "node:assert/strict";
import { noTelemetry } from "../../src/desk/ports.ts";
import { createStore } from "../../src/postgres/create_store.ts";
import { describeText } from "../../src/postgres/describe_statement.ts";
import { listStatements } from "../../src/postgres/statement.ts";
import { createRecordedTelemetry, listSpans } from "../observability/recorded_telemetry.ts";
import { type TestDatabase, testOnBoth } from "./databases.ts";
import { createScene, createUserId, inGroup } from "./scenes.ts";

testOnBoth("every statement is told with a table that there is, or none", async ({ sql }) => {
  const rows = await sql.unsafe("select tablename from pg_tables where schemaname = 'public'");
  const tables = new Set(rows.map((row): unknown => row["tablename"]));
  const silent: string[] = [];
  for (const { name, text } of listStatements()) {
    const { table } = describeText(text);
    if (table === null) silent.push(name);
    else assert.ok(tables.has(table), `${name}: ${table} is no table`);
  }
  // What asks a function, the clock or the session and nothing else.
  assert.ok(silent.length < 30, silent.join());
});

Deno.test("a statement is told by what it writes, else by what it reads", () => {
  for (
    const [text, operation, table] of [
      ["select a from incidents i where id = $1 for update", "select", "incidents"],
      ["select now() as at", "select", null],
      ["select id from find_group($1)", "select", null],
      ["with old as (select from a) insert into timers (id) values (1)", "insert", "timers"],
      [
        "insert into homes (id) values (1) on conflict (id) do update set id = 1",
        "insert",
        "homes",
      ],
      ["with gone as (\n  delete from tries returning id\n) select 1", "delete", "tries"],
      ["update claims c set x = 1 from jsonb_to_recordset($1) as e (a int)", "update", "claims"],
      ["select id from organisations for no key update", "select", "organisations"],
    ] as const
  ) assert.deepEqual(describeText(text), { operation, table }, text);
});

function watch({ connection }: TestDatabase) {
  const telemetry = createRecordedTelemetry();
  return { telemetry, store: createStore(connection, telemetry) };
}

testOnBoth("a transaction is told: begin, each statement once, commit", async (database) => {
  const { telemetry, store } = watch(database);
  const scene = await createScene(database.store);
  await telemetry.isolated(
    { name: "piece", op: "test" },
    () => inGroup(store, scene, (tx) => store.people.findPerson(tx, scene.driver.userId)),
  );
  const { span } = telemetry.getPiece("piece");
  const [transaction] = span.children;
  assert.deepEqual([transaction?.name, transaction?.op], ["transaction", "db.transaction"]);
  const told = transaction?.children.map(({ name, attributes }) =>
    attributes["db.query.summary"] ?? name
  );
  assert.deepEqual(told, [
    "begin",
    database.backend === "embedded" ? "become_embedded_app" : "become_app",
    "enter_group",
    "find_person",
    "commit",
  ]);
  assert.ok(listSpans(span).every(({ ended, failed }) => ended && !failed));
  const found = transaction?.children.find(({ attributes }) =>
    attributes["db.query.summary"] === "find_person"
  );
  const text = "select user_id, first_name, last_name, username, language_code from people where " +
    "organisation_id = entered_organisation_id() and user_id = $1";
  assert.deepEqual(found, {
    name: text,
    op: "db.query",
    attributes: {
      "db.system": "postgresql",
      "db.operation.name": "select",
      "db.collection.name": "people",
      "db.query.summary": "find_person",
      "db.response.returned_rows": 1,
    },
    failed: false,
    ended: true,
    children: [],
  });
});

testOnBoth("a transaction that fails is told to roll back", async (database) => {
  const { telemetry, store } = watch(database);
  const failing = telemetry.isolated(
    { name: "piece", op: "test" },
    () =>
      store.database.transaction(async (tx) => {
        await store.clock.readClock(tx);
        throw new Error("on purpose");
      }),
  );
  await assert.rejects(failing, /on purpose/);
  const names = listSpans(telemetry.getPiece("piece").span).map(({ name }) => name);
  assert.equal(names.at(-1), "rollback");
  assert.ok(!names.includes("commit"));
});

testOnBoth("what fails after a statement has failed is blamed on that one", async ({ store }) => {
  const scene = await createScene(store);
  const failing = inGroup(store, scene, (tx) =>
    Promise.all([
      // Its failure is heard of later than that of what was sent after it.
      store.people.setRole(tx, createUserId(), "driver").catch(async (error: unknown) => {
        for (let turn = 0; turn < 50; turn++) await Promise.resolve();
        throw error;
      }),
      // Prepared already, so that both are refused in one answer.
      store.people.setRole(tx, scene.manager.userId, "ops_manager"),
    ]));
  await assert.rejects(failing, /Statement set_role failed \(23503/);
});

testOnBoth("where nobody watches, nothing is told", async ({ connection }) => {
  const store = createStore(connection, noTelemetry);
  const now = await store.database.transaction(store.clock.readClock);
  assert.ok(now > 0);
});
