import assert from "node:assert/strict";
import { observeStore } from "../../src/observability/observe_store.ts";
import { createStore } from "../../src/postgres/create_store.ts";
import { explainFailure } from "../../src/postgres/statement_error.ts";
import { transition } from "../../src/incident/transition.ts";
import { parseUpdateId } from "../../src/people/ids.ts";
import type { Store } from "../../src/desk/ports.ts";
import { createRecordedTelemetry, listSpans } from "../observability/recorded_telemetry.ts";
import { startCountingProxy } from "./counting_proxy.ts";
import { connectTo, createServerDatabase, testOnServer } from "./databases.ts";
import { act, createScene, report, type Scene } from "./scenes.ts";
import { migrate } from "../../src/postgres/migrate.ts";
import type { Incident } from "../../src/incident/incident.ts";

/** The database's part of a press of Claim or Release. */
function press(
  store: Store,
  scene: Scene,
  incident: Incident,
  update: number,
  type: "claim" | "release",
) {
  return store.database.transaction(async (tx) => {
    const { userId } = scene.mechanic;
    const [group, fresh, , actor, before, at] = await Promise.all([
      store.organisations.enterGroup(tx, scene.group.chatId),
      store.updates.markProcessed(tx, parseUpdateId(update)),
      store.people.rememberPerson(tx, scene.mechanic),
      store.people.getActor(tx, userId),
      store.incidents.lockIncident(tx, incident.id),
      store.clock.readClock(tx),
    ]);
    assert.ok(group !== null && fresh && before !== null);
    const decision = transition(before, { type, actor }, at);
    assert.ok(decision.ok);
    const { incident: after, events } = decision;
    const place = { chatId: group.chatId, threadId: null };
    await Promise.all([
      store.incidents.saveTransition(tx, { after, events, texts: [] }),
      store.deliveries.enqueue(tx, [
        {
          place,
          content: { kind: "claimed_notice", incidentId: incident.id, userId },
        },
      ]),
    ]);
  });
}

testOnServer(
  "a press waits for the database four times, watched or not: begin, reads, writes, commit",
  async () => {
    const database = await createServerDatabase({ migrated: true });
    const proxy = startCountingProxy(database.url);
    const connection = await connectTo(proxy.url, 1);
    try {
      await migrate(connection.sql);
      const store = createStore(connection);
      const telemetry = createRecordedTelemetry();
      const watched = observeStore(createStore(connection, telemetry), {
        telemetry,
        explain: explainFailure,
      });
      const scene = await createScene(store);
      const incident = await report(store, scene);
      const department = { id: scene.maintenance, restricted: false };
      await act(store, scene, incident, scene.driver, { type: "assign_department", department });
      // The first of each kind prepares its statements on the connection.
      await press(store, scene, incident, 1, "claim");
      await press(store, scene, incident, 2, "release");
      for (
        const [how, update, type] of [
          [store, 3, "claim"],
          [store, 4, "release"],
          [watched, 5, "claim"],
          [watched, 6, "release"],
        ] as const
      ) {
        proxy.count();
        const piece = { name: type, op: "test" };
        await telemetry.isolated(piece, () => press(how, scene, incident, update, type));
        const [trips = []] = proxy.transactions;
        assert.equal(trips.length, 4, `${type} as update ${update}: ${Deno.inspect(trips)}`);
      }
      assert.ok(listSpans(telemetry.getPiece("claim").span).length > 15, "it was watched");
    } finally {
      await connection.close();
      proxy.close();
      await database.drop();
    }
  },
);
