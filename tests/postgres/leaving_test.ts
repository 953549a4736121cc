import assert from "node:assert/strict";
import { testOnBoth } from "./databases.ts";
import { act, createChatId, createScene, inGroup, report } from "./scenes.ts";

testOnBoth("what is held in one group is not held in another", async ({ store }) => {
  const scene = await createScene(store);
  const { driver, mechanic, maintenance } = scene;
  const incident = await report(store, scene);
  const department = { id: maintenance, restricted: false };
  await act(store, scene, incident, driver, { type: "assign_department", department });
  await act(store, scene, incident, mechanic, { type: "claim" });
  assert.deepEqual(
    await inGroup(store, scene, (tx) => store.incidents.listHeldHere(tx, mechanic.userId)),
    [incident.id],
  );
  assert.deepEqual(
    await inGroup(store, scene, (tx) => store.incidents.listHeldHere(tx, driver.userId)),
    [],
  );
  await store.database.transaction(async (tx) => {
    await store.organisations.enterOrganisation(tx, scene.group.organisation.id);
    const chat = { chatId: createChatId(), title: "Yard", kind: "supergroup" } as const;
    await store.organisations.connectGroup(tx, chat);
    assert.deepEqual(await store.incidents.listHeldHere(tx, mechanic.userId), []);
  });
});

testOnBoth(
  "whoever left is not seen in that group, and keeps the department",
  async ({ store }) => {
    const scene = await createScene(store);
    const { mechanic, manager, maintenance } = scene;
    const reach = () =>
      inGroup(
        store,
        scene,
        (tx) => store.people.listPingRecipients(tx, maintenance, manager.userId),
      );
    assert.equal((await reach()).inGroup.length, 1);
    await inGroup(store, scene, (tx) => store.people.forgetSighting(tx, mechanic.userId));
    assert.equal((await reach()).inGroup.length, 0);
    const actor = await inGroup(store, scene, (tx) => store.people.getActor(tx, mechanic.userId));
    assert.deepEqual([actor.role, actor.departmentIds], ["dispatcher", [maintenance]]);
    await inGroup(store, scene, (tx) => store.people.rememberPerson(tx, mechanic));
    assert.equal((await reach()).inGroup.length, 1);
  },
);

testOnBoth("a username belongs to one person at a time", async ({ store }) => {
  const scene = await createScene(store);
  const { driver, mechanic } = scene;
  const remember = (person: typeof driver, username: string | null) =>
    inGroup(store, scene, (tx) => store.people.rememberPerson(tx, { ...person, username }));
  const find = (person: typeof driver) =>
    inGroup(store, scene, (tx) => store.people.findPerson(tx, person.userId));
  await remember(driver, "nickname");
  await remember(mechanic, "NickName");
  assert.equal((await find(driver))?.username, null);
  assert.equal((await find(mechanic))?.username, "NickName");
  await remember(driver, null);
  assert.equal((await find(mechanic))?.username, "NickName", "no name takes none away");
});
