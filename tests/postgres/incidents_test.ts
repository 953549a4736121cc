import assert from "node:assert/strict";
import { parseThreadId } from "../../src/people/ids.ts";
import { replay } from "../../src/incident/evolve.ts";
import { listParticipation } from "../../src/incident/participation.ts";
import { testOnBoth, testOnServer } from "./databases.ts";
import { act, createMessageId, createScene, inGroup, report } from "./scenes.ts";

testOnBoth("incidents are numbered for each organisation, without gaps", async ({ store }) => {
  const [one, two] = [await createScene(store, "One"), await createScene(store, "Two")];
  assert.equal((await report(store, one)).number, 1);
  assert.equal((await report(store, two)).number, 1);
  const failed = inGroup(store, one, async (tx) => {
    await store.incidents.reserveIncident(tx);
    throw new Error("on purpose");
  });
  await assert.rejects(failed, /on purpose/);
  const second = await report(store, one);
  assert.equal(second.number, 2);
  await inGroup(store, one, async (tx) => {
    const { userId } = one.driver;
    assert.equal(await store.incidents.findVisibleIncidentId(tx, 2, userId), second.id);
    assert.equal(await store.incidents.findVisibleIncidentId(tx, 3, userId), null);
  });
});

testOnServer(
  "forty reports at once, some of which fail, get the numbers 1 to 30",
  async ({ store }) => {
    const scene = await createScene(store);
    const results = await Promise.allSettled(
      Array.from(
        { length: 40 },
        (_, index) =>
          index % 4 === 3
            ? inGroup(store, scene, async (tx) => {
              await store.incidents.reserveIncident(tx);
              throw new Error("on purpose");
            })
            : report(store, scene),
      ),
    );
    const numbers = results.flatMap((result) =>
      result.status === "fulfilled" && result.value !== undefined ? [result.value.number] : []
    );
    assert.deepEqual(
      numbers.sort((a, b) => a - b),
      Array.from({ length: 30 }, (_, index) => index + 1),
    );
  },
);

testOnBoth(
  "a life with a transfer, a closing and a reopening replays to what is stored",
  async ({ store, sql }) => {
    const scene = await createScene(store);
    const { driver, mechanic, manager } = scene;
    const [dispatch, maintenance] = [scene.dispatch, scene.maintenance].map((id) => ({
      id,
      restricted: false,
    }));
    assert.ok(dispatch !== undefined && maintenance !== undefined);
    const incident = await report(store, scene);
    const steps: Parameters<typeof act>[] = [
      [store, scene, incident, driver, { type: "edit_description" }, "Flat tyre on the A2"],
      [store, scene, incident, driver, { type: "assign_department", department: maintenance }],
      [store, scene, incident, mechanic, { type: "claim" }],
      [store, scene, incident, manager, { type: "claim" }],
      [store, scene, incident, mechanic, { type: "release" }],
      [store, scene, incident, manager, { type: "transfer", department: dispatch }],
      [store, scene, incident, manager, { type: "request_resolution" }],
      [store, scene, incident, manager, { type: "withdraw_resolution" }],
      [store, scene, incident, driver, { type: "comment" }, "Any news?"],
      [store, scene, incident, manager, { type: "cancel" }],
      [store, scene, incident, manager, { type: "reopen" }],
      [store, scene, incident, manager, { type: "request_resolution" }],
      [store, scene, incident, manager, { type: "summarise" }, "Tyre changed"],
      [store, scene, incident, manager, { type: "reopen" }],
    ];
    for (const step of steps) {
      const decided = await act(...step);
      const details = await inGroup(
        store,
        scene,
        (tx) => store.incidents.findIncidentDetails(tx, incident.id),
      );
      assert.ok(details !== null);
      assert.deepEqual(details.incident, decided, step[4].type);
      assert.deepEqual(replay(details.timeline), decided, step[4].type);
      const participation = await sql.unsafe(
        `select cycle, department_id::integer as department, user_id::text as user, joins,
        active_ms::integer as active, outcome
      from participation where incident_id = $1 order by cycle, department_id, user_id`,
        [incident.id],
      );
      const expected = listParticipation(details.timeline).map((part) => ({
        cycle: part.cycle,
        department: Number(part.departmentId),
        user: String(part.userId),
        joins: part.joins,
        active: part.activeMs,
        outcome: part.outcome,
      })).sort((a, b) =>
        a.cycle - b.cycle || a.department - b.department || Number(a.user) - Number(b.user)
      );
      assert.deepEqual([...participation].map((row) => ({ ...row })), expected, step[4].type);
    }
    const details = await inGroup(
      store,
      scene,
      (tx) => store.incidents.findIncidentDetails(tx, incident.id),
    );
    assert.equal(details?.description, "Flat tyre on the A2");
    assert.equal(details?.summary, null, "the summary was of the cycle before");
    assert.deepEqual(details?.texts.map(({ kind, body }) => [kind, body]), [
      ["description", "Flat tyre on the A1"],
      ["description", "Flat tyre on the A2"],
      ["comment", "Any news?"],
      ["summary", "Tyre changed"],
    ]);
  },
);

