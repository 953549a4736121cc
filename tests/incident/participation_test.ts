import assert from "node:assert/strict";
import { listParticipation } from "../../src/incident/participation.ts";
import {
  accepted,
  assigned,
  cast,
  live,
  maintenance,
  minute,
  responderClaims,
  safety,
  writerClaims,
  writerResolves,
} from "./cast.ts";

const writer = cast.writer.userId;
const responder = cast.responder.userId;
const other = cast.other.userId;

Deno.test("whoever comes back has two joins, the time of both, and the last outcome", () => {
  const { events } = live(
    assigned,
    responderClaims,
    writerClaims,
    { type: "release", actor: cast.writer },
    writerResolves,
    { type: "summarise", actor: cast.responder },
  );
  assert.deepEqual(listParticipation(events), [
    {
      userId: responder,
      departmentId: maintenance.id,
      cycle: 1,
      activeMs: 40 * minute,
      joins: 1,
      outcome: "resolved",
    },
    {
      userId: writer,
      departmentId: maintenance.id,
      cycle: 1,
      activeMs: 20 * minute,
      joins: 2,
      outcome: "resolved",
    },
  ]);
});

Deno.test("a transfer and a reopening each start an account of their own", () => {
  const { events } = live(
    assigned,
    writerClaims,
    { type: "transfer", actor: cast.writer, department: safety },
    { type: "request_resolution", actor: cast.other },
    { type: "summary_timeout" },
    { type: "reopen", actor: cast.other },
    { type: "claim", actor: cast.other },
  );
  assert.deepEqual(
    listParticipation(events).map(({ userId, departmentId, cycle, activeMs, outcome }) =>
      [userId, departmentId, cycle, activeMs, outcome] as const
    ),
    [
      [writer, maintenance.id, 1, 10 * minute, "transferred"],
      [other, safety.id, 1, 10 * minute, "closed"],
      [other, safety.id, 2, 0, null],
    ],
  );
});

Deno.test("a late summary leaves the outcome of claims that had ended before", () => {
  const { events } = live(
    assigned,
    writerResolves,
    { type: "summary_timeout" },
    { type: "summarise", actor: cast.writer },
  );
  assert.deepEqual(listParticipation(events).map(({ outcome }) => outcome), ["closed"]);
});

Deno.test("the events of one command tell what they add", () => {
  const { incident, at } = live(assigned, writerClaims);
  const transfer = { type: "transfer", actor: cast.manager, department: safety } as const;
  const { events } = accepted(incident, transfer, at + 5 * minute);
  assert.deepEqual(listParticipation(events, incident), [
    {
      userId: writer,
      departmentId: maintenance.id,
      cycle: 1,
      activeMs: 5 * minute,
      joins: 0,
      outcome: "transferred",
    },
  ]);
});
