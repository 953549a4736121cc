/** The clock runs in several processes at once, and beside what people do. */
import assert from "node:assert/strict";
import type { Store } from "../../src/desk/ports.ts";
import { runDueTimers } from "../../src/desk/run_due_timers.ts";
import type { Incident } from "../../src/incident/incident.ts";
import { replay } from "../../src/incident/evolve.ts";
import { testOnBoth } from "../postgres/databases.ts";
import { act, createScene, inGroup, report, type Scene } from "../postgres/scenes.ts";
import { createDesk } from "./create_desk.ts";

const minuteMs = 60_000;

/** Given to Maintenance, with the timers that this sets. */
async function assign(store: Store, scene: Scene): Promise<Incident> {
  const reported = await report(store, scene);
  const department = { id: scene.maintenance, restricted: false };
  const incident = await act(store, scene, reported, scene.driver, {
    type: "assign_department",
    department,
  });
  await inGroup(store, scene, async (tx) => {
    const dueAt = (incident.session?.assignedAt ?? 0) + 10 * minuteMs;
    const { id: incidentId } = incident;
    await store.timers.setTimer(tx, { incidentId, kind: "claim_reminder", dueAt });
    await store.timers.setTimer(tx, { incidentId, kind: "claim_breach", dueAt: dueAt + 1 });
  });
  return incident;
}

function count(items: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[item] = (counts[item] ?? 0) + 1;
  return counts;
}

testOnBoth("many that tick at once, while people claim, do nothing twice", async ({ store }) => {
  const scene = await createScene(store);
  const desk = createDesk(store);
  const incidents: Incident[] = [];
  for (let index = 0; index < 6; index++) incidents.push(await assign(store, scene));
  await store.clock.skip(15 * 60);

  const claimed = incidents.slice(0, 3);
  const [ticks] = await Promise.all([
    Promise.all(Array.from({ length: 6 }, () => runDueTimers(desk))),
    ...claimed.map((incident) => act(store, scene, incident, scene.mechanic, { type: "claim" })),
  ]);
  const ran = ticks.reduce((sum, tick) => sum + tick.ran, 0);
  assert.equal(ran, 2 * incidents.length, "each timer by one of them");
  assert.equal((await runDueTimers(desk)).ran, 0);

  for (const { id } of incidents) {
    const details = await inGroup(
      store,
      scene,
      (tx) => store.incidents.findIncidentDetails(tx, id),
    );
    assert.ok(details !== null);
    const { sla_breached, reminded = 0 } = count(details.timeline.map(({ fact }) => fact.type));
    assert.equal(sla_breached, 1);
    const held = details.incident.status === "in_progress";
    assert.ok(held ? reminded <= 1 : reminded === 1, `${reminded} reminders`);
    assert.deepEqual(replay(details.timeline), details.incident);
  }
});

testOnBoth("a timer that cannot be run keeps no other from running", async ({ store, sql }) => {
  const scene = await createScene(store);
  const desk = createDesk(store);
  const broken = await assign(store, scene);
  const sound = await assign(store, scene);
  // Its next event would stand where one stands.
  await sql.unsafe(`update incidents set version = version - 1 where id = ${broken.id}`);
  await store.clock.skip(15 * 60);
  await assert.rejects(runDueTimers(desk), AggregateError);
  const details = await inGroup(
    store,
    scene,
    (tx) => store.incidents.findIncidentDetails(tx, sound.id),
  );
  assert.ok(details?.timeline.some(({ fact }) => fact.type === "reminded"));
  await sql.unsafe(`update incidents set version = version + 1 where id = ${broken.id}`);
  // Its lease is over, and nothing is amiss any more.
  await store.clock.skip(61);
  assert.equal((await runDueTimers(desk)).ran, 2);
});
