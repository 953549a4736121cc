/** Whether what is due is still chosen as the plain way of choosing has it, which reads all there is. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { telegramLimits } from "../../src/desk/ports.ts";
import { connectTo, createServerDatabase, testOnServer } from "./databases.ts";
import { renderLimitTerms } from "./limit_terms.ts";

const kinds = ["answer", "ping", "reminder", "delete_message", "reaction"];
const chats = [-3, -2, -1, 1, 2];

/** Seconds from the moment at which the clock stands. */
const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const anyDelivery = fc.record({
  chat: fc.constantFrom(...chats),
  kind: fc.constantFrom(...kinds, "report_file"),
  priority: fc.constantFrom(10, 20, 30),
  due: within(-20, 20),
  leased: fc.option(within(-5, 5), { freq: 4 }),
  isAbandoned: fc.constantFrom(false, false, false, true),
});
const anySend = fc.record({
  // So many in one that its minute is full.
  chat: fc.constantFrom(...chats, -1, -1, -1, -1, -1, null),
  at: fc.oneof(within(-70, 0), within(-70, -6), within(-3, 0)),
  isAnswered: fc.boolean(),
});
const anyPause = fc.record({ chat: fc.constantFrom(0, ...chats), until: within(-2, 9) });
const anyScene = fc.record({
  deliveries: fc.array(anyDelivery, { maxLength: 30, size: "max" }),
  sends: fc.array(anySend, { maxLength: 60, size: "max" }),
  pauses: fc.array(anyPause, { maxLength: 2 }),
  limit: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 16 })),
});

type Scene = typeof anyScene extends fc.Arbitrary<infer S> ? S : never;

const moment = "timestamptz '2026-11-26 12:00:00+00'";
const { overall } = telegramLimits;
const terms = renderLimitTerms(kinds);

function after(seconds: number | null): string {
  return seconds === null ? "null" : `${moment} + interval '${seconds.toFixed(6)} seconds'`;
}

function write({ deliveries, sends, pauses }: Omit<Scene, "limit">): string {
  return [
    "truncate deliveries, recent_sends, chat_pauses",
    ...deliveries.map(({ chat, kind, priority, due, leased, isAbandoned }) =>
      `insert into deliveries
        (kind, chat_id, content, priority, due_at, leased_until, abandoned_at)
      values ('${kind}', ${chat}, '{"kind": "${kind}"}', ${priority}, ${after(due)},
        ${after(leased)}, ${isAbandoned ? moment : "null"})`
    ),
    ...sends.map(({ chat, at, isAnswered }) =>
      `insert into recent_sends (chat_id, at, delivery_id)
      values (${chat}, ${after(at)}, ${isAnswered ? "null" : "1"})`
    ),
    ...pauses.map(({ chat, until }) =>
      `insert into chat_pauses (chat_id, until) values (${chat}, ${after(until)})
      on conflict do nothing`
    ),
  ].join(";\n");
}

/** The functions of the migration that last chose by reading all, under other names. */
async function readPlainFunctions(): Promise<string> {
  const path = new URL("../../migrations/0024.do.catch_ups.sql", import.meta.url);
  const migration = await Deno.readTextFile(path);
  const from = migration.indexOf("create function claim_due_deliveries(");
  const to = migration.indexOf("-- For programs of earlier versions");
  return migration.slice(from, to)
    .replace("create function claim_due_deliveries(", "create function plain_claim(")
    .replace("create function next_delivery_due_at(", "create function plain_next(");
}

testOnServer("what is due is chosen as if all that waits had been read", async () => {
  const database = await createServerDatabase({ migrated: true });
  const connection = await connectTo(database.url, 1);
  const { sql } = connection;
  /** What it takes of the scene, in its order; the scene stays as it is. */
  const claim = async (from: string, limit: number) => {
    await sql.unsafe("begin");
    const rows = await sql.unsafe(`select id from ${from}(${limit}, 10, ${terms})`);
    await sql.unsafe("rollback");
    return rows.map(({ id }) => String(id));
  };
  let taken = 0;
  const property = fc.asyncProperty(anyScene, async ({ limit, ...scene }) => {
    await sql.unsafe(write(scene)).simple();
    const claimed = await claim("claim_due_deliveries", limit);
    assert.deepEqual(claimed, await claim("plain_claim", limit));
    taken += claimed.length;

    const [next] = await sql.unsafe(`
      select extract(epoch from next_delivery_due_at(${terms}) - ${moment})::float8 as at,
        extract(epoch from plain_next(${terms}) - ${moment})::float8 as plain`);
    const [at, plain] = [next?.["at"], next?.["plain"]];
    if (at === null || plain === null) return assert.equal(at, plain);
    const recent = scene.sends.filter(({ at }) => at > -3).length;
    const pausesAll = scene.pauses.some(({ chat, until }) => chat === 0 && until > 0);
    // Nobody looks too late, nor again and again while others wait for their answers.
    if (recent < overall && !pausesAll) assert.equal(at, plain);
    else assert.ok(at <= Math.max(plain, 0.1), `${at} is later than ${plain}`);
  });
  try {
    await sql.unsafe(`
      ${await readPlainFunctions()};
      create or replace function roadcall_now() returns timestamptz language sql volatile
      return ${moment}`).simple();
    await fc.assert(property, { numRuns: 500 });
    assert.ok(taken > 300, `${taken} were taken in all`);
  } finally {
    await connection.close();
    await database.drop();
  }
});
