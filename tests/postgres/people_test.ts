import assert from "node:assert/strict";
import { testOnBoth, testOnServer } from "./databases.ts";
import { createPerson, createScene, createUserId, inGroup } from "./scenes.ts";

testOnBoth(
  "a person is remembered, and not written again where nothing changed",
  async ({ store, sql }) => {
    const scene = await createScene(store);
    const person = createPerson("Ann", "AnnDrives");
    const remember = (firstName: string) =>
      inGroup(store, scene, (tx) => store.people.rememberPerson(tx, { ...person, firstName }));
    const readVersion = async () => {
      const [row] = await sql.unsafe(
        `select string_agg(t.xmin::text || t.xmax::text, ' ') as version from (
        select xmin, xmax from people where user_id = $1
        union all select xmin, xmax from memberships where user_id = $1
        union all select xmin, xmax from sightings where user_id = $1
      ) t`,
        [person.userId],
      );
      return row?.["version"];
    };
    await remember("Ann");
    const before = await readVersion();
    await remember("Ann");
    assert.equal(await readVersion(), before);
    await remember("Anna");
    assert.notEqual(await readVersion(), before);
    await inGroup(store, scene, async (tx) => {
      const anna = { ...person, firstName: "Anna" };
      assert.deepEqual(await store.people.findPerson(tx, person.userId), anna);
      assert.deepEqual(await store.people.findPersonByUsername(tx, "@anndrives"), anna);
      assert.deepEqual(await store.people.getActor(tx, person.userId), {
        userId: person.userId,
        role: "driver",
        departmentIds: [],
      });
    });
  },
);

testOnBoth(
  "outside an organisation nobody is remembered and everybody is a driver",
  async ({ store, sql }) => {
    const person = createPerson();
    await store.database.transaction(async (tx) => {
      const [, actor, found] = await Promise.all([
        store.people.rememberPerson(tx, person),
        store.people.getActor(tx, person.userId),
        store.people.findPerson(tx, person.userId),
      ]);
      assert.deepEqual(actor, { userId: person.userId, role: "driver", departmentIds: [] });
      assert.equal(found, null);
    });
    const rows = await sql.unsafe("select from people where user_id = $1", [person.userId]);
    assert.equal(rows.length, 0);
  },
);

testOnBoth("a username that moved on belongs to whoever bore it last", async ({ store }) => {
  const scene = await createScene(store);
  const [before, after] = [createPerson("Old", "roadie"), createPerson("New", "RoadIe")];
  for (const person of [before, after]) {
    await inGroup(store, scene, (tx) => store.people.rememberPerson(tx, person));
  }
  const found = await inGroup(
    store,
    scene,
    (tx) => store.people.findPersonByUsername(tx, "roadie"),
  );
  assert.equal(found?.userId, after.userId);
});

testOnBoth(
  "joining a department makes a driver a dispatcher, and a manager stays one",
  async ({ store }) => {
    const { people } = store;
    const scene = await createScene(store);
    const { driver, manager, dispatch } = scene;
    await inGroup(store, scene, async (tx) => {
      assert.equal(await people.joinDepartment(tx, dispatch, driver.userId), true);
      assert.equal(await people.joinDepartment(tx, dispatch, driver.userId), false);
      assert.equal(await people.joinDepartment(tx, dispatch, manager.userId), true);
      assert.deepEqual(await people.getActor(tx, driver.userId), {
        userId: driver.userId,
        role: "dispatcher",
        departmentIds: [dispatch],
      });
      assert.equal((await people.getActor(tx, manager.userId)).role, "ops_manager");
      await people.setRole(tx, driver.userId, "driver");
      assert.equal((await people.getActor(tx, driver.userId)).role, "driver");
    });
  },
);

testOnBoth("a ping reaches members seen in the group, then those in private", async ({ store }) => {
  const { people } = store;
  const scene = await createScene(store);
  const { maintenance, mechanic, manager } = scene;
  const elsewhere = createPerson("Elsewhere");
  const unreachable = createPerson("Unreachable");
  const demoted = createPerson("Demoted");
  await store.database.transaction(async (tx) => {
    // No group entered, so nobody is seen in one.
    await store.organisations.enterOrganisation(tx, scene.group.organisation.id);
    for (const person of [elsewhere, unreachable]) {
      await people.rememberPerson(tx, person);
      await people.joinDepartment(tx, maintenance, person.userId);
    }
    await people.setPrivateChat(tx, elsewhere.userId, true);
  });
  await inGroup(store, scene, async (tx) => {
    await people.rememberPerson(tx, demoted);
    await people.joinDepartment(tx, maintenance, demoted.userId);
    await people.setRole(tx, demoted.userId, "driver");
    assert.equal(await people.hasPrivateChat(tx, elsewhere.userId), true);

    const all = await people.listPingRecipients(tx, maintenance, createUserId());
    assert.deepEqual(all, {
      inGroup: [mechanic],
      inPrivate: [elsewhere],
      managersInGroup: [manager],
      managersInPrivate: [],
    });
    const withoutPresser = await people.listPingRecipients(tx, maintenance, mechanic.userId);
    assert.deepEqual(withoutPresser.inGroup, []);

    await people.setPrivateChat(tx, elsewhere.userId, false);
    const later = await people.listPingRecipients(tx, maintenance, manager.userId);
    assert.deepEqual([later.inPrivate, later.managersInGroup], [[], []]);
  });
});

testOnBoth("an invitation can be taken once", async ({ store }) => {
  const { people } = store;
  const scene = await createScene(store);
  await inGroup(store, scene, async (tx) => {
    const invitation = {
      username: "Newcomer",
      departmentId: scene.dispatch,
      invitedBy: scene.manager.userId,
    };
    const id = await people.createInvitation(tx, invitation);
    const expected = { ...invitation, id, username: "newcomer" };
    assert.deepEqual(await people.lockInvitation(tx, id), expected);
    await people.closeInvitation(tx, id);
    assert.equal(await people.lockInvitation(tx, id), null);
  });
});

testOnServer("twenty first messages of a person at once make one person", async ({ store }) => {
  const scene = await createScene(store);
  const person = createPerson("Eager");
  await Promise.all(
    Array.from(
      { length: 20 },
      () => inGroup(store, scene, (tx) => store.people.rememberPerson(tx, person)),
    ),
  );
  const found = await inGroup(store, scene, (tx) => store.people.findPerson(tx, person.userId));
  assert.deepEqual(found, person);
});