testOnBoth(
  "a state that another transaction has overtaken is not written over it",
  async ({ store }) => {
    const scene = await createScene(store);
    const incident = await report(store, scene);
    const commented = await act(store, scene, incident, scene.driver, { type: "comment" }, "One");
    const events = [{
      ordinal: commented.version,
      at: commented.changedAt,
      actorId: scene.driver.userId,
      fact: { type: "commented" } as const,
    }];
    await assert.rejects(
      inGroup(
        store,
        scene,
        (tx) => store.incidents.saveTransition(tx, { after: commented, events, texts: [] }),
      ),
      /update_incident met no row/,
    );
  },
);

testOnBoth(
  "lists show open incidents of the group, and those that concern a person",
  async ({ store }) => {
    const scene = await createScene(store);
    const { driver, mechanic, manager, maintenance } = scene;
    const department = { id: maintenance, restricted: false };
    const words = "😀".repeat(100);
    const [first, second, third] = [
      await report(store, scene, words),
      await report(store, scene),
      await report(store, scene),
    ];
    await act(store, scene, second, driver, { type: "assign_department", department });
    await act(store, scene, second, mechanic, { type: "claim" });
    await act(store, scene, third, driver, { type: "cancel" });
    await inGroup(store, scene, async (tx) => {
      const { incidents } = store;
      const all = { type: "open", viewerId: driver.userId } as const;
      const open = await incidents.listIncidents(tx, all, 10);
      assert.deepEqual(open.map(({ number }) => number), [2, 1]);
      assert.deepEqual(open[0], {
        id: second.id,
        number: 2,
        status: "in_progress",
        departmentName: "Maintenance",
        excerpt: "Flat tyre on the A1",
        openedAt: second.cycle.openedAt,
        responders: [mechanic],
        card: { chatId: scene.group.chatId, groupKind: "supergroup", messageId: null },
      });
      assert.equal(open[1]?.excerpt, "😀".repeat(80));
      assert.equal((await incidents.listIncidents(tx, all, 1)).length, 1);
      for (const [person, numbers] of [[driver, [2, 1]], [mechanic, [2]], [manager, []]] as const) {
        const mine = await incidents.listIncidents(tx, { type: "mine", userId: person.userId }, 10);
        assert.deepEqual(mine.map(({ number }) => number), numbers);
      }
      assert.ok(first.id < second.id);
    });
    const other = await createScene(store, "Other");
    await inGroup(store, other, async (tx) => {
      const none = { type: "open", viewerId: manager.userId } as const;
      assert.deepEqual(await store.incidents.listIncidents(tx, none, 10), []);
    });
  },
);

testOnBoth(
  "a bare /ticket finds the person's own last messages of the topic",
  async ({ store }) => {
    const scene = await createScene(store);
    const { driver, mechanic } = scene;
    const threadId = parseThreadId(7);
    const remember = (
      userId: typeof driver.userId,
      body: string,
      topic: typeof threadId | null,
    ) => {
      const message = { messageId: createMessageId(), threadId: topic, userId, body, media: null };
      return inGroup(store, scene, async (tx) => {
        await store.incidents.rememberMessage(tx, message);
        // Telegram may send an update twice.
        await store.incidents.rememberMessage(tx, message);
      });
    };
    const list = (topic: typeof threadId | null, limit = 3) =>
      inGroup(store, scene, async (tx) => {
        const of = { userId: driver.userId, threadId: topic, minutes: 3, limit };
        return (await store.incidents.listRecentMessages(tx, of)).map(({ body }) => body);
      });
    await remember(driver.userId, "old", null);
    await store.clock.skip(4 * 60);
    await remember(driver.userId, "one", null);
    await remember(mechanic.userId, "not mine", null);
    await remember(driver.userId, "elsewhere", threadId);
    await remember(driver.userId, "two", null);
    assert.deepEqual(await list(null), ["one", "two"]);
    assert.deepEqual(await list(null, 1), ["two"]);
    assert.deepEqual(await list(threadId), ["elsewhere"]);

    const prune = () =>
      store.database.transaction((tx) => store.incidents.pruneRecentMessages(tx, 3));
    assert.ok(await prune() >= 1);
    assert.deepEqual(await list(null), ["one", "two"]);
    await store.clock.skip(4 * 60);
    assert.equal(await prune(), 4);
  },
);

testOnBoth("a message outside a connected group is not kept", async ({ store, sql }) => {
  const message = {
    messageId: createMessageId(),
    threadId: null,
    userId: (await createScene(store)).driver.userId,
    body: "private",
    media: null,
  };
  await store.database.transaction((tx) => store.incidents.rememberMessage(tx, message));
  const found = await sql.unsafe("select from recent_messages where body = 'private'");
  assert.equal(found.length, 0);
});

testOnBoth(
  "characters that Postgres cannot keep are dropped, all others stay",
  async ({ store }) => {
    const scene = await createScene(store);
    const words = "zero\u0000 half \ud83d whole 😀 rtl \u202e zwj \u200d <b>";
    const incident = await report(store, scene, words);
    const details = await inGroup(
      store,
      scene,
      (tx) => store.incidents.findIncidentDetails(tx, incident.id),
    );
    assert.equal(details?.description, "zero half \ufffd whole 😀 rtl \u202e zwj \u200d <b>");
  },
);
