/**
 * Every method of every repository, called from within one organisation for the data of another:
 * nothing comes, and nothing changes. Also where the statements do not name an organisation, or
 * name the wrong one: then the database's own wall is all that is left.
 */
import assert from "node:assert/strict";
import type { Store } from "../../src/desk/ports.ts";
import { getErrorCode } from "../../src/postgres/database_error.ts";
import { StatementError } from "../../src/postgres/statement_error.ts";
import { type TestDatabase, testOnBoth } from "./databases.ts";
import { createScene, report, type Scene } from "./scenes.ts";
import { createFingerprint } from "./sweep/fingerprint.ts";
import { disguise, type Disguised, guises } from "./sweep/guise.ts";
import type { Line, Plan, Repositories } from "./sweep/plan.ts";
import { planChats } from "./sweep/plan_chats.ts";
import { planIncidents } from "./sweep/plan_incidents.ts";
import { planPeople } from "./sweep/plan_people.ts";
import { createTheirs, mark, type Theirs } from "./sweep/their_data.ts";

/** Whatever a repository of the store can do; one that is missing here does not compile. */
function planSweep(store: Store, theirs: Theirs, ours: Scene): Plan<keyof Repositories> {
  return {
    ...planIncidents(store, theirs, ours),
    ...planPeople(store, theirs, ours),
    ...planChats(store, theirs, ours),
  };
}

function listLines(plan: Plan<keyof Repositories>): (readonly [name: string, line: Line])[] {
  return Object.entries(plan).flatMap(([repository, methods]) =>
    Object.entries(methods).map(([method, line]): [string, Line] => [
      `${repository}.${method}`,
      line,
    ])
  );
}

/**
 * How the database refuses: row-level security and rights, what is not there to point to, what is
 * there already. Anything else is a mistake of the test.
 */
const refusals = new Set(["42501", "23503", "23505"]);

type Outcome = { readonly answer: unknown } | { readonly refusal: string };

/** Calls it from within our group, in the guise, and commits. */
async function callFromOurs(
  { store, mask, unmask }: Disguised,
  ours: Scene,
  call: Extract<Line, { call: unknown }>["call"],
): Promise<Outcome> {
  try {
    return await store.database.transaction(async (tx) => {
      await store.organisations.enterGroup(tx, ours.group.chatId);
      mask();
      const answer = await call(tx);
      unmask();
      return { answer };
    });
  } catch (error) {
    unmask();
    const code = getErrorCode(error);
    if (error instanceof StatementError && code !== null && refusals.has(code)) {
      return { refusal: `${code} ${error.message}` };
    }
    // The statement met nothing, and its repository takes that for a bug.
    if (error instanceof Error && /met no row/.test(error.message)) return { answer: null };
    throw error;
  }
}

/** Whether it tells or changes anything in the organisation that has it. Nothing of it stays. */
async function hasEffectAtHome(
  { store, getSql }: Disguised,
  theirs: Theirs,
  line: Extract<Line, { type: "attempt" }>,
  fingerprint: Awaited<ReturnType<typeof createFingerprint>>,
): Promise<boolean> {
  const over = new Error("rolled back");
  let effect = false;
  await store.database.transaction(async (tx) => {
    await store.organisations.enterGroup(tx, theirs.chatId);
    const look = async () => {
      await getSql().unsafe("select set_config('role', 'none', true)");
      const found = JSON.stringify(await fingerprint(getSql()));
      await getSql().unsafe("select set_config('role', 'roadcall_app', true)");
      return found;
    };
    const before = await look();
    const answer = await line.call(tx);
    effect = !line.isNothing(answer) || await look() !== before;
    throw over;
  }).catch((error: unknown) => {
    if (error !== over) throw error;
  });
  return effect;
}

function assertSaysNothing(theirs: Theirs, answer: unknown, what: string): void {
  const said = JSON.stringify(answer) ?? "";
  for (const secret of [mark, theirs.chatId, theirs.driver, theirs.mechanic, theirs.manager]) {
    assert.ok(!said.includes(String(secret)), `${what} tells ${secret}: ${said}`);
  }
}

async function prepare(database: TestDatabase) {
  const theirs = await createTheirs(database);
  const ours = await createScene(database.store, "Ours");
  await report(database.store, ours);
  return { theirs, ours };
}

testOnBoth("from another organisation nothing comes and nothing changes", async (database) => {
  const { theirs, ours } = await prepare(database);
  const fingerprint = await createFingerprint(database.sql, theirs.organisationId);
  const read = () => fingerprint(database.sql);
  const before = await read();
  for (const guise of guises) {
    const disguised = disguise(database.connection, guise, theirs.organisationId);
    for (const [name, line] of listLines(planSweep(disguised.store, theirs, ours))) {
      if (line.type === "across") continue;
      const what = `${name}, ${guise}`;
      const outcome = await callFromOurs(disguised, ours, line.call);
      assert.deepEqual(await read(), before, what);
      if ("refusal" in outcome) {
        // What is ours is refused only where the statements are wrong.
        if (line.type === "own") assert.notEqual(guise, guises[0], `${what}: ${outcome.refusal}`);
      } else if (line.type === "own") assertSaysNothing(theirs, outcome.answer, what);
      else assert.ok(line.isNothing(outcome.answer), `${what}: ${Deno.inspect(outcome.answer)}`);
    }
  }
});

testOnBoth("the same attempts have an effect in the organisation itself", async (database) => {
  const { theirs, ours } = await prepare(database);
  const disguised = disguise(database.connection, guises[0], theirs.organisationId);
  const fingerprint = await createFingerprint(database.sql, theirs.organisationId);
  const idle: string[] = [];
  for (const [name, line] of listLines(planSweep(disguised.store, theirs, ours))) {
    if (line.type !== "attempt" || line.idleAtHome !== null) continue;
    if (!await hasEffectAtHome(disguised, theirs, line, fingerprint)) idle.push(name);
  }
  assert.deepEqual(idle, []);
});

testOnBoth(
  "the wrong statements are wrong: without the wall they would be met",
  async (database) => {
    const { theirs } = await prepare(database);
    for (const guise of guises.slice(1)) {
      const disguised = disguise(database.connection, guise, theirs.organisationId);
      const { store, getSql, mask, sent } = disguised;
      await store.database.transaction(async (tx) => {
        await store.people.getActor(tx, theirs.driver);
        await getSql().unsafe("select set_config('role', 'none', true)");
        mask();
        const found = await store.messages.findCardView(tx, theirs.cardId);
        assert.equal(found?.description, `${mark}: three`, guise);
        assert.ok(sent.every((text) => !text.includes("= entered_organisation_id()")));
      });
    }
  },
);
