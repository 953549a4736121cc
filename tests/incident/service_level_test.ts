import assert from "node:assert/strict";
import {
  getClaimDeadline,
  getResolveDeadline,
  getSummaryDeadline,
  listCycles,
  listSessions,
  timeToClaim,
  timeToResolve,
} from "../../src/incident/service_level.ts";
import {
  assigned,
  cast,
  live,
  minute,
  safety,
  start,
  writerClaims,
  writerResolves,
} from "./cast.ts";

const { events } = live(
  assigned,
  writerClaims,
  { type: "transfer", actor: cast.manager, department: safety },
  { type: "comment", actor: cast.reporter },
  { type: "request_resolution", actor: cast.other },
  { type: "comment", actor: cast.reporter },
  { type: "summarise", actor: cast.other },
  { type: "reopen", actor: cast.reporter },
);

Deno.test("each department's time to claim runs from its own assignment", () => {
  const sessions = listSessions(events);
  assert.deepEqual(sessions.map(timeToClaim), [10 * minute, 20 * minute, null]);
  assert.deepEqual(sessions.map((session) => session.cycle), [1, 1, 2]);
  assert.deepEqual(sessions.map((session) => session.ordinal), [1, 2, 3]);
});

Deno.test("a cycle keeps its figures when the next one starts", () => {
  const cycles = listCycles(events);
  assert.deepEqual(cycles.map((cycle) => cycle.openedAt), [start, start + 80 * minute]);
  assert.deepEqual(cycles.map(timeToClaim), [10 * minute, null]);
  assert.deepEqual(cycles.map((cycle) => timeToResolve(cycle, cycle.ending)), [50 * minute, null]);
});

Deno.test("what was closed has no time to resolve, and a late summary gives it that of the press", () => {
  const closed = live(assigned, writerResolves, { type: "summary_timeout" });
  assert.equal(timeToResolve(closed.incident.cycle, closed.incident.ending), null);
  const late = live(assigned, writerResolves, { type: "summary_timeout" }, {
    type: "summarise",
    actor: cast.dispatcher,
  });
  assert.equal(timeToResolve(late.incident.cycle, late.incident.ending), 20 * minute);
});

Deno.test("what was never assigned has no time to claim", () => {
  assert.equal(timeToClaim(live().incident.cycle), null);
});

Deno.test("deadlines are minutes after the stamp that starts their clock", () => {
  assert.equal(getClaimDeadline({ assignedAt: start }, 10), start + 10 * minute);
  assert.equal(getResolveDeadline({ openedAt: start }, 120), start + 120 * minute);
  assert.equal(getSummaryDeadline({ requestedAt: start }, 10), start + 10 * minute);
});
