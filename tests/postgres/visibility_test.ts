import assert from "node:assert/strict";
import type { Store, Transaction } from "../../src/desk/ports.ts";
import type { UserId } from "../../src/people/ids.ts";
import { testOnBoth } from "./databases.ts";
import { act, createChatId, createPerson, createScene, report, type Scene } from "./scenes.ts";

/** A second group of the scene's organisation, where its driver was seen and nobody else. */
async function addGroup(store: Store, scene: Scene): Promise<Scene> {
  const group = await store.database.transaction(async (tx) => {
    await store.organisations.enterOrganisation(tx, scene.group.organisation.id);
    return await store.organisations.connectGroup(tx, {
      chatId: createChatId(),
      title: "Night shift",
      kind: "supergroup",
    });
  });
  const driver = createPerson("Nick");
  await store.database.transaction(async (tx) => {
    await store.organisations.enterGroup(tx, group.chatId);
    await store.people.rememberPerson(tx, driver);
  });
  return { ...scene, group, driver };
}

/** What the person may see of the numbers 1 to 3: in the list of open ones, and each alone. */
async function listSeen(store: Store, tx: Transaction, viewerId: UserId) {
  const lines = await store.incidents.listIncidents(tx, { type: "open", viewerId }, 10);
  const single: number[] = [];
  for (const number of [1, 2, 3]) {
    const id = await store.incidents.findVisibleIncidentId(tx, number, viewerId);
    if (id !== null) single.push(number);
  }
  return { open: lines.map(({ number }) => number).toSorted(), single };
}

function both(...numbers: readonly number[]) {
  return { open: numbers, single: numbers };
}

testOnBoth("in private each role sees its part of the organisation", async ({ store }) => {
  const day = await createScene(store);
  const night = await addGroup(store, day);
  const stranger = createPerson("Stan");
  // 1 by day, 2 by night and with Maintenance, 3 by night and with nobody.
  await report(store, day);
  const second = await report(store, night);
  await report(store, night);
  const department = { id: day.maintenance, restricted: false };
  await act(store, night, second, night.driver, { type: "assign_department", department });

  const { organisation } = day.group;
  await store.database.transaction(async (tx) => {
    await store.organisations.enterOrganisation(tx, organisation.id);
    const see = (viewerId: UserId) => listSeen(store, tx, viewerId);
    assert.deepEqual(await see(day.driver.userId), both(1));
    assert.deepEqual(await see(night.driver.userId), both(2, 3));
    assert.deepEqual(await see(day.mechanic.userId), both(1, 2));
    assert.deepEqual(await see(day.manager.userId), both(1, 2, 3));
    assert.deepEqual(await see(stranger.userId), both());

    // Whoever is a Driver again keeps the department, and sees nothing by it.
    await store.people.setRole(tx, day.mechanic.userId, "driver");
    assert.deepEqual(await see(day.mechanic.userId), both(1));
    const mine = { type: "mine", userId: night.driver.userId } as const;
    assert.equal((await store.incidents.listIncidents(tx, mine, 10)).length, 2);
  });
  // Whoever left a group sees nothing of it, not even what they reported there.
  await store.database.transaction(async (tx) => {
    await store.organisations.enterGroup(tx, night.group.chatId);
    await store.people.forgetSighting(tx, night.driver.userId);
    await store.organisations.enterOrganisation(tx, organisation.id);
    assert.deepEqual(await listSeen(store, tx, night.driver.userId), both());
    const mine = { type: "mine", userId: night.driver.userId } as const;
    assert.deepEqual(await store.incidents.listIncidents(tx, mine, 10), []);
  });
});

testOnBoth("from a group everybody sees that group's", async ({ store }) => {
  const day = await createScene(store);
  const night = await addGroup(store, day);
  await report(store, day);
  await report(store, night);
  await store.database.transaction(async (tx) => {
    await store.organisations.enterGroup(tx, day.group.chatId);
    const see = (viewerId: UserId) => listSeen(store, tx, viewerId);
    assert.deepEqual(await see(day.driver.userId), both(1));
    assert.deepEqual(await see(night.driver.userId), both(1));
    assert.deepEqual(await see(day.manager.userId), { open: [1], single: [1, 2] });
  });
});

testOnBoth("of another organisation nobody sees anything", async ({ store }) => {
  const ours = await createScene(store);
  const theirs = await createScene(store, "Rival");
  await report(store, theirs);
  await store.database.transaction(async (tx) => {
    await store.organisations.enterOrganisation(tx, ours.group.organisation.id);
    assert.deepEqual(await listSeen(store, tx, theirs.manager.userId), both());
    assert.deepEqual(await listSeen(store, tx, ours.manager.userId), both());
  });
});
