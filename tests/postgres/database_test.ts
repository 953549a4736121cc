import assert from "node:assert/strict";
import { getErrorCode } from "../../src/postgres/database_error.ts";
import { runStatement } from "../../src/postgres/transaction.ts";
import { skipClock } from "../../src/postgres/statements/clock.ts";
import type { Transaction } from "../../src/desk/ports.ts";
import { testOnBoth, testOnServer } from "./databases.ts";
import { createScene, inGroup, report } from "./scenes.ts";

testOnBoth(
  "what fails leaves nothing behind, and the next transaction is clean",
  async ({ store }) => {
    const scene = await createScene(store);
    const before = await report(store, scene);
    await assert.rejects(
      inGroup(store, scene, async (tx) => {
        await store.incidents.reserveIncident(tx);
        throw new Error("on purpose");
      }),
      /on purpose/,
    );
    await store.database.transaction(async (tx) => {
      // The organisation that was entered is forgotten with the transaction.
      assert.equal(await store.incidents.lockIncident(tx, before.id), null);
    });
  },
);

testOnBoth(
  "a handle cannot be used after its transaction, nor a stranger's at all",
  async ({ store }) => {
    let kept: Transaction | null = null;
    await store.database.transaction((tx) => {
      kept = tx;
      return Promise.resolve();
    });
    assert.ok(kept !== null);
    await assert.rejects(store.clock.readClock(kept), /came after its transaction's end/);
    await assert.rejects(
      async () => await store.clock.readClock({ transaction: true }),
      /not begun by the Postgres store/,
    );
  },
);

testOnBoth(
  "the clock moves for everybody, and the program's role cannot move it",
  async ({ store }) => {
    const read = () => store.database.transaction((tx) => store.clock.readClock(tx));
    const before = await read();
    await store.clock.skip(600);
    const after = await read();
    assert.ok(after - before >= 600_000 && after - before < 660_000, `${after - before}`);
    assert.ok(Number.isInteger(after));
    await assert.rejects(
      store.database.transaction((tx) => runStatement(tx, skipClock, { seconds: 600 })),
      (error) => getErrorCode(error) === "42501",
    );
  },
);

testOnBoth("the clock is read anew after a lock, not once for a transaction", async ({ store }) => {
  await store.database.transaction(async (tx) => {
    const first = await store.clock.readClock(tx);
    let now = first;
    const deadline = performance.now() + 5_000;
    while (now === first && performance.now() < deadline) now = await store.clock.readClock(tx);
    assert.ok(now > first);
  });
});

testOnServer(
  "of two transactions that block one another the loser runs again",
  async ({ store }) => {
    const scene = await createScene(store);
    const [one, two] = [await report(store, scene), await report(store, scene)];
    const held = { one: Promise.withResolvers<void>(), two: Promise.withResolvers<void>() };
    let tries = 0;
    const cross = (
      first: typeof one,
      second: typeof one,
      mine: "one" | "two",
      theirs: "one" | "two",
    ) =>
      store.database.transaction(async (tx) => {
        tries++;
        await store.organisations.enterGroup(tx, scene.group.chatId);
        await store.incidents.lockIncident(tx, first.id);
        held[mine].resolve();
        await held[theirs].promise;
        return (await store.incidents.lockIncident(tx, second.id))?.number;
      });
    const numbers = await Promise.all([
      cross(one, two, "one", "two"),
      cross(two, one, "two", "one"),
    ]);
    assert.deepEqual(numbers, [2, 1]);
    assert.ok(tries > 2, "one of them was ended by the server");
  },
);

testOnServer("what waited for a lock sees what it waited for", async ({ store }) => {
  const scene = await createScene(store);
  const incident = await report(store, scene);
  const locked = Promise.withResolvers<void>();
  const slow = inGroup(store, scene, async (tx) => {
    const before = await store.incidents.lockIncident(tx, incident.id);
    assert.ok(before !== null);
    locked.resolve();
    const at = await store.clock.readClock(tx);
    await store.incidents.saveTransition(tx, {
      after: { ...before, version: 2, changedAt: at },
      events: [{ ordinal: 2, at, actorId: null, fact: { type: "commented" } }],
      texts: [],
    });
    return at;
  });
  await locked.promise;
  const waited = inGroup(store, scene, async (tx) => {
    const [found, now] = await Promise.all([
      store.incidents.lockIncident(tx, incident.id),
      store.clock.readClock(tx),
    ]);
    return { found, now };
  });
  const [at, { found, now }] = await Promise.all([slow, waited]);
  assert.equal(found?.version, 2);
  assert.ok(now >= at);
});
