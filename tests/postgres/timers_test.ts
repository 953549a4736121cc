import assert from "node:assert/strict";
import type { Store } from "../../src/desk/ports.ts";
import { testOnBoth } from "./databases.ts";
import { createScene, inGroup, report, type Scene } from "./scenes.ts";

function claim(store: Store) {
  return store.database.transaction((tx) =>
    store.timers.claimDueTimers(tx, { limit: 10, leaseSeconds: 30 })
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
