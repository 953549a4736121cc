import assert from "node:assert/strict";
import type { MetricName, Store } from "../../src/desk/ports.ts";
import type { SystemCommand } from "../../src/incident/command.ts";
import type { Incident } from "../../src/incident/incident.ts";
import { transition } from "../../src/incident/transition.ts";
import { observeStore } from "../../src/observability/observe_store.ts";
import { parseUpdateId } from "../../src/people/ids.ts";
import { createStore } from "../../src/postgres/create_store.ts";
import { explainFailure, StatementError } from "../../src/postgres/statement_error.ts";
import { type TestDatabase, testOnBoth } from "../postgres/databases.ts";
import { act, createPerson, createScene, inGroup, report, type Scene } from "../postgres/scenes.ts";
import {
  createRecordedTelemetry,
  listSpans,
  type RecordedTelemetry,
} from "./recorded_telemetry.ts";

interface Stage {
  readonly telemetry: RecordedTelemetry;
  readonly store: Store;
  readonly scene: Scene;
  /** Runs work as a piece of its own. */
  inPiece<T>(work: () => Promise<T>): Promise<T>;
}

async function createStage({ connection, store: plain }: TestDatabase): Promise<Stage> {
  const telemetry = createRecordedTelemetry();
  const store = observeStore(createStore(connection, telemetry), {
    telemetry,
    explain: explainFailure,
    now: () => 0,
  });
  return {
    telemetry,
    store,
    scene: await createScene(plain),
    inPiece: (work) => telemetry.isolated({ name: "piece", op: "test" }, work),
  };
}

testOnBoth("a life is told: its operations, its story, its figures", async (database) => {
  const { telemetry, store, scene, inPiece } = await createStage(database);
  const { driver, mechanic, manager } = scene;
  const [toDispatch, toMaintenance] = [scene.dispatch, scene.maintenance].map((id) => (
    { type: "assign_department", department: { id, restricted: false } } as const
  ));
  assert.ok(toDispatch !== undefined && toMaintenance !== undefined);

  await inPiece(async () => {
    const incident = await report(store, scene);
    const by = (who: typeof driver, command: Parameters<typeof act>[4], words?: string) =>
      act(store, scene, incident, who, command, words);
    await by(driver, toDispatch);
    await by(manager, { ...toMaintenance, type: "transfer" });
    await by(mechanic, { type: "claim" });
    await by(mechanic, { type: "release" });
    await store.clock.skip(6000);
    await by(mechanic, { type: "claim" });
    await by(mechanic, { type: "request_resolution" });
    await by(mechanic, { type: "withdraw_resolution" });
    await by(mechanic, { type: "request_resolution" });
    await store.clock.skip(3000);
    await by(mechanic, { type: "summarise" }, "Changed the tyre");
    await by(driver, { type: "reopen" });
    await by(mechanic, { type: "claim" });
    await by(mechanic, { type: "request_resolution" });
    await byClock(store, scene, incident, { type: "summary_timeout" });
  });

  const { span, breadcrumbs } = telemetry.getPiece("piece");
  const operations = listSpans(span).filter(({ op }) => op === "db.incidents")
    .map(({ name }) => name).filter((name) => !["reserve_incident", "get_incident"].includes(name));
  assert.deepEqual(operations, [
    "create_incident",
    "assign_incident_department",
    "transfer_incident",
    "claim_incident",
    "release_claim",
    "claim_incident",
    "request_resolution",
    "withdraw_resolution",
    "request_resolution",
    "resolve_incident",
    "reopen_incident",
    "claim_incident",
    "request_resolution",
    "auto_close_incident",
  ]);
  const story = breadcrumbs.filter(({ category }) => category === "incident")
    .map(({ message }) => message);
  assert.deepEqual(story, [
    "created",
    "department assigned",
    "department changed",
    "claimed",
    "released",
    "claimed",
    "resolution requested",
    "resolution withdrawn",
    "resolution requested",
    "released",
    "resolved",
    "reopened",
    "department assigned",
    "claimed",
    "resolution requested",
    "released",
    "closed",
  ]);
  const seconds = (name: MetricName) =>
    telemetry.measured(name).map(({ value }) => Math.floor(value / 1000) * 1000);
  assert.deepEqual(seconds("incident.time_to_claim"), [0, 0], "the first claim of each cycle");
  assert.deepEqual(seconds("incident.time_to_resolve"), [6000]);
  assert.deepEqual(seconds("incident.summary_delay"), [3000]);
  assert.deepEqual(telemetry.measured("flow.left").map(({ attributes }) => attributes), [
    { flow: "summary_never_given" },
  ]);
  assert.deepEqual(telemetry.strays, []);
});

