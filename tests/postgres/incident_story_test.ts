import assert from "node:assert/strict";
import { replay } from "../../src/incident/evolve.ts";
import { listParticipation } from "../../src/incident/participation.ts";
import { testOnBoth } from "./databases.ts";
import { act, createScene, inGroup, report } from "./scenes.ts";

testOnBoth("an incident from report to resolved is stored as it is decided", async ({ store }) => {
  const scene = await createScene(store);
  const { driver, mechanic, manager, maintenance } = scene;
  const opened = await report(store, scene, "Engine light is on");
  assert.equal(opened.number, 1);

  const department = { id: maintenance, restricted: false };
  const steps = [
    await act(store, scene, opened, driver, { type: "assign_department", department }),
    await act(store, scene, opened, mechanic, { type: "claim" }),
    await act(store, scene, opened, manager, { type: "claim" }),
    await act(store, scene, opened, mechanic, { type: "request_resolution" }),
  ];
  for (const step of steps) assert.equal(step.id, opened.id);
  const resolved = await act(
    store,
    scene,
    opened,
    mechanic,
    { type: "summarise" },
    "Sensor replaced",
  );

  const details = await inGroup(store, scene, async (tx) => {
    const stored = await store.incidents.lockIncident(tx, opened.id);
    assert.deepEqual(stored, resolved);
    return await store.incidents.findIncidentDetails(tx, opened.id);
  });
  assert.ok(details !== null);
  assert.deepEqual(details.incident, resolved);
  assert.deepEqual(replay(details.timeline), resolved);
  assert.equal(details.description, "Engine light is on");
  assert.equal(details.summary, "Sensor replaced");
  assert.equal(details.reporter.firstName, "Dora");
  assert.equal(details.summariser?.firstName, "Max");
  assert.equal(listParticipation(details.timeline).length, 2);
});
