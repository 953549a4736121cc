/** What departments and claims leave behind, beyond the status that the table shows. */
import assert from "node:assert/strict";
import type { Command } from "../../src/incident/command.ts";
import { open } from "../../src/incident/transition.ts";
import {
  accepted,
  accounting,
  after,
  assigned,
  cast,
  createOpen,
  findReason,
  listFacts,
  live,
  maintenance,
  minute,
  responderClaims,
  safety,
  start,
  writerClaims,
  writerResolves,
} from "./cast.ts";

const writer = cast.writer.userId;
const responder = cast.responder.userId;

Deno.test("a report awaits a department, whoever reports it", () => {
  const { incident, events } = open(createOpen(cast.outsider), start);
  assert.equal(incident.status, "awaiting_department");
  assert.equal(incident.reporterId, cast.outsider.userId);
  assert.deepEqual(incident.cycle, {
    ordinal: 1,
    openedAt: start,
    assignedAt: null,
    claimedAt: null,
    breachedAt: null,
  });
  assert.deepEqual(events.map(({ ordinal, at, actorId }) => ({ ordinal, at, actorId })), [
    { ordinal: 1, at: start, actorId: cast.outsider.userId },
  ]);
});

Deno.test("a transfer ends every claim and starts a session with its own clock", () => {
  const life = live(assigned, writerClaims, responderClaims);
  const transfer: Command = { type: "transfer", actor: cast.manager, department: safety };
  assert.deepEqual(listFacts(life, transfer), [
    {
      type: "claim_ended",
      userId: writer,
      session: 1,
      outcome: "transferred",
      heldMs: 20 * minute,
    },
    {
      type: "claim_ended",
      userId: responder,
      session: 1,
      outcome: "transferred",
      heldMs: 10 * minute,
    },
    { type: "department_assigned", departmentId: safety.id, session: 2, from: maintenance.id },
  ]);
  const incident = after(life, transfer);
  assert.deepEqual(incident.session, {
    ordinal: 2,
    departmentId: safety.id,
    assignedAt: life.at + 10 * minute,
    claimedAt: null,
    waitingSince: life.at + 10 * minute,
    breachedAt: null,
  });
  assert.equal(incident.cycle.assignedAt, start + 10 * minute, "the cycle's first assignment");
  assert.equal(incident.cycle.claimedAt, start + 20 * minute, "the cycle's first claim");
});

Deno.test("a restricted department is assigned by the reporter who belongs to it", () => {
  const { incident } = open(createOpen(cast.other), start);
  const assignment = {
    type: "assign_department",
    actor: cast.other,
    department: accounting,
  } as const;
  assert.equal(
    accepted(incident, assignment, start).incident.session?.departmentId,
    accounting.id,
  );
});

Deno.test("a dispatcher of both transfers into a restricted department", () => {
  const both = { ...cast.writer, departmentIds: [maintenance.id, accounting.id] };
  const life = live(assigned);
  const incident = after(life, { type: "transfer", actor: both, department: accounting });
  assert.equal(incident.session?.departmentId, accounting.id);
});

Deno.test("the reporter may transfer again once the claim is released", () => {
  const transfer: Command = { type: "transfer", actor: cast.reporter, department: safety };
  const held = live(assigned, writerClaims);
  assert.equal(findReason(held, transfer), "already_claimed");
  const released = live(assigned, writerClaims, { type: "release", actor: cast.writer });
  assert.equal(after(released, transfer).session?.departmentId, safety.id);
});

Deno.test("a second claim keeps the first's stamps and both are listed, oldest first", () => {
  const { incident } = live(assigned, writerClaims, responderClaims);
  assert.deepEqual(incident.claims, [
    { userId: writer, claimedAt: start + 20 * minute },
    { userId: responder, claimedAt: start + 30 * minute },
  ]);
  assert.equal(incident.session?.claimedAt, start + 20 * minute);
});

Deno.test("a button of another cycle or department session is outdated, whoever presses", () => {
  const life = live(assigned, writerClaims);
  const press = (cycle: number, session: number): Command => ({
    type: "claim",
    actor: cast.responder,
    expected: { cycle, session },
  });
  assert.equal(findReason(life, press(1, 1)), null, "another's claim outdates nothing");
  assert.equal(findReason(life, press(1, 0)), "outdated");
  assert.equal(findReason(life, press(1, 2)), "outdated");
  assert.equal(findReason(life, press(2, 1)), "outdated");
  const fresh = live();
  const choose: Command = {
    type: "assign_department",
    actor: cast.outsider,
    department: maintenance,
    expected: { cycle: 1, session: 1 },
  };
  assert.equal(findReason(fresh, choose), "outdated", "before the right is asked for");
  assert.equal(
    findReason(fresh, { ...choose, actor: cast.reporter, expected: { cycle: 1, session: 0 } }),
    null,
    "no session is session 0",
  );
});

Deno.test("a clock that was set back stamps no event before the one it follows", () => {
  const life = live(assigned, writerClaims);
  const { events } = accepted(life.incident, { type: "release", actor: cast.writer }, start);
  assert.deepEqual(events.map((event) => event.at), [life.at]);
  assert.deepEqual(events[0]?.fact, {
    type: "claim_ended",
    userId: writer,
    session: 1,
    outcome: "released",
    heldMs: 0,
  });
});

Deno.test("what the clock or Telegram does has no actor", () => {
  const life = live(assigned, writerResolves);
  const { events } = accepted(life.incident, { type: "summary_timeout" }, life.at);
  assert.deepEqual(events.map((event) => event.actorId), [null, null]);
});