testOnBoth("an operation is begun at once, as without anybody who watches", async (database) => {
  const begun: string[] = [];
  const { clock } = database.store;
  const telemetry = createRecordedTelemetry();
  const noting: Store = {
    ...database.store,
    clock: {
      ...clock,
      readClock(tx) {
        begun.push("read_clock");
        return clock.readClock(tx);
      },
    },
  };
  const store = observeStore(noting, { telemetry, explain: explainFailure });
  await store.database.transaction(async (tx) => {
    const reading = store.clock.readClock(tx);
    assert.deepEqual(begun, ["read_clock"]);
    await reading;
  });
});

testOnBoth("nobody chose a department: it was cancelled, or the clock chose", async (database) => {
  const { telemetry, store, scene, inPiece } = await createStage(database);
  await inPiece(async () => {
    await act(store, scene, await report(store, scene), scene.driver, { type: "cancel" });
    await byClock(store, scene, await report(store, scene), {
      type: "assign_default_department",
      departmentId: scene.dispatch,
    });
    const chosen = await report(store, scene);
    const department = { id: scene.dispatch, restricted: false };
    await act(store, scene, chosen, scene.driver, { type: "assign_department", department });
    await act(store, scene, chosen, scene.driver, { type: "cancel" });
  });
  const never = { flow: "department_never_chosen" };
  assert.deepEqual(telemetry.measured("flow.left").map(({ attributes }) => attributes), [
    never,
    never,
  ]);
});

testOnBoth("a piece knows whom and what it is about as soon as that is read", async (database) => {
  const { telemetry, store, scene, inPiece } = await createStage(database);
  const incident = await report(store, scene);
  const department = { id: scene.maintenance, restricted: false };
  await act(store, scene, incident, scene.driver, { type: "assign_department", department });
  const { mechanic, group } = scene;
  await store.clock.skip(100);
  await inPiece(() =>
    inGroup(store, scene, async (tx) => {
      await store.people.rememberPerson(tx, mechanic);
      await store.people.getActor(tx, scene.manager.userId);
      await store.people.getActor(tx, mechanic.userId);
      await store.departments.holdDepartment(tx, scene.maintenance);
      await Promise.all([
        store.incidents.lockIncident(tx, incident.id),
        store.clock.readClock(tx),
      ]);
    })
  );
  const { tags, user, contexts } = telemetry.getPiece("piece");
  assert.deepEqual(tags, {
    group_id: group.id,
    organisation_id: group.organisation.id,
    incident_id: incident.id,
  });
  assert.deepEqual(user, {
    id: mechanic.userId,
    username: null,
    firstName: "Max",
    lastName: null,
    languageCode: "en",
    role: "Dispatcher",
    group: "Acme Logistics road",
  });
  assert.ok(contexts.incident !== undefined && contexts.incident.age_seconds >= 100);
  assert.deepEqual({ ...contexts.incident, age_seconds: 0 }, {
    number: incident.number,
    status: "awaiting_claim",
    department: "Maintenance",
    group: "Acme Logistics road",
    age_seconds: 0,
    responders: 0,
  });
});

testOnBoth("what was rolled back has not happened", async (database) => {
  const { telemetry, store, scene, inPiece } = await createStage(database);
  const incident = await report(store, scene);
  const department = { id: scene.maintenance, restricted: false };
  await act(store, scene, incident, scene.driver, { type: "assign_department", department });
  telemetry.clear();
  const work = inGroup(store, scene, async (tx) => {
    const actor = await store.people.getActor(tx, scene.mechanic.userId);
    const before = await store.incidents.lockIncident(tx, incident.id);
    const decision = before && transition(before, { type: "claim", actor }, before.changedAt);
    assert.ok(decision?.ok);
    const { incident: after, events } = decision;
    await store.incidents.saveTransition(tx, { after, events, texts: [] });
    throw new Error("the end of it");
  });
  await assert.rejects(inPiece(() => work), /the end of it/);
  assert.deepEqual(telemetry.measured("incident.time_to_claim"), []);
  const story = telemetry.getPiece("piece").breadcrumbs.map(({ category }) => category);
  assert.ok(!story.includes("incident"), story.join());
});

