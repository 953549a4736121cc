import assert from "node:assert/strict";
import { observeStore } from "../../src/observability/observe_store.ts";
import { createStore } from "../../src/postgres/create_store.ts";
import { explainFailure } from "../../src/postgres/statement_error.ts";
import { transition } from "../../src/incident/transition.ts";
import { parseUpdateId } from "../../src/people/ids.ts";
import type { Store } from "../../src/desk/ports.ts";
import { createRecordedTelemetry, listSpans } from "../observability/recorded_telemetry.ts";
import { connectTo, createServerDatabase, testOnServer } from "./databases.ts";
import { act, createScene, report, type Scene } from "./scenes.ts";
import { migrate } from "../../src/postgres/migrate.ts";
import type { Incident } from "../../src/incident/incident.ts";

/**
 * Stands between program and server and counts how often the program has to wait for an answer:
 * it holds answers back until nothing more is asked.
 */
function startCountingProxy(to: URL) {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const counter = { waits: 0 };
  const quietMs = 25;
  (async () => {
    for await (const client of listener) {
      const server = await Deno.connect({ hostname: to.hostname, port: Number(to.port || 5432) });
      const down = client.writable.getWriter();
      const up = server.writable.getWriter();
      let held: Uint8Array[] = [];
      let asked = false;
      let timer: ReturnType<typeof setTimeout> | null = null;
      const release = () => {
        if (held.length === 0) return;
        if (asked) counter.waits++;
        asked = false;
        for (const chunk of held) down.write(chunk).catch(() => {});
        held = [];
      };
      const settle = () => {
        if (timer !== null) clearTimeout(timer);
        timer = setTimeout(release, quietMs);
      };
      (async () => {
        for await (const chunk of client.readable) {
          asked = true;
          settle();
          await up.write(chunk);
        }
        if (timer !== null) clearTimeout(timer);
        await up.close();
      })().catch(() => {});
      (async () => {
        for await (const chunk of server.readable) {
          held.push(chunk);
          settle();
        }
      })().catch(() => {});
    }
  })().catch(() => {});
  return { port: listener.addr.port, counter, close: () => listener.close() };
}

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
    const proxy = startCountingProxy(new URL(database.url));
    const url = new URL(database.url);
    url.host = `127.0.0.1:${proxy.port}`;
    const connection = await connectTo(url.href, 1);
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
        proxy.counter.waits = 0;
        const piece = { name: type, op: "test" };
        await telemetry.isolated(piece, () => press(how, scene, incident, update, type));
        assert.equal(proxy.counter.waits, 4, `${type} as update ${update}`);
      }
      assert.ok(listSpans(telemetry.getPiece("claim").span).length > 15, "it was watched");
    } finally {
      await connection.close();
      proxy.close();
      await database.drop();
    }
  },
);
