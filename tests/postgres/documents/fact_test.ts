import assert from "node:assert/strict";
import { type Fact, factShape } from "../../../src/incident/timeline.ts";
import {
  parseDepartmentId,
  parseGroupId,
  parseIncidentId,
  parseOrganisationId,
  parseUserId,
} from "../../../src/people/ids.ts";
import { findStoredFact, parseStoredFact } from "../../../src/postgres/documents/fact.ts";

const userId = parseUserId(7_000_000_001);
const departmentId = parseDepartmentId(3);

/** Every type; a new one fails to compile until it stands here, and to pass until it is read. */
const facts: { readonly [T in Fact["type"]]: Extract<Fact, { type: T }> } = {
  opened: {
    type: "opened",
    id: parseIncidentId(1),
    organisationId: parseOrganisationId(2),
    groupId: parseGroupId(4),
    number: 42,
    reporterId: userId,
  },
  department_assigned: { type: "department_assigned", departmentId, session: 1, from: null },
  claimed: { type: "claimed", userId, session: 1 },
  claim_ended: { type: "claim_ended", userId, session: 1, outcome: "left", heldMs: 61_000 },
  resolution_requested: { type: "resolution_requested", writerId: userId },
  resolution_withdrawn: { type: "resolution_withdrawn" },
  summary_handed_over: { type: "summary_handed_over", from: userId, to: parseUserId(8) },
  resolved: { type: "resolved", resolvedAt: 1_795_451_278_974, late: true },
  closed: { type: "closed", reason: "no_summary" },
  reopened: { type: "reopened", cycle: 2 },
  commented: { type: "commented" },
  description_edited: { type: "description_edited" },
  sla_breached: {
    type: "sla_breached",
    sla: "claim",
    of: 2,
    breachedAt: 1_795_451_278_974,
    minutes: 10,
  },
  reminded: { type: "reminded", clock: "claim", step: 3, userIds: [userId] },
  escalated: { type: "escalated", clock: "department", step: 1, userIds: [] },
};

Deno.test("every type of fact is read back as it was written", () => {
  for (const fact of Object.values(facts)) {
    const stored = JSON.parse(JSON.stringify({ shape: factShape, fact }));
    assert.deepEqual(parseStoredFact(stored), fact);
  }
});

Deno.test("a fact of a newer program, or none at all, is refused", () => {
  assert.throws(
    () => parseStoredFact({ shape: factShape + 1, fact: facts.commented }),
    /this program knows shape/,
  );
  for (const fact of [null, {}, { type: "unknown" }, { type: "claimed", userId: 0, session: 1 }]) {
    assert.throws(() => parseStoredFact({ shape: factShape, fact }), JSON.stringify(fact));
  }
});

Deno.test("where one is looked for, a fact that only a later program knows is none", () => {
  assert.equal(findStoredFact({ shape: factShape + 1, fact: facts.commented }), null);
  assert.equal(findStoredFact({ shape: factShape, fact: { type: "rerouted", by: 1 } }), null);
  assert.deepEqual(findStoredFact({ shape: factShape, fact: facts.commented }), facts.commented);
  for (const fact of [null, {}, { type: "claimed", userId: 0, session: 1 }]) {
    assert.throws(() => findStoredFact({ shape: factShape, fact }), JSON.stringify(fact));
  }
});
