import assert from "node:assert/strict";
import type { Store } from "../../src/desk/ports.ts";
import { testOnBoth, testOnServer } from "./databases.ts";
import { createScene, inGroup, report, type Scene } from "./scenes.ts";

function claim(store: Store, limit = 10) {
  return store.database.transaction((tx) =>
    store.timers.claimDueTimers(tx, { limit, leaseSeconds: 30 })
  );
}

function setTimer(
  store: Store,
  scene: Scene,
  incidentId: Awaited<ReturnType<typeof report>>["id"],
  inSeconds: number,
) {
  return inGroup(store, scene, async (tx) => {
    const dueAt = (await store.clock.readClock(tx)) + inSeconds * 1000;
    await store.timers.setTimers(tx, incidentId, [{ kind: "choice_expired", dueAt }]);
    return dueAt;
  });
}

testOnBoth(
  "a timer is claimed when it is due, once as long as its lease lasts",
  async ({ store }) => {
    const scene = await createScene(store);
    const { id } = await report(store, scene);
    const dueAt = await setTimer(store, scene, id, 60);
    assert.deepEqual(await claim(store), []);
    await store.clock.skip(61);
    const [due, ...others] = await claim(store);
    assert.deepEqual(others, []);
    assert.ok(due !== undefined);
    assert.deepEqual(due, {
      id: due.id,
      organisationId: scene.group.organisation.id,
      incidentId: id,
      kind: "choice_expired",
      dueAt,
    });
    assert.deepEqual(await claim(store), []);
    await store.clock.skip(31);
    assert.equal((await claim(store)).length, 1);

    // A later one replaces it, and whoever was at work on the earlier one cannot delete it.
    await setTimer(store, scene, id, 60);
    await inGroup(store, scene, (tx) => store.timers.deleteTimer(tx, due.id));
    await store.clock.skip(61);
    const [later] = await claim(store);
    assert.ok(later !== undefined && later.id !== due.id);
    await inGroup(store, scene, (tx) => store.timers.deleteTimer(tx, later.id));
    await store.clock.skip(31);
    assert.deepEqual(await claim(store), []);
  },
);

testOnBoth("a timer that was cleared never comes", async ({ store }) => {
  const scene = await createScene(store);
  const { id } = await report(store, scene);
  await setTimer(store, scene, id, 1);
  await inGroup(
    store,
    scene,
    (tx) => store.timers.setTimers(tx, id, [{ kind: "choice_expired", dueAt: null }]),
  );
  await store.clock.skip(10);
  assert.deepEqual(await claim(store), []);
});

testOnBoth(
  "what is due of one organisation comes together, the longest due one first",
  async ({ store }) => {
    const scenes = [await createScene(store, "Acme"), await createScene(store, "Zenith")];
    const inSeconds = [[30, 50, 10], [20, 40, 60]];
    const due: { readonly organisation: number; readonly seconds: number; readonly at: number }[] =
      [];
    for (const [organisation, scene] of scenes.entries()) {
      for (const seconds of inSeconds[organisation] ?? []) {
        const { id } = await report(store, scene);
        due.push({ organisation, seconds, at: await setTimer(store, scene, id, seconds) });
      }
    }
    const tell = (timers: Awaited<ReturnType<typeof claim>>) =>
      timers.map(({ dueAt }) => due.find(({ at }) => at === dueAt)?.seconds);
    await store.clock.skip(55);
    const first = await claim(store, 2);
    assert.deepEqual(tell(first), [10, 30]);
    // However much the one has, the other one waits no longer than it did.
    assert.deepEqual(tell(await claim(store, 2)), [20, 40]);
    await store.clock.skip(31);
    assert.deepEqual(tell(await claim(store)), [10, 30, 50, 20, 40, 60]);
  },
);

testOnServer("whoever takes timers waits for nobody else who does", async ({ store }) => {
  const scenes = [await createScene(store, "Acme"), await createScene(store, "Zenith")];
  for (const scene of scenes) {
    for (const seconds of [1, 2, 3]) {
      await setTimer(store, scene, (await report(store, scene)).id, seconds);
    }
  }
  await store.clock.skip(10);
  const [one, other] = await store.database.transaction(async (tx) => {
    const held = await store.timers.claimDueTimers(tx, { limit: 2, leaseSeconds: 30 });
    // Its own transaction is still open: what it has is locked.
    return [held, await claim(store)];
  });
  assert.equal(one.length, 2);
  assert.equal(other.length, 4);
});
