import assert from "node:assert/strict";
import { listStaleClocks, planTimers } from "../../../src/desk/timers/plan_timers.ts";
import type { Command } from "../../../src/incident/command.ts";
import { defaultPolicy } from "../../../src/incident/reminder_policy.ts";
import {
  accepted,
  assigned,
  cast,
  hour,
  live,
  minute,
  responderClaims,
  safety,
  start,
  writerClaims,
  writerResolves,
} from "../../incident/cast.ts";

const level = { claimMinutes: 10, resolveMinutes: 120, summaryMinutes: 10 };

type Plan = Readonly<Record<string, number | null>>;

/** Minutes after the report, for a command ten minutes after the last. */
function plan(earlier: readonly Command[], command: Command | null): Plan {
  const before = live(...earlier);
  const change = command === null ? { before: null, after: before.incident } : {
    before: before.incident,
    after: accepted(before.incident, command, before.at + 10 * minute).incident,
  };
  const planned = planTimers(defaultPolicy, change, level);
  return Object.fromEntries(
    planned.map(({ kind, dueAt }) => [kind, dueAt === null ? null : (dueAt - start) / minute]),
  );
}

const instant = 1 / minute;
const withdraw: Command = { type: "withdraw_resolution", actor: cast.writer };
const release: Command = { type: "release", actor: cast.writer };
const transfer: Command = { type: "transfer", actor: cast.writer, department: safety };
const comment: Command = { type: "comment", actor: cast.reporter };
const timeout: Command = { type: "summary_timeout" };

const table: readonly (readonly [string, readonly Command[], Command | null, Plan])[] = [
  ["reported", [], null, {
    department_reminder: 5,
    resolve_reminder: 120,
    claim_breach: null,
    resolve_breach: 120 + instant,
  }],
  ["assigned", [], assigned, {
    department_reminder: null,
    claim_reminder: 20,
    resolve_reminder: 120,
    claim_breach: 20 + instant,
    resolve_breach: 120 + instant,
  }],
  ["claimed", [assigned], writerClaims, {
    claim_reminder: null,
    claim_breach: null,
    resolve_breach: 120 + instant,
  }],
  ["claimed by another too", [assigned, writerClaims], responderClaims, {}],
  ["talked about", [assigned], comment, {}],
  ["released", [assigned, writerClaims], release, {
    claim_reminder: 40,
    // It was claimed once, in time.
    claim_breach: null,
    resolve_breach: 120 + instant,
  }],
  ["transferred", [assigned], transfer, {
    claim_reminder: 30,
    resolve_reminder: 120,
    claim_breach: 30 + instant,
    resolve_breach: 120 + instant,
  }],
  ["Resolve pressed", [assigned, writerClaims], writerResolves, {
    resolve_reminder: null,
    summary_reminder: 40,
    claim_breach: null,
    resolve_breach: null,
  }],
  ["not yet", [assigned, writerClaims, writerResolves], withdraw, {
    resolve_reminder: 120,
    summary_reminder: null,
    claim_breach: null,
    resolve_breach: 120 + instant,
  }],
  ["closed without a summary", [assigned, writerClaims, writerResolves], timeout, {
    summary_reminder: null,
    claim_breach: null,
    resolve_breach: null,
    grace_over: 40 + 24 * 60 + instant,
  }],
  [
    "a late summary",
    [assigned, writerResolves, timeout],
    { type: "summarise", actor: cast.writer },
    { claim_breach: null, resolve_breach: null, grace_over: null },
  ],
  ["cancelled", [assigned], { type: "cancel", actor: cast.manager }, {
    claim_reminder: null,
    resolve_reminder: null,
    claim_breach: null,
    resolve_breach: null,
  }],
];

for (const [name, earlier, command, expected] of table) {
  Deno.test(`timers: ${name}`, () => assert.deepEqual(plan(earlier, command), expected));
}

Deno.test("responders who were asked once are not asked again after a withdrawal", () => {
  const life = live(assigned, writerClaims, writerResolves);
  const at = start + 5 * hour;
  const late = {
    ...life.incident,
    resolution: life.incident.resolution && {
      ...life.incident.resolution,
      requestedAt: at,
    },
  };
  const after = accepted(late, withdraw, at + minute).incident;
  const planned = planTimers(defaultPolicy, { before: late, after }, level);
  assert.deepEqual(planned.find(({ kind }) => kind === "resolve_reminder"), {
    kind: "resolve_reminder",
    dueAt: null,
  });
});

Deno.test("reminders go when what they ask for is done, or asked of others", () => {
  const stale = (earlier: readonly Command[], command: Command) => {
    const before = live(...earlier);
    const after = accepted(before.incident, command, before.at + 10 * minute).incident;
    return listStaleClocks({ before: before.incident, after });
  };
  assert.deepEqual(stale([], assigned), ["department", "resolve"]);
  assert.deepEqual(stale([assigned], writerClaims), ["claim"]);
  assert.deepEqual(stale([assigned, writerClaims], responderClaims), []);
  assert.deepEqual(stale([assigned, writerClaims], release), ["resolve"]);
  assert.deepEqual(stale([assigned, writerClaims], transfer), ["resolve"]);
  assert.deepEqual(stale([assigned, writerClaims], writerResolves), ["resolve"]);
  assert.deepEqual(stale([assigned, writerResolves], withdraw), ["summary"]);
  assert.deepEqual(stale([assigned], transfer), ["claim", "resolve"]);
});
