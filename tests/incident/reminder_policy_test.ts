/** The default policy with literal times; minutes are counted from the clock's start. */
import assert from "node:assert/strict";
import {
  type Audience,
  decideDeed,
  defaultPolicy,
  findClockStart,
  findDue,
  findNext,
  listOccurrences,
  type Occurrence,
  type ReminderMessage,
} from "../../src/incident/reminder_policy.ts";
import type { ServiceLevel } from "../../src/incident/service_level.ts";
import type { ReminderClock } from "../../src/incident/timeline.ts";
import { parseDepartmentId } from "../../src/people/ids.ts";
import {
  accepted,
  assigned,
  cast,
  type Life,
  live,
  minute,
  responderClaims,
  start,
  writerClaims,
  writerResolves,
} from "./cast.ts";

const level: ServiceLevel = { claimMinutes: 10, resolveMinutes: 120, summaryMinutes: 10 };

type Line = readonly [minutes: number, to: string, says: ReminderMessage | "assign" | "close"];

/** A line a notice: after how many minutes, to whom, what. */
function tell(clock: ReminderClock, of = level): readonly Line[] {
  return listOccurrences(defaultPolicy, clock, start, of).flatMap(({ at, step }): Line[] => {
    const after = (at - start) / minute;
    if (step.does === "close") return [[after, "", "close"]];
    return step.tells.map(({ to, says }) => [after, join(to), says]);
  });
}

function join(to: readonly Audience[]): string {
  return to.join(" + ");
}

Deno.test("no department: the reporter after 5 minutes, the OpsManagers after 15", () => {
  assert.deepEqual(tell("department"), [
    [5, "reporter", "choose_department"],
    [15, "ops_managers", "find_department"],
  ]);
  const [first, second] = listOccurrences(defaultPolicy, "department", start, level);
  assert.ok(first !== undefined && second !== undefined);
  const departmentId = parseDepartmentId(7);
  assert.equal(decideDeed(first.step, departmentId).type, "tell");
  assert.deepEqual(decideDeed(second.step, departmentId), {
    type: "assign",
    departmentId,
  });
  assert.equal(decideDeed(second.step, null).type, "tell");
});

Deno.test("unclaimed: 10, 20, 40, 80 minutes, then hourly, twelve times, managers from the second on", () => {
  const both = "department + ops_managers";
  assert.deepEqual(tell("claim"), [
    [10, "department", "claim"],
    [20, both, "claim"],
    [40, both, "claim"],
    [80, both, "claim"],
    [140, both, "claim"],
    [200, both, "claim"],
    [260, both, "claim"],
    [320, both, "claim"],
    [380, both, "claim"],
    [440, both, "claim"],
    [500, both, "claim"],
    [560, both, "claim"],
  ]);
});

Deno.test("the base of each clock is what the department or organisation has set", () => {
  const slow: ServiceLevel = { claimMinutes: 30, resolveMinutes: 600, summaryMinutes: 20 };
  assert.deepEqual(tell("claim", slow).slice(0, 5).map(([at]) => at), [30, 60, 120, 240, 300]);
  assert.deepEqual(tell("resolve", slow).map(([at]) => at), [600, 600]);
  assert.deepEqual(tell("summary", slow).map(([at]) => at), [20, 40, 120]);
  assert.deepEqual(tell("department", slow).map(([at]) => at), [5, 15]);
});

Deno.test("past the time to resolve: responders are asked, OpsManagers told, once", () => {
  assert.deepEqual(tell("resolve"), [
    [120, "responders", "still_working"],
    [120, "ops_managers", "overdue"],
  ]);
});

Deno.test("no summary: the writer, every responder, then it is closed", () => {
  assert.deepEqual(tell("summary"), [
    [10, "writer", "write_summary"],
    [20, "responders", "anybody_write_summary"],
    [60, "", "close"],
  ]);
});

const claims = listOccurrences(defaultPolicy, "claim", start, level);

function formatMinute(occurrence: Occurrence | null): number | null {
  return occurrence === null ? null : (occurrence.at - start) / minute;
}

Deno.test("what is due is the newest that was not carried out yet, however many were missed", () => {
  // From the timer's time, until now: what is due, and what comes next.
  const table: readonly (readonly [number, number, number | null, number | null])[] = [
    [10, 9, null, 10],
    [10, 10, 10, 20],
    [10, 19, 10, 20],
    [10, 39, 20, 40],
    [10, 60, 40, 80],
    [20, 60, 40, 80],
    [10, 10_000, 560, null],
    [560, 560, 560, null],
    // The time to claim was made longer since the timer was set: not due now.
    [15, 16, null, 20],
  ];
  for (const [from, now, due, next] of table) {
    const at = start + now * minute;
    assert.equal(formatMinute(findDue(claims, start + from * minute, at)), due, `${from}, ${now}`);
    assert.equal(formatMinute(findNext(claims, at)), next, `after ${now}`);
  }
  assert.deepEqual(claims.map(({ ordinal }) => ordinal), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

/** Minutes after the report at which each clock has started; null where it stands still. */
function listStarts({ incident }: Life): readonly (number | null)[] {
  return (["department", "claim", "resolve", "summary"] as const).map((clock) => {
    const started = findClockStart(incident, clock);
    return started === null ? null : (started - start) / minute;
  });
}

Deno.test("which clocks run in which state, and since when", () => {
  const released = { type: "release", actor: cast.writer } as const;
  const comment = { type: "comment", actor: cast.reporter } as const;
  const lives: readonly (readonly [string, Life, readonly (number | null)[]])[] = [
    ["reported", live(), [0, null, 0, null]],
    ["assigned", live(assigned), [null, 10, 0, null]],
    ["assigned and talked about", live(assigned, comment), [null, 10, 0, null]],
    ["claimed", live(assigned, writerClaims), [null, null, 0, null]],
    [
      "one of two released",
      live(assigned, writerClaims, responderClaims, released),
      [null, null, 0, null],
    ],
    ["the last one released", live(assigned, writerClaims, released), [null, 30, 0, null]],
    ["Resolve pressed", live(assigned, writerResolves), [null, null, null, 20]],
    [
      "not yet",
      live(assigned, writerResolves, { type: "withdraw_resolution", actor: cast.writer }),
      [null, null, 0, null],
    ],
    [
      "the writer left",
      live(assigned, writerResolves, { type: "drop_responder", userId: cast.writer.userId }),
      [null, 30, 0, null],
    ],
    [
      "resolved",
      live(assigned, writerResolves, { type: "summarise", actor: cast.writer }),
      [null, null, null, null],
    ],
    [
      "reopened",
      live(
        assigned,
        writerResolves,
        { type: "summarise", actor: cast.writer },
        { type: "reopen", actor: cast.manager },
      ),
      [null, 40, 40, null],
    ],
  ];
  for (const [name, life, starts] of lives) assert.deepEqual(listStarts(life), starts, name);
});

Deno.test("notes of the clocks change no clock", () => {
  const life = live(assigned);
  const { incident } = accepted(life.incident, {
    type: "note",
    facts: [{ type: "reminded", clock: "claim", step: 1, userIds: [] }],
  }, life.at + minute);
  assert.deepEqual(listStarts({ ...life, incident }), listStarts(life));
});
