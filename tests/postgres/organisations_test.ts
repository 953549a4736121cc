import assert from "node:assert/strict";
import { parseOrganisationId } from "../../src/people/ids.ts";
import { testOnBoth } from "./databases.ts";
import { createChatId, createPerson, createScene, newOrganisation } from "./scenes.ts";

testOnBoth("an organisation is created with its departments and entered", async ({ store }) => {
  const { organisations } = store;
  await store.database.transaction(async (tx) => {
    const { departments: _, ...given } = newOrganisation("Acme");
    const wanted = { ...given, quietReminders: false, defaultDepartmentId: null };
    const { id, ...created } = await organisations.createOrganisation(tx, newOrganisation("Acme"));
    assert.deepEqual(created, wanted);

    const departments = await organisations.listDepartments(tx);
    assert.deepEqual(departments.map(({ name }) => name), ["Dispatch", "Maintenance"]);
    assert.ok(departments.every(({ restricted }) => !restricted));
    const [first] = departments;
    assert.deepEqual(await organisations.findDepartmentByName(tx, "  dISPATCH "), first);
    assert.equal(await organisations.findDepartmentByName(tx, "Safety"), null);
    assert.ok(first !== undefined);
    assert.deepEqual(await organisations.findDepartment(tx, first.id), first);
    assert.deepEqual(await organisations.enterOrganisation(tx, id), { id, ...wanted });
  });
  assert.equal(
    await store.database.transaction((tx) => organisations.anyOrganisationExists(tx)),
    true,
  );
});

testOnBoth("a connected group is entered by its chat, another one is not", async ({ store }) => {
  const { organisations } = store;
  const { group, dispatch } = await createScene(store);
  const other = await createScene(store, "Other");
  await store.database.transaction(async (tx) => {
    assert.equal(await organisations.enterGroup(tx, createChatId()), null);
    assert.equal(await organisations.findDepartment(tx, dispatch), null);
    // The entered group already holds for statements that travel with it.
    const [entered, departments] = await Promise.all([
      organisations.enterGroup(tx, group.chatId),
      organisations.listDepartments(tx),
    ]);
    assert.deepEqual(entered, group);
    assert.equal(departments.length, 2);
    assert.equal(await organisations.findDepartment(tx, other.dispatch), null);
  });
  await assert.rejects(
    store.database.transaction((tx) =>
      organisations.enterOrganisation(tx, parseOrganisationId(999_999))
    ),
    /Organisation 999999 does not exist/,
  );
});

testOnBoth("a chat belongs to one organisation only", async ({ store }) => {
  const { group } = await createScene(store);
  await assert.rejects(
    store.database.transaction(async (tx) => {
      await store.organisations.createOrganisation(tx, newOrganisation("Thief"));
      await store.organisations.connectGroup(tx, group);
    }),
    /groups_chat_id_key/,
  );
});

testOnBoth(
  "a person's organisations are found across them, each with its own names",
  async ({ store }) => {
    const [one, two] = [await createScene(store, "One"), await createScene(store, "Two")];
    const person = createPerson("Vera");
    for (const [scene, firstName] of [[one, "Vera"], [two, "Veronika"]] as const) {
      await store.database.transaction(async (tx) => {
        await store.organisations.enterGroup(tx, scene.group.chatId);
        await store.people.rememberPerson(tx, { ...person, firstName });
      });
    }
    await store.database.transaction(async (tx) => {
      const found = await store.organisations.listOrganisationsOf(tx, person.userId);
      assert.deepEqual(found.map(({ name }) => name), ["One", "Two"]);
      for (
        const [organisation, firstName] of [[found[0], "Vera"], [found[1], "Veronika"]] as const
      ) {
        assert.ok(organisation !== undefined);
        await store.organisations.enterOrganisation(tx, organisation.id);
        assert.equal((await store.people.findPerson(tx, person.userId))?.firstName, firstName);
      }
    });
  },
);
