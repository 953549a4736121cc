import assert from "node:assert/strict";
import { findRunningDeadline, listBreaches } from "../../src/incident/breaches.ts";
import type { Incident } from "../../src/incident/incident.ts";
import type { ServiceLevel } from "../../src/incident/service_level.ts";
import {
  accepted,
  assigned,
  cast,
  type Life,
  live,
  minute,
  safety,
  start,
  writerClaims,
  writerResolves,
} from "./cast.ts";

/** The cast acts every ten minutes: one step after the assignment is just in time. */
const inTime: ServiceLevel = { claimMinutes: 10, resolveMinutes: 20, summaryMinutes: 10 };
const tight: ServiceLevel = { claimMinutes: 5, resolveMinutes: 15, summaryMinutes: 10 };

/** "claim 15": what was missed, and how many minutes after the report its time was over. */
function tell(incident: Incident, level: ServiceLevel, atMinute: number): readonly string[] {
  return listBreaches(incident, level, start + atMinute * minute).map((fact) =>
    fact.type === "sla_breached"
      ? `${fact.sla} ${(fact.breachedAt - start) / minute} of ${fact.of}`
      : fact.type
  );
}

const withdrawn = live(assigned, writerResolves, {
  type: "withdraw_resolution",
  actor: cast.writer,
});
const resolved = live(assigned, writerResolves, { type: "summarise", actor: cast.writer });
const transferred = live(assigned, writerClaims, {
  type: "transfer",
  actor: cast.writer,
  department: safety,
});

const table: readonly (readonly [string, Life, ServiceLevel, number, readonly string[]])[] = [
  ["no department yet", live(), inTime, 20, []],
  ["no department for long", live(), inTime, 21, ["resolve 20 of 1"]],
  ["unclaimed at the deadline", live(assigned), inTime, 20, []],
  ["unclaimed after both", live(assigned), inTime, 21, ["claim 20 of 1", "resolve 20 of 1"]],
  ["claimed at the deadline", live(assigned, writerClaims), inTime, 500, ["resolve 20 of 1"]],
  ["claimed late", live(assigned, writerClaims), tight, 15, ["claim 15 of 1"]],
  ["resolved at the deadline", resolved, inTime, 500, []],
  ["resolved late", resolved, tight, 500, ["claim 15 of 1", "resolve 15 of 1"]],
  ["not yet, after the deadline", withdrawn, inTime, 31, ["resolve 20 of 1"]],
  ["another department has its own time", transferred, inTime, 40, ["resolve 20 of 1"]],
  [
    "and misses it",
    transferred,
    inTime,
    41,
    ["claim 40 of 2", "resolve 20 of 1"],
  ],
];

for (const [name, { incident }, level, at, expected] of table) {
  Deno.test(`breaches: ${name}`, () => assert.deepEqual(tell(incident, level, at), expected));
}

Deno.test("a breach is noted once in a session or cycle, and in the next one again", () => {
  const life = live(assigned);
  const at = start + 30 * minute;
  const facts = listBreaches(life.incident, inTime, at);
  const { incident } = accepted(life.incident, { type: "note", facts }, at);
  assert.deepEqual(tell(incident, inTime, 600), []);
  assert.equal(incident.session?.breachedAt, start + 20 * minute);
  assert.equal(incident.cycle.breachedAt, start + 20 * minute);

  const claimed = accepted(incident, writerResolves, at + minute).incident;
  const closed = accepted(claimed, { type: "summary_timeout" }, at + 2 * minute).incident;
  const reopened =
    accepted(closed, { type: "reopen", actor: cast.manager }, at + 10 * minute).incident;
  assert.deepEqual(tell(reopened, inTime, 60), ["claim 50 of 2"]);
});

Deno.test("a deadline runs while it can be met or missed", () => {
  const minutes = ({ incident }: Life) =>
    (["claim", "resolve"] as const).map((sla) => {
      const deadline = findRunningDeadline(incident, sla, inTime);
      return deadline === null ? null : (deadline - start) / minute;
    });
  assert.deepEqual(minutes(live()), [null, 20]);
  assert.deepEqual(minutes(live(assigned)), [20, 20]);
  assert.deepEqual(minutes(live(assigned, writerClaims)), [null, 20]);
  assert.deepEqual(minutes(live(assigned, writerResolves)), [null, null]);
  assert.deepEqual(minutes(resolved), [null, null]);
  const released = live(assigned, writerClaims, { type: "release", actor: cast.writer });
  assert.deepEqual(minutes(released), [null, 20], "it was claimed in time");
});
