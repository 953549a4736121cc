import assert from "node:assert/strict";
import type { Store } from "../../src/desk/ports.ts";
import { testOnBoth } from "./databases.ts";
import { act, createMessageId, createScene, inGroup, report, type Scene } from "./scenes.ts";

/** What the organisation offers, knows and prefers, and what its mechanic is. */
async function readAround(store: Store, scene: Scene) {
  return await inGroup(store, scene, async (tx) => {
    const [offered, all, mechanic, organisation] = await Promise.all([
      store.organisations.listDepartments(tx),
      store.organisations.listAllDepartments(tx),
      store.people.getActor(tx, scene.mechanic.userId),
      store.organisations.enterGroup(tx, scene.group.chatId),
    ]);
    return {
      offered: offered.map(({ id }) => id),
      all: all.map(({ id }) => id),
      mechanic,
      defaultId: organisation?.organisation.defaultDepartmentId,
    };
  });
}

testOnBoth("a removed department stays in the history and nowhere else", async ({ store }) => {
  const scene = await createScene(store);
  const { maintenance, driver, group } = scene;
  const incident = await report(store, scene);
  const department = { id: maintenance, restricted: false };
  await act(store, scene, incident, driver, { type: "assign_department", department });
  const place = { chatId: group.chatId, threadId: null };
  const requestId = await inGroup(store, scene, async (tx) => {
    await store.settings.changeSettings(tx, { defaultDepartmentId: maintenance });
    assert.deepEqual(
      await store.departments.listOpenNumbers(tx, maintenance),
      [incident.number],
    );
    const request = {
      departmentId: maintenance,
      userId: driver.userId,
      place,
      messageId: createMessageId(),
    };
    const id = await store.members.createJoinRequest(tx, request);
    assert.equal(await store.members.createJoinRequest(tx, request), null, "asked already");
    return id;
  });
  const before = await readAround(store, scene);
  assert.ok(before.offered.includes(maintenance));
  assert.ok(before.mechanic.departmentIds.includes(maintenance));
  assert.equal(before.defaultId, maintenance);

  await inGroup(store, scene, (tx) => store.departments.removeDepartment(tx, maintenance));
  const after = await readAround(store, scene);
  assert.ok(!after.offered.includes(maintenance));
  assert.ok(after.all.includes(maintenance));
  assert.ok(!after.mechanic.departmentIds.includes(maintenance));
  assert.equal(after.mechanic.role, "driver");
  assert.equal(after.defaultId, null);
  await inGroup(store, scene, async (tx) => {
    assert.equal(await store.departments.holdDepartment(tx, maintenance), null);
    assert.equal(await store.organisations.findDepartmentByName(tx, "Maintenance"), null);
    assert.ok(requestId !== null);
    const request = await store.members.lockJoinRequest(tx, requestId);
    assert.deepEqual([request?.open, request?.decision], [false, null], "it lapsed");
    await store.departments.addDepartment(tx, "Maintenance");
    const anew = await store.organisations.findDepartmentByName(tx, "maintenance");
    assert.ok(anew !== null && anew.id !== maintenance, "the name is free");
  });
});
