import assert from "node:assert/strict";
import { BrokenTimelineError, evolve, replay } from "../../src/incident/evolve.ts";
import { transition } from "../../src/incident/transition.ts";
import { BrokenIncidentError } from "../../src/incident/verdict.ts";
import { assigned, cast, live, writerClaims, writerResolves } from "./cast.ts";

Deno.test("a timeline with a gap, a repetition or a wrong start is refused", () => {
  const { incident, events } = live(assigned, writerClaims);
  assert.throws(() => replay(events.toSpliced(1, 1)), BrokenTimelineError);
  assert.throws(() => replay(events.slice(1)), /stands where number 1 is due/);
  assert.throws(() => replay([]), RangeError);
  for (const event of events) assert.throws(() => evolve(incident, event), BrokenTimelineError);
});

Deno.test("an incident is opened first and once", () => {
  const { incident, events } = live(assigned);
  const [opened, given] = events;
  assert.ok(opened !== undefined && given !== undefined);
  assert.throws(
    () => evolve(incident, { ...opened, ordinal: incident.version + 1 }),
    /opens what is open already/,
  );
  assert.throws(() => evolve(null, { ...given, ordinal: 1 }), /before the incident was opened/);
});

Deno.test("a summary that nobody wrote is refused", () => {
  const { events } = live(assigned, writerResolves, { type: "summarise", actor: cast.writer });
  const nameless = events.map((event) => ({ ...event, actorId: null }));
  assert.throws(() => replay(nameless), /names nobody who wrote the summary/);
});

Deno.test("a stored incident whose department or resolution is missing is reported, not guessed", () => {
  const { incident, at } = live(assigned, writerResolves);
  const summarise = { type: "summarise", actor: cast.writer } as const;
  assert.throws(
    () => transition({ ...incident, resolution: null }, summarise, at),
    BrokenIncidentError,
  );
  assert.throws(
    () => transition({ ...incident, session: null }, summarise, at),
    BrokenIncidentError,
  );
});
