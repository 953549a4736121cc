/** What holds of the figures of any life, however it went. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Instant } from "../../src/incident/incident.ts";
import { count, type CycleRow, measure, type MeasuredClaim } from "../../src/incident/metrics.ts";
import { listParticipation } from "../../src/incident/participation.ts";
import type { TimeWindow } from "../../src/incident/report_period.ts";
import { listCycles, listSessions } from "../../src/incident/service_level.ts";
import type { TimelineEvent } from "../../src/incident/timeline.ts";
import { hour, start } from "./cast.ts";
import { type RandomLife, randomLife } from "./random_life.ts";

/** The claims of a cycle's sessions, as their events tell of them. */
function listClaims(
  events: readonly TimelineEvent[],
  sessions: CycleRow["sessions"],
): readonly MeasuredClaim[] {
  const claims: MeasuredClaim[] = [];
  for (const { at, fact } of events) {
    if (fact.type !== "claimed" && fact.type !== "claim_ended") continue;
    const session = sessions.find(({ ordinal }) => ordinal === fact.session);
    if (session === undefined) continue;
    const { userId } = fact;
    if (fact.type === "claimed") {
      const { departmentId } = session;
      claims.push({ userId, departmentId, claimedAt: at, endedAt: null, outcome: null });
      continue;
    }
    const held = claims.findIndex((one) => one.userId === userId && one.endedAt === null);
    const claim = claims[held];
    assert.ok(claim);
    claims[held] = { ...claim, endedAt: at, outcome: fact.outcome };
  }
  return claims;
}

function listRows({ incident, events }: RandomLife): readonly CycleRow[] {
  const sessions = listSessions(events);
  return listCycles(events).map((cycle) => {
    const turns = sessions.filter((session) => session.cycle === cycle.ordinal);
    const measured = turns.map((turn, i) => ({
      ...turn,
      claimMinutes: 10,
      transferredAt: turns[i + 1]?.assignedAt ?? null,
    }));
    const current = cycle.ordinal === incident.cycle.ordinal;
    return {
      ...cycle,
      incidentId: incident.id,
      number: incident.number,
      resolveMinutes: 120,
      resolutionRequestedAt: current ? incident.resolution?.requestedAt ?? null : null,
      sessions: measured,
      claims: listClaims(events, measured),
    };
  });
}

/** Windows without a gap from the report to an hour after the last event, and that hour's end. */
function listWindows({ incident }: RandomLife): readonly TimeWindow[] {
  const end: Instant = incident.changedAt + hour;
  const step = Math.ceil((end - start) / 7);
  return Array.from({ length: 7 }, (_, i) => ({
    from: start + i * step,
    until: start + (i + 1) * step,
  }));
}

function holds(predicate: (life: RandomLife) => void): void {
  fc.assert(fc.property(randomLife, predicate), { numRuns: 300 });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

Deno.test("what is open is what was open, with what came and without what went", () => {
  holds((life) => {
    const rows = listRows(life);
    let before = 0;
    for (const window of listWindows(life)) {
      const { created, reopened, resolved, closed, open } = count(rows, window);
      assert.equal(open, before + created + reopened - resolved - closed);
      before = open;
    }
    assert.equal(before, life.incident.ending === null ? 1 : 0);
  });
});

Deno.test("nothing is counted twice, and nothing is lost, however the time is cut", () => {
  holds((life) => {
    const rows = listRows(life);
    const windows = listWindows(life);
    const now = windows.at(-1)?.until ?? start;
    const all = measure(rows, { from: start, until: now + 1 }, now);
    const parts = windows.map((window) => measure(rows, window, now));
    for (const key of ["created", "reopened", "resolved", "closed"] as const) {
      assert.equal(sum(parts.map((part) => part[key])), all[key], key);
    }
    for (const key of ["timeToClaim", "timeToResolve"] as const) {
      assert.equal(sum(parts.map((part) => part[key].count)), all[key].count, key);
    }
    const active = (one: typeof all) => sum(one.responders.map(({ activeMs }) => activeMs));
    assert.equal(sum(parts.map(active)), active(all));
    assert.equal(sum(all.departments.map(({ activeMs }) => activeMs)), active(all));
    assert.equal(sum(all.departments.map(({ resolved }) => resolved)), all.resolved);
    assert.equal(sum(all.responders.map(({ resolved }) => resolved)), all.resolved);
  });
});

Deno.test("the time at work is the participation, with the claims that are held", () => {
  holds(({ incident, events, steps }) => {
    const now = incident.changedAt;
    const rows = listRows({ incident, events, steps });
    const { responders } = measure(rows, { from: start, until: now + 1 }, now);
    const ended = sum(listParticipation(events).map(({ activeMs }) => activeMs));
    const held = sum(incident.claims.map(({ claimedAt }) => now - claimedAt));
    assert.equal(sum(responders.map(({ activeMs }) => activeMs)), ended + held);
  });
});

Deno.test("a resolved cycle keeps or breaks its promise, and closed ones never keep it", () => {
  holds((life) => {
    const rows = listRows(life);
    const now = life.incident.changedAt + 24 * hour;
    const { resolveService, resolved } = measure(rows, { from: start, until: now + 1 }, now);
    assert.ok(resolveService.met <= resolved);
    assert.ok(resolveService.met + resolveService.breached <= rows.length);
  });
});
