/** What a later program beside this one has written, and this one does not know. */
import assert from "node:assert/strict";
import { parseMessageId } from "../../src/people/ids.ts";
import { noLimits } from "../no_limits.ts";
import { testOnBoth } from "./databases.ts";
import { createChatId, createScene, inGroup, report } from "./scenes.ts";

testOnBoth("its deliveries are left to it, and hold nothing of ours up", async ({ sql, store }) => {
  const place = { chatId: createChatId(), threadId: null };
  const content = { kind: "delete_message", messageId: parseMessageId(7) } as const;
  await store.database.transaction((tx) =>
    store.deliveries.enqueue(tx, [{ place, content }, { place, content }])
  );
  await sql.unsafe(`
    update deliveries set kind = 'answer', content = '{"kind":"answer","answer":{"type":"of_tomorrow"}}'
    where id = (select min(id) from deliveries)`);
  const claim = () =>
    store.database.transaction((tx) =>
      store.deliveries.claimDue(tx, { limit: 10, leaseSeconds: 10, limits: noLimits })
    );
  const first = await claim();
  assert.deepEqual([first.deliveries.map((one) => one.content), first.unknown], [[content], 1]);
  assert.deepEqual(await claim(), { deliveries: [], unknown: 0, nextInMs: first.nextInMs });
  // Whoever knows it gets it then.
  await store.clock.skip(11);
  assert.equal((await claim()).unknown, 1);
});

testOnBoth("its timers are left to it", async ({ sql, store }) => {
  const scene = await createScene(store);
  const { id: incidentId } = await report(store, scene);
  await inGroup(store, scene, async (tx) => {
    const dueAt = await store.clock.readClock(tx);
    for (const kind of ["grace_over", "claim_breach"] as const) {
      await store.timers.setTimers(tx, incidentId, [{ kind, dueAt }]);
    }
  });
  await sql.unsafe("alter table timers drop constraint timers_kind_check");
  await sql.unsafe(`update timers set kind = 'of_tomorrow' where kind = 'grace_over'`);
  await store.clock.skip(1);
  const due = await store.database.transaction((tx) =>
    store.timers.claimDueTimers(tx, { limit: 10, leaseSeconds: 30 })
  );
  assert.deepEqual(due.map(({ kind }) => kind), ["claim_breach"]);
});

testOnBoth("its events are no part of the timeline that we tell", async ({ sql, store }) => {
  const scene = await createScene(store);
  const { id } = await report(store, scene);
  const types = async () => {
    const found = await inGroup(store, scene, (tx) => store.incidents.findIncidentDetails(tx, id));
    return found?.timeline.map(({ fact }) => fact.type);
  };
  const before = await types();
  assert.deepEqual(before?.[0], "opened");
  await sql.unsafe("alter table timeline_events drop constraint timeline_events_type_check");
  await sql.unsafe(`
    insert into timeline_events (organisation_id, incident_id, ordinal, at, actor_id, shape, fact)
    select organisation_id, incident_id, 99, at, actor_id, shape, '{"type":"of_tomorrow"}'
    from timeline_events where incident_id = ${id} and ordinal = 1`);
  assert.deepEqual(await types(), before);
});
