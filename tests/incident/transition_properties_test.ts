/** What holds after any sequence of commands. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { replay } from "../../src/incident/evolve.ts";
import { incidentStatuses } from "../../src/incident/incident.ts";
import { listParticipation } from "../../src/incident/participation.ts";
import { listCycles, listSessions, timeToResolve } from "../../src/incident/service_level.ts";
import type { TimelineEvent } from "../../src/incident/timeline.ts";
import { type RandomLife, randomLife } from "./random_life.ts";

function holds(predicate: (life: RandomLife) => void): void {
  fc.assert(fc.property(randomLife, predicate), { numRuns: 500 });
}

function listOrdinals(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

Deno.test("the random lives come by every state, late summaries and reopenings", () => {
  const seen = new Set<string>();
  for (const { steps } of fc.sample(randomLife, { numRuns: 300, seed: 1 })) {
    for (const { after, command } of steps) {
      seen.add(after.status).add(command.type);
      if (after.ending?.type === "resolved" && after.ending.late) seen.add("late");
      if (after.claims.length > 2) seen.add("three responders");
    }
  }
  const wanted = [...incidentStatuses, "late", "three responders", "reopen", "drop_responder"];
  assert.deepEqual(wanted.filter((what) => !seen.has(what)), []);
});

Deno.test("replaying the events gives the stored state, also after they were stored as JSON", () => {
  holds(({ incident, events }) => {
    assert.deepEqual(replay(events), incident);
    const stored: TimelineEvent[] = JSON.parse(JSON.stringify(events));
    assert.deepEqual(replay(stored), incident);
  });
});

Deno.test("a person's participation adds up to the time for which they held a claim", () => {
  holds(({ incident, events, steps }) => {
    const held = new Map<string, number>();
    for (const { before, after } of steps) {
      for (const { userId } of before.claims) {
        const key = `${userId} ${before.session?.departmentId} ${before.cycle.ordinal}`;
        held.set(key, (held.get(key) ?? 0) + after.changedAt - before.changedAt);
      }
    }
    const counted = new Map<string, number>();
    for (const part of listParticipation(events)) {
      const running = part.cycle === incident.cycle.ordinal &&
          part.departmentId === incident.session?.departmentId
        ? incident.claims.find((claim) => claim.userId === part.userId)
        : undefined;
      const runningMs = running === undefined ? 0 : incident.changedAt - running.claimedAt;
      assert.equal(part.outcome === null, running !== undefined);
      const key = `${part.userId} ${part.departmentId} ${part.cycle}`;
      counted.set(key, part.activeMs + runningMs);
      held.set(key, held.get(key) ?? 0);
    }
    assert.deepEqual([...counted].sort(), [...held].sort());
  });
});

Deno.test("participation added up step by step is the participation of the whole", () => {
  holds(({ events, steps }) => {
    const added = new Map<string, { activeMs: number; joins: number; outcome: string | null }>();
    for (const step of steps) {
      for (const part of listParticipation(step.events, step.before)) {
        const key = `${part.userId} ${part.departmentId} ${part.cycle}`;
        const sum = added.get(key) ?? { activeMs: 0, joins: 0, outcome: null };
        added.set(key, {
          activeMs: sum.activeMs + part.activeMs,
          joins: sum.joins + part.joins,
          outcome: part.outcome,
        });
      }
    }
    const whole = listParticipation(events).map((part) =>
      [
        `${part.userId} ${part.departmentId} ${part.cycle}`,
        { activeMs: part.activeMs, joins: part.joins, outcome: part.outcome },
      ] as const
    );
    assert.deepEqual([...added], whole);
  });
});

Deno.test("a first claim is never before the assignment that it belongs to", () => {
  holds(({ events }) => {
    for (const session of listSessions(events)) {
      const first = events.find(({ fact }) =>
        fact.type === "claimed" && fact.session === session.ordinal
      );
      assert.equal(session.claimedAt, first?.at ?? null);
      assert.ok(session.claimedAt === null || session.claimedAt >= session.assignedAt);
    }
    for (const { openedAt, assignedAt, claimedAt } of listCycles(events)) {
      assert.ok(assignedAt === null || assignedAt >= openedAt);
      assert.ok(claimedAt === null || (assignedAt !== null && claimedAt >= assignedAt));
    }
  });
});

Deno.test("closed never counts as resolved", () => {
  holds(({ events, steps }) => {
    const summarised = new Set(
      steps.filter(({ command }) => command.type === "summarise")
        .map(({ after }) => after.cycle.ordinal),
    );
    for (const cycle of listCycles(events)) {
      const counts = timeToResolve(cycle, cycle.ending) !== null;
      assert.equal(counts, summarised.has(cycle.ordinal));
      assert.ok(!counts || cycle.ending?.type === "resolved");
    }
    for (const { after } of steps) {
      assert.equal(after.status === "closed", after.ending?.type === "closed");
      assert.equal(after.status === "resolved", after.ending?.type === "resolved");
    }
  });
});

Deno.test("nobody is credited for a summary that another wrote", () => {
  holds(({ steps }) => {
    for (const { after, command } of steps) {
      if (command.type !== "summarise") continue;
      assert.ok(after.ending?.type === "resolved");
      assert.equal(after.ending.summarisedBy, command.actor.userId);
    }
  });
});

Deno.test("claims are held exactly while it is worked on, by different people", () => {
  holds(({ steps }) => {
    for (const { after } of steps) {
      const workedOn = after.status === "in_progress" || after.status === "awaiting_summary";
      assert.equal(after.claims.length > 0, workedOn, after.status);
      if (after.ending !== null) assert.deepEqual(after.claims, []);
      assert.equal(new Set(after.claims.map((claim) => claim.userId)).size, after.claims.length);
    }
  });
});

Deno.test("a summary is asked of somebody who holds a claim", () => {
  holds(({ steps }) => {
    for (const { after } of steps) {
      const { resolution, ending } = after;
      const awaited = resolution !== null && ending === null;
      assert.equal(after.status === "awaiting_summary", awaited);
      assert.ok(!awaited || after.claims.some((claim) => claim.userId === resolution.writerId));
    }
  });
});

Deno.test("ordinals have no gaps and the timeline never goes back", () => {
  holds(({ incident, events }) => {
    assert.deepEqual(events.map((event) => event.ordinal), listOrdinals(events.length));
    assert.equal(incident.version, events.length);
    const times = events.map((event) => event.at);
    assert.deepEqual(times, times.toSorted((one, other) => one - other));
    const cycles = listCycles(events).map((cycle) => cycle.ordinal);
    assert.deepEqual(cycles, listOrdinals(cycles.length));
    const sessions = events.flatMap(({ fact }) =>
      fact.type === "department_assigned" ? [fact.session] : []
    );
    assert.deepEqual(sessions, listOrdinals(sessions.length));
  });
});
