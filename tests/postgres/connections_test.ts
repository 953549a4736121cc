import assert from "node:assert/strict";
import type { ConnectionCode, Store } from "../../src/desk/ports.ts";
import { noLimits } from "../no_limits.ts";
import { testOnBoth, testOnServer } from "./databases.ts";
import { createChatId, createPerson, createScene, createUserId, type Scene } from "./scenes.ts";

function createHash(): string {
  return `${crypto.randomUUID()}${crypto.randomUUID()}`.replaceAll("-", "");
}

async function saveCode(store: Store, scene: Scene, codeHash: string, minutes = 60) {
  await store.database.transaction(async (tx) => {
    await store.organisations.enterOrganisation(tx, scene.group.organisation.id);
    await store.connections.saveCode(tx, { createdBy: scene.manager.userId, codeHash, minutes });
  });
}

/** The hashes of those that may be redeemed now, as a group of no organisation asks for them. */
function lookUp(store: Store, hash: string): Promise<readonly ConnectionCode[]> {
  return store.database.transaction((tx) => store.connections.lockCodes(tx, hash.slice(0, 8)));
}

testOnBoth("a code is found as long as it lasts, and its maker is a manager", async ({ store }) => {
  const scene = await createScene(store);
  const [first, second] = [createHash(), createHash()];
  await saveCode(store, scene, first);
  const [found, ...others] = await lookUp(store, first);
  assert.deepEqual(others, []);
  assert.ok(found !== undefined);
  const { organisationId, createdBy, codeHash } = found;
  assert.deepEqual([organisationId, createdBy, codeHash], [
    scene.group.organisation.id,
    scene.manager.userId,
    first,
  ]);

  // The next one takes its place.
  await saveCode(store, scene, second);
  assert.equal((await lookUp(store, first)).length, 0);
  const setRole = (role: "driver" | "ops_manager") =>
    store.database.transaction(async (tx) => {
      await store.organisations.enterOrganisation(tx, scene.group.organisation.id);
      await store.people.setRole(tx, scene.manager.userId, role);
    });
  await setRole("driver");
  assert.equal((await lookUp(store, second)).length, 0);
  await setRole("ops_manager");
  assert.equal((await lookUp(store, second)).length, 1);
  await store.clock.skip(3601);
  assert.equal((await lookUp(store, second)).length, 0);
});

testOnServer("of two who bring the same code at once, one finds it", async ({ store, sql }) => {
  const scene = await createScene(store);
  const hash = createHash();
  await saveCode(store, scene, hash);
  const redeem = (pause: () => Promise<void>) =>
    store.database.transaction(async (tx) => {
      const [code] = await store.connections.lockCodes(tx, hash.slice(0, 8));
      if (code === undefined) return false;
      await pause();
      await store.organisations.enterOrganisation(tx, code.organisationId);
      await store.connections.endCode(tx, code.id);
      return true;
    });
  let second: Promise<boolean> | null = null;
  const first = await redeem(async () => {
    let over = false;
    second = redeem(() => Promise.resolve()).finally(() => over = true);
    // Until the second one waits for the first, or did not have to.
    for (let waits = false; !waits && !over;) {
      const [row] = await sql.unsafe(`
        select exists (
          select from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'
        ) as waits`);
      waits = row?.["waits"] === true;
    }
  });
  assert.deepEqual([first, await second], [true, false]);
});

testOnServer("of ten wrong codes at once, five are looked up", async ({ store }) => {
  const by = { chatId: createChatId(), userId: createUserId() };
  const bring = () =>
    store.database.transaction(async (tx) => {
      if (await store.connections.countTries(tx, by, 15) >= 5) return "refused";
      await store.connections.recordTry(tx, by);
      return "looked up";
    });
  const outcomes = await Promise.all(Array.from({ length: 10 }, bring));
  assert.equal(outcomes.filter((outcome) => outcome === "looked up").length, 5);
});

