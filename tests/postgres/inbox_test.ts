import assert from "node:assert/strict";
import type { Store, StoredUpdate, Transaction } from "../../src/desk/ports.ts";
import { parseUpdateId, type UpdateId } from "../../src/people/ids.ts";
import { testOnBoth } from "./databases.ts";
import { createScene } from "./scenes.ts";

const inLane = (lane: string, ...ids: readonly number[]): StoredUpdate[] =>
  ids.map((id) => ({ id: parseUpdateId(id), lane, received: `{"update_id":${id}}` }));

function run<T>(store: Store, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return store.database.transaction(work);
}

async function list(
  store: Store,
  options: Partial<Parameters<Store["inbox"]["listWaiting"]>[1]> = {},
): Promise<readonly number[]> {
  const waiting = await run(
    store,
    (tx) => store.inbox.listWaiting(tx, { lanes: 10, perLane: 10, except: [], ...options }),
  );
  return waiting.map(({ id }) => id);
}

async function empty(store: Store): Promise<void> {
  await run(store, async (tx) => {
    const all = await store.inbox.listWaiting(tx, { lanes: 999, perLane: 999, except: [] });
    await store.inbox.forget(tx, all.map(({ id }) => id));
  });
}

testOnBoth(
  "the inbox gives each lane's updates in order, and once kept is kept",
  async ({ store }) => {
    await empty(store);
    await run(store, async (tx) => {
      await store.inbox.keep(tx, [...inLane("a", 14, 11, 12), ...inLane("b", 13)]);
      await store.inbox.keep(tx, [{ ...inLane("a", 11)[0] ?? fail(), received: "other" }]);
    });
    assert.deepEqual(await list(store), [11, 12, 14, 13]);
    assert.deepEqual(await list(store, { perLane: 2 }), [11, 12, 13]);
    assert.deepEqual(await list(store, { lanes: 1 }), [11, 12, 14], "the one that waits longest");
    assert.deepEqual(await list(store, { except: ["a"] }), [13]);
    assert.equal(await run(store, (tx) => store.inbox.count(tx)), 4);
    await store.clock.skip(60);
    const [first] = await run(
      store,
      (tx) => store.inbox.listWaiting(tx, { lanes: 1, perLane: 1, except: [] }),
    );
    assert.equal(first?.received, '{"update_id":11}');
    assert.ok(first.waitedMs >= 60_000 && first.waitedMs < 120_000, `${first.waitedMs}`);

    await run(store, (tx) => store.inbox.forget(tx, [11, 13].map(parseUpdateId)));
    assert.deepEqual(await list(store), [12, 14]);
  },
);

function fail(): never {
  throw new Error("there is one");
}

const failedTry = (id: UpdateId, error = "Error: broken") => ({
  id,
  lane: "chat -1",
  type: "message",
  error,
});

testOnBoth("failures are counted, set aside, listed, replayed", async ({ store }) => {
  await empty(store);
  const id = parseUpdateId(21);
  for (const failures of [1, 2, 3]) {
    const counted = await run(store, (tx) => store.failedUpdates.countFailure(tx, failedTry(id)));
    assert.deepEqual(counted, { failures, setAside: false });
  }
  assert.deepEqual(await run(store, (tx) => store.failedUpdates.listSetAside(tx)), []);
  assert.deepEqual(await run(store, (tx) => store.failedUpdates.replay(tx, null)), []);

  await run(store, (tx) => store.failedUpdates.setAside(tx, id, '{"update_id":21}'));
  const again = await run(
    store,
    (tx) => store.failedUpdates.countFailure(tx, failedTry(id, "Error: broken still")),
  );
  assert.deepEqual(again, { failures: 4, setAside: true });
  const [listed, ...more] = await run(store, (tx) => store.failedUpdates.listSetAside(tx));
  assert.ok(listed !== undefined && more.length === 0);
  const { setAsideAt, ...rest } = listed;
  assert.ok(setAsideAt > 0);
  assert.deepEqual(rest, failedTry(id, "Error: broken still"));

  assert.deepEqual(await run(store, (tx) => store.failedUpdates.replay(tx, parseUpdateId(22))), []);
  assert.deepEqual(await run(store, (tx) => store.failedUpdates.replay(tx, id)), [id]);
  assert.deepEqual(await run(store, (tx) => store.failedUpdates.listSetAside(tx)), []);
  assert.deepEqual(await list(store), [21], "it waits in the inbox again");
  const anew = await run(store, (tx) => store.failedUpdates.countFailure(tx, failedTry(id)));
  assert.equal(anew.failures, 1, "with all its tries");
});

testOnBoth("failures are forgotten by age, what is set aside later", async ({ store }) => {
  const [tried, aside] = [parseUpdateId(31), parseUpdateId(32)];
  await run(store, async (tx) => {
    await store.failedUpdates.countFailure(tx, failedTry(tried));
    await store.failedUpdates.countFailure(tx, failedTry(aside));
    await store.failedUpdates.setAside(tx, aside, "{}");
  });
  const prune = () => run(store, (tx) => store.failedUpdates.prune(tx, { hours: 48, days: 14 }));
  const count = async (id: UpdateId) =>
    (await run(store, (tx) => store.failedUpdates.countFailure(tx, failedTry(id)))).failures;
  await store.clock.skip(47 * 3600);
  await prune();
  assert.equal(await count(tried), 2);
  await store.clock.skip(49 * 3600);
  await prune();
  assert.equal(await count(tried), 1, "begun anew");
  assert.equal(await count(aside), 2);
  await store.clock.skip(14 * 24 * 3600);
  await prune();
  assert.equal(await count(aside), 1);
});

testOnBoth(
  "whoever has entered an organisation sees and changes nothing of it",
  async ({ store, sql }) => {
    await empty(store);
    const id = parseUpdateId(41);
    await run(store, async (tx) => {
      await store.inbox.keep(tx, inLane("chat -1", 41));
      await store.failedUpdates.countFailure(tx, failedTry(id));
      await store.failedUpdates.setAside(tx, id, '{"update_id":41}');
    });
    const { group } = await createScene(store);
    await run(store, async (tx) => {
      await store.organisations.enterOrganisation(tx, group.organisation.id);
      const all = { lanes: 10, perLane: 10, except: [] };
      assert.deepEqual(await store.inbox.listWaiting(tx, all), []);
      assert.deepEqual(await store.failedUpdates.listSetAside(tx), []);
      assert.deepEqual(await store.failedUpdates.replay(tx, null), []);
      await store.inbox.forget(tx, [id]);
      await store.failedUpdates.prune(tx, { hours: 0, days: 0 });
    });
    await assert.rejects(
      run(store, async (tx) => {
        await store.organisations.enterOrganisation(tx, group.organisation.id);
        await store.inbox.keep(tx, inLane("chat -1", 42));
      }),
      /\(42501\)/,
    );
    const [left] = await sql.unsafe(`
    select (select count(*)::integer from inbox) as waiting,
      (select count(*)::integer from failed_updates where set_aside_at is not null) as aside`);
    assert.deepEqual({ ...left }, { waiting: 1, aside: 1 });
  },
);
