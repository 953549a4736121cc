/** What resolving, closing and reopening leave behind, beyond the status in the table. */
import assert from "node:assert/strict";
import type { Command } from "../../src/incident/command.ts";
import {
  accepted,
  after,
  assigned,
  cast,
  findReason,
  hour,
  listFacts,
  live,
  maintenance,
  minute,
  responderClaims,
  start,
  writerResolves,
} from "./cast.ts";

const writer = cast.writer.userId;
const responder = cast.responder.userId;

Deno.test("Resolve without a claim claims first", () => {
  assert.deepEqual(listFacts(live(assigned), writerResolves), [
    { type: "claimed", userId: writer, session: 1 },
    { type: "resolution_requested", writerId: writer },
  ]);
});

Deno.test("the last one out withdraws the pending resolution", () => {
  const life = live(assigned, writerResolves);
  for (const outcome of ["released", "left"] as const) {
    const command: Command = outcome === "released"
      ? { type: "release", actor: cast.writer }
      : { type: "drop_responder", userId: writer };
    assert.deepEqual(listFacts(life, command), [
      { type: "resolution_withdrawn" },
      { type: "claim_ended", userId: writer, session: 1, outcome, heldMs: 10 * minute },
    ]);
    const incident = after(life, command);
    assert.equal(incident.status, "awaiting_claim");
    assert.equal(incident.resolution, null);
  }
});

Deno.test("a writer who leaves hands over to whoever has held a claim the longest", () => {
  const life = live(
    assigned,
    responderClaims,
    { type: "claim", actor: cast.dispatcher },
    writerResolves,
  );
  const facts = listFacts(life, { type: "drop_responder", userId: writer });
  assert.deepEqual(facts[0], { type: "summary_handed_over", from: writer, to: responder });
  const { incident, events } = accepted(
    life.incident,
    { type: "release", actor: cast.writer },
    life.at,
  );
  assert.equal(incident.status, "awaiting_summary");
  assert.equal(incident.resolution?.writerId, responder);
  assert.equal(incident.resolution?.requestedBy, writer, "who pressed Resolve stays known");
  assert.deepEqual(events.map((event) => event.actorId), [writer, writer]);
});

Deno.test("somebody else who leaves does not change who is asked", () => {
  const life = live(assigned, responderClaims, writerResolves);
  const incident = after(life, { type: "release", actor: cast.responder });
  assert.equal(incident.resolution?.writerId, writer);
});

Deno.test("a manager who takes the summary over without a claim claims first", () => {
  const life = live(assigned, writerResolves);
  const command: Command = { type: "take_over_summary", actor: cast.manager };
  assert.deepEqual(listFacts(life, command), [
    { type: "claimed", userId: cast.manager.userId, session: 1 },
    { type: "summary_handed_over", from: writer, to: cast.manager.userId },
  ]);
  assert.equal(after(life, command).status, "awaiting_summary");
});

Deno.test("it was resolved when Resolve was pressed, and the credit is the writer's", () => {
  const life = live(assigned, responderClaims, writerResolves);
  const incident = after(life, { type: "summarise", actor: cast.responder });
  assert.deepEqual(incident.ending, {
    type: "resolved",
    resolvedAt: start + 30 * minute,
    summarisedAt: start + 40 * minute,
    summarisedBy: responder,
    late: false,
  });
  assert.deepEqual(incident.claims, []);
  assert.equal(incident.resolution, null);
});

Deno.test("a late summary resolves as of the moment Resolve was pressed", () => {
  const life = live(assigned, writerResolves, { type: "summary_timeout" });
  assert.deepEqual(life.incident.ending, {
    type: "closed",
    closedAt: start + 30 * minute,
    reason: "no_summary",
  });
  const incident = after(life, { type: "summarise", actor: cast.dispatcher });
  assert.deepEqual(incident.ending, {
    type: "resolved",
    resolvedAt: start + 20 * minute,
    summarisedAt: start + 40 * minute,
    summarisedBy: cast.dispatcher.userId,
    late: true,
  });
});

Deno.test("what is cancelled while a summary is awaited takes no late summary", () => {
  const life = live(assigned, writerResolves, { type: "cancel", actor: cast.manager });
  assert.equal(life.incident.resolution, null);
  assert.equal(findReason(life, { type: "summarise", actor: cast.writer }), "wrong_status");
});

Deno.test("the reporter's 24 hours to reopen count from when the summary came", () => {
  const { incident, at } = live(assigned, writerResolves);
  const resolved = accepted(incident, { type: "summarise", actor: cast.writer }, at + 5 * hour);
  const life = { incident: resolved.incident, events: [], at };
  const reopen: Command = { type: "reopen", actor: cast.reporter };
  assert.equal(findReason(life, reopen, at + 29 * hour), null);
  assert.equal(findReason(life, reopen, at + 29 * hour + 1), "too_late");
});

Deno.test("reopening starts a new cycle and a new session of the same department", () => {
  const life = live(assigned, writerResolves, { type: "summarise", actor: cast.writer });
  const at = life.at + 10 * minute;
  const incident = after(life, { type: "reopen", actor: cast.reporter });
  assert.deepEqual(incident.cycle, {
    ordinal: 2,
    openedAt: at,
    assignedAt: at,
    claimedAt: null,
    breachedAt: null,
  });
  assert.deepEqual(incident.session, {
    ordinal: 2,
    departmentId: maintenance.id,
    assignedAt: at,
    claimedAt: null,
    waitingSince: at,
    breachedAt: null,
  });
  assert.equal(incident.ending, null);
});
