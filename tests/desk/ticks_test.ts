/** The clock runs in several processes at once, and beside what people do. */
import assert from "node:assert/strict";
import { createTick } from "../../src/cron/create_tick.ts";
import type { Store } from "../../src/desk/ports.ts";
import { runDueTimers } from "../../src/desk/run_due_timers.ts";
import type { Incident } from "../../src/incident/incident.ts";
import { replay } from "../../src/incident/evolve.ts";
import { createCheckIns } from "../../src/observability/check_ins.ts";
import { createTelemetry } from "../../src/observability/create_telemetry.ts";
import { initSentry } from "../../src/observability/sentry/init_sentry.ts";
import { createInbox } from "../../tools/sentry_inbox/create_inbox.ts";
import { createRecordedTelemetry } from "../observability/recorded_telemetry.ts";
import { testOnBoth } from "../postgres/databases.ts";
import { act, createScene, inGroup, report, type Scene } from "../postgres/scenes.ts";
import { createRecordedLog } from "../telegram/recorded_log.ts";
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
    await store.timers.setTimers(tx, incidentId, [
      { kind: "claim_reminder", dueAt },
      { kind: "claim_breach", dueAt: dueAt + 1 },
    ]);
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

testOnBoth("where much is due, delivering begins before all of it was run", async ({ store }) => {
  const scene = await createScene(store);
  const desk = createDesk(store);
  const incidents: Incident[] = [];
  for (let each = 0; each < 12; each++) incidents.push(await assign(store, scene));
  await store.clock.skip(15 * 60);
  const backlogs: Promise<number>[] = [];
  const { ran } = await runDueTimers(desk, {
    wake() {
      backlogs.push(store.database.transaction((tx) => store.deliveries.countBacklog(tx)));
    },
  });
  // Other tests of this file leave timers behind.
  assert.ok(ran >= 2 * incidents.length);
  assert.equal(backlogs.length, Math.floor(ran / 20), "after each twenty");
  assert.ok(await backlogs[0], "what they owe is there");
});

testOnBoth("each timer is told by itself, with how late it was", async ({ store, sql }) => {
  const telemetry = createRecordedTelemetry();
  const scene = await createScene(store);
  const desk = { ...createDesk(store), telemetry };
  const [broken, sound] = [await assign(store, scene), await assign(store, scene)];
  await sql.unsafe(`update incidents set version = version - 1 where id = ${broken.id}`);
  await store.clock.skip(15 * 60);
  const piece = { name: "tick", op: "test" };
  await assert.rejects(telemetry.isolated(piece, () => runDueTimers(desk)), AggregateError);
  await sql.unsafe(`update incidents set version = version + 1 where id = ${broken.id}`);

  const timers = telemetry.pieces.filter(({ tags }) => tags.incident_id === sound.id);
  assert.deepEqual(timers.map(({ span, isolated }) => [span.name, span.op, isolated]), [
    ["timer claim_reminder", "cron.timer", false],
    ["timer claim_breach", "cron.timer", false],
  ]);
  const [timer] = timers;
  assert.ok(timer !== undefined);
  const { contexts, tags } = timer;
  assert.equal(tags.organisation_id, scene.group.organisation.id);
  assert.equal(contexts.reminder?.kind, "claim_reminder");
  const lateness = contexts.reminder?.lateness_seconds ?? 0;
  assert.ok(lateness >= 5 * 60 && lateness < 7 * 60, `${lateness}`);
  // Of earlier tests' incidents some are due as well.
  assert.equal(telemetry.measured("tick.lateness").length, telemetry.pieces.length - 1);

  assert.ok(telemetry.events.length > 0);
  for (const event of telemetry.events) {
    assert.equal(event.tags.incident_id, broken.id);
    assert.ok(event.contexts.reminder !== undefined);
  }
  assert.deepEqual(telemetry.getPiece("tick").contexts, {});
  assert.equal(telemetry.measured("delivery.backlog").length, 1);
  await store.clock.skip(61);
  await runDueTimers(desk);
});

testOnBoth(
  "Sentry sees the clock of all replicas as one, and what it fails by",
  async (database) => {
    const { store, sql } = database;
    const inbox = createInbox();
    const server = await inbox.listen();
    const sentry = initSentry({
      dsn: server.dsn,
      environment: "test",
      release: "roadcall@test",
      tracesSampleRate: 1,
      userDetails: "full",
      secrets: [],
    });
    let now = Date.parse("2026-11-25T22:00:00Z");
    const telemetry = createTelemetry({ sentry, now: () => now });
    const desk = { ...createDesk(store), telemetry };
    const createReplica = (replica: string) =>
      createTick({
        run: () => runDueTimers(desk),
        wake: () => {},
        store,
        telemetry,
        checkIns: createCheckIns(sentry, () => now),
        replica,
        log: createRecordedLog(),
        now: () => now,
      });
    const [first, second] = [createReplica("first"), createReplica("second")];
    async function pass(seconds: number): Promise<void> {
      now += seconds * 1000;
      await store.clock.skip(seconds);
    }
    async function arrived() {
      assert.ok(await sentry.flush(5000));
      const { checkIns, events, transactions } = inbox;
      return { checkIns: checkIns.map(({ status }) => status), events, transactions };
    }

    try {
      await Promise.all([first.run(), second.run()]);
      assert.deepEqual((await arrived()).checkIns, ["in_progress", "ok"]);

      const scene = await createScene(store);
      const incident = await assign(store, scene);
      await sql.unsafe(`update incidents set version = version - 1 where id = ${incident.id}`);
      await pass(15 * 60);
      await assert.rejects(first.run(), AggregateError);
      const told = (await arrived()).events.length;
      assert.ok(told > 0);
      await pass(1);
      // What Deno repeats; the timer's lease keeps it from failing again.
      await first.run();
      const failed = await arrived();
      assert.deepEqual(failed.checkIns.slice(2), ["in_progress", "error"]);
      assert.equal(failed.events.length, told);
      const traces = [...failed.events, ...inbox.checkIns.slice(2)].map(({ contexts }) =>
        contexts?.trace?.trace_id
      );
      assert.equal(new Set(traces).size, 1);
      assert.ok(
        failed.transactions.some(({ contexts }) => contexts?.trace?.trace_id === traces[0]),
        "and the transaction too",
      );
      await sql.unsafe(`update incidents set version = version + 1 where id = ${incident.id}`);

      // The first replica is gone.
      await pass(59);
      await second.run();
      assert.deepEqual((await arrived()).checkIns.slice(4), ["in_progress", "ok"]);
      assert.ok(inbox.checkIns.every(({ monitor_slug }) => monitor_slug === "roadcall-tick"));
      assert.deepEqual(inbox.violations, []);
    } finally {
      await sentry.close(2000);
      await server.stop();
    }
  },
);