testOnBoth("a commit that was not heard of is told once the update is known", async (database) => {
  const { telemetry, scene, inPiece } = await createStage(database);
  const { store: plain } = database;
  const incident = await report(plain, scene);
  const department = { id: scene.maintenance, restricted: false };
  await act(plain, scene, incident, scene.driver, { type: "assign_department", department });
  // As the store does where the connection breaks before the COMMIT is answered.
  const twice: Store = {
    ...plain,
    database: {
      async transaction(work) {
        const result = await plain.database.transaction(work);
        await plain.database.transaction(work);
        return result;
      },
    },
  };
  const store = observeStore(twice, { telemetry, explain: explainFailure });
  await inPiece(() =>
    inGroup(store, scene, async (tx) => {
      if (!await store.updates.markProcessed(tx, parseUpdateId(77_001))) return;
      const actor = await store.people.getActor(tx, scene.mechanic.userId);
      const before = await store.incidents.lockIncident(tx, incident.id);
      const decision = before && transition(before, { type: "claim", actor }, before.changedAt);
      assert.ok(decision?.ok);
      const { incident: after, events } = decision;
      await store.incidents.saveTransition(tx, { after, events, texts: [] });
    })
  );
  assert.equal(telemetry.measured("incident.time_to_claim").length, 1);
});

testOnBoth("a refused statement says where, by the first that failed", async (database) => {
  const { telemetry, store, scene, inPiece } = await createStage(database);
  const nobody = createPerson("Nobody");
  const failing = inPiece(() =>
    inGroup(store, scene, async (tx) => {
      await Promise.all([
        // Nobody of this id is known here.
        store.people.setRole(tx, nobody.userId, "ops_manager"),
        store.people.getActor(tx, scene.driver.userId),
      ]);
    })
  );
  const error = await failing.then(() => null, (error: unknown) => error);
  assert.ok(error instanceof StatementError, String(error));
  assert.match(
    error.message,
    /^Statement set_role failed \(23503, memberships_organisation_id_user_id_fkey\)$/,
  );
  assert.match(error.stack ?? "", /observe_store_test\.ts/, "where it was asked for");
  assert.ok(error.cause instanceof Error);
  const { contexts, breadcrumbs } = telemetry.getPiece("piece");
  assert.deepEqual(contexts.database_operation, {
    operation: "set_role",
    table: "memberships",
    sqlstate: "23503",
    constraint: "memberships_organisation_id_user_id_fkey",
  });
  const failed = breadcrumbs.filter(({ level }) => level === "error");
  assert.deepEqual(failed.map(({ message }) => message), ["set_role"], "not what came after it");
  assert.deepEqual(telemetry.events, [], "whoever handles it captures it");
});

testOnBoth("an outage is counted each time, and an event once a minute", async (database) => {
  const telemetry = createRecordedTelemetry();
  let now = 0;
  const down = Object.assign(new Error("gone"), { code: "ECONNREFUSED" });
  const store = observeStore(
    { ...database.store, database: { transaction: () => Promise.reject(down) } },
    { telemetry, explain: explainFailure, now: () => now },
  );
  const press = () =>
    telemetry.isolated(
      { name: "press", op: "test" },
      () => assert.rejects(store.database.transaction(() => Promise.resolve()), down),
    );
  for (let presses = 0; presses < 5; presses++) await press();
  assert.equal(telemetry.measured("database.connection_failure").length, 5);
  assert.deepEqual(telemetry.events.map(({ what }) => what), [down]);
  assert.deepEqual(telemetry.events[0]?.contexts.database_operation, {
    operation: "transaction",
    table: null,
    sqlstate: "ECONNREFUSED",
    constraint: null,
  });
  now = 60_000;
  await press();
  assert.equal(telemetry.events.length, 2);
});

async function byClock(
  store: Store,
  scene: Scene,
  incident: Pick<Incident, "id">,
  command: SystemCommand,
): Promise<void> {
  await inGroup(store, scene, async (tx) => {
    const [before, at] = await Promise.all([
      store.incidents.lockIncident(tx, incident.id),
      store.clock.readClock(tx),
    ]);
    const decision = before && transition(before, command, at);
    assert.ok(decision?.ok);
    const { incident: after, events } = decision;
    await store.incidents.saveTransition(tx, { after, events, texts: [] });
  });
}