testOnBoth("tries count by chat and by person, and are forgotten", async ({ store }) => {
  const by = { chatId: createChatId(), userId: createUserId() };
  const count = (other: Partial<typeof by>) =>
    store.database.transaction((tx) => store.connections.countTries(tx, { ...by, ...other }, 15));
  for (let tries = 0; tries < 3; tries++) {
    await store.database.transaction((tx) => store.connections.recordTry(tx, by));
  }
  assert.equal(await count({}), 3);
  assert.equal(await count({ chatId: createChatId() }), 3);
  assert.equal(await count({ userId: createUserId() }), 3);
  assert.equal(await count({ chatId: createChatId(), userId: createUserId() }), 0);
  await store.clock.skip(901);
  assert.equal(await count({}), 0);
  const pruned = await store.database.transaction((tx) => store.connections.pruneTries(tx, 15));
  assert.ok(pruned >= 3);
});

testOnBoth("a home is chosen among the person's own organisations", async ({ store }) => {
  const [one, two] = [await createScene(store, "One"), await createScene(store, "Two")];
  const theirs = await createScene(store, "Theirs");
  const person = createPerson("Vera");
  for (const { group } of [one, two]) {
    await store.database.transaction(async (tx) => {
      await store.organisations.enterGroup(tx, group.chatId);
      await store.people.rememberPerson(tx, person);
    });
  }
  const findHome = () =>
    store.database.transaction(async (tx) =>
      (await store.organisations.enterHome(tx, person.userId))?.name ?? null
    );
  const choose = ({ group }: Scene) =>
    store.database.transaction(async (tx) => {
      const { id } = group.organisation;
      const entered = await store.organisations.enterOrganisationOf(tx, person.userId, id);
      await store.organisations.chooseHome(tx, person.userId);
      return entered?.name ?? null;
    });
  assert.equal(await findHome(), null);
  for (const scene of [one, two, one]) {
    const { name } = scene.group.organisation;
    assert.equal(await choose(scene), name);
    assert.equal(await findHome(), name);
    await store.clock.skip(1);
  }
  assert.equal(await choose(theirs), null);
  assert.equal(await findHome(), "One");
  // Even where it was entered otherwise, nobody is at home where they were never seen.
  await store.database.transaction(async (tx) => {
    await store.organisations.enterOrganisation(tx, theirs.group.organisation.id);
    await store.organisations.chooseHome(tx, person.userId);
  });
  assert.equal(await findHome(), "One");
});

testOnBoth("health is counted for each organisation", async ({ store }) => {
  const scene = await createScene(store);
  const { id } = scene.group.organisation;
  await store.database.transaction(async (tx) => {
    await store.organisations.enterOrganisation(tx, id);
    const place = { chatId: scene.group.chatId, threadId: null };
    const prompt = { kind: "prompt", promptId: 1 } as const;
    await store.deliveries.enqueue(tx, [
      { place, content: prompt },
      { place, content: prompt },
      { place, content: prompt, delaySeconds: 600 },
    ]);
  });
  const { deliveries } = await store.database.transaction((tx) =>
    store.deliveries.claimDue(tx, { limit: 100, leaseSeconds: 60, limits: noLimits })
  );
  const [first] = deliveries.filter(({ organisationId }) => organisationId === id);
  assert.ok(first !== undefined);
  await store.database.transaction(async (tx) => {
    await store.organisations.enterOrganisation(tx, id);
    await store.deliveries.abandon(tx, first.id, "on purpose");
  });
  const read = async () => {
    const health = await store.database.transaction((tx) => store.platform.readHealth(tx));
    return { ...health, own: health.organisations.find((one) => one.organisationId === id) };
  };
  const expected = { organisationId: id, groups: 1, openIncidents: 0, failed: 1 };
  // While its lease lasts somebody is at work on the other one.
  assert.deepEqual((await read()).own, { ...expected, due: 0 });
  await store.clock.skip(61);
  assert.deepEqual((await read()).own, { ...expected, due: 1 });

  await store.database.transaction((tx) => store.platform.recordTick(tx));
  const { now, lastTick } = await read();
  assert.ok(lastTick !== null && now - lastTick < 60_000);
});
