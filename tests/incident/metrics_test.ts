import assert from "node:assert/strict";
import { measureDurations } from "../../src/incident/measure_durations.ts";
import { measureSteps } from "../../src/incident/measure_steps.ts";
import { count, measure } from "../../src/incident/metrics.ts";
import { getWindow, listSteps } from "../../src/incident/report_period.ts";
import { judgeClaim, judgeResolution } from "../../src/incident/service_outcome.ts";
import { days43, figures42, figures43 } from "./october_figures.ts";
import { now, rows, timeZone, week42, week43, winter } from "./october_week.ts";

Deno.test("a week over a change of the clocks comes to what was worked out by hand", () => {
  assert.deepEqual(measure(rows, getWindow(week43, timeZone), now), figures43);
});

Deno.test("so does the week before it, whatever happened since", () => {
  assert.deepEqual(measure(rows, getWindow(week42, timeZone), now), figures42);
  const later = winter(30, "12:00");
  assert.deepEqual(measure(rows, getWindow(week42, timeZone), later), figures42);
});

Deno.test("day by day, and hour by hour on the day of 25 hours", () => {
  const days = measureSteps(rows, listSteps(week43, timeZone), now);
  assert.deepEqual(
    days.map(({ created, resolved, closed, open }) => [created, resolved, closed, open]),
    days43,
  );
  const sunday = { kind: "day", firstDay: "2026-10-25" } as const;
  const hours = measureSteps(rows, listSteps(sunday, timeZone), now);
  assert.equal(hours.length, 25);
  // 01:00 summer: 8 is reported. The second 02:00, winter: it is resolved.
  assert.deepEqual(
    hours.slice(0, 4).map(({ created, resolved, open }) => [created, resolved, open]),
    [
      [0, 0, 1],
      [1, 0, 2],
      [0, 0, 2],
      [0, 1, 1],
    ],
  );
  assert.deepEqual(hours.slice(22).map(({ created, open }) => [created, open]), [
    [2, 4],
    [0, 4],
    [0, null],
  ]);
});

Deno.test("what comes and goes adds up, in every period", () => {
  const month = count(rows, getWindow({ kind: "month", firstDay: "2026-10-01" }, timeZone));
  assert.deepEqual(month, { created: 11, reopened: 1, resolved: 5, closed: 3, open: 4 });
  for (const period of [week42, week43]) {
    const window = getWindow(period, timeZone);
    const before = count(rows, { from: 0, until: window.from }).open;
    const { created, reopened, resolved, closed, open } = count(rows, window);
    assert.equal(before + created + reopened - resolved - closed, open);
  }
});

Deno.test("what happens at midnight belongs to the day that begins", () => {
  const [tenth] = rows.filter(({ number }) => number === 10);
  assert.ok(tenth);
  const midnight = winter(26, "00:00");
  const atMidnight = [{ ...tenth, openedAt: midnight }];
  const createdOn = (firstDay: string) =>
    count(atMidnight, getWindow({ kind: "day", firstDay }, timeZone)).created;
  assert.deepEqual([createdOn("2026-10-25"), createdOn("2026-10-26")], [0, 1]);
});

Deno.test("a promise is pending until its last millisecond, and breached after it", () => {
  const [tenth] = rows.filter(({ number }) => number === 10);
  const [turn] = tenth?.sessions ?? [];
  assert.ok(tenth && turn);
  const claimBy = winter(25, "22:12");
  assert.deepEqual(judgeClaim(turn, tenth, claimBy), { type: "pending" });
  assert.deepEqual(judgeClaim(turn, tenth, claimBy + 1), { type: "breached", at: claimBy });
  const claimed = { ...turn, claimedAt: claimBy };
  assert.deepEqual(judgeClaim(claimed, tenth, claimBy + 1), { type: "met", at: claimBy });
  const tooLate = { ...turn, claimedAt: claimBy + 1 };
  assert.deepEqual(judgeClaim(tooLate, tenth, claimBy + 2), { type: "breached", at: claimBy });

  const resolveBy = winter(25, "23:50");
  assert.deepEqual(judgeResolution(tenth, resolveBy), { type: "pending" });
  assert.deepEqual(judgeResolution(tenth, resolveBy + 1), { type: "breached", at: resolveBy });
});

Deno.test("an unclaimed turn that went elsewhere in time is void, later breached", () => {
  const [tenth] = rows.filter(({ number }) => number === 10);
  const [turn] = tenth?.sessions ?? [];
  assert.ok(tenth && turn);
  const at = winter(26, "12:00");
  const inTime = { ...turn, transferredAt: winter(25, "22:12") };
  assert.deepEqual(judgeClaim(inTime, tenth, at), { type: "void" });
  const late = { ...turn, transferredAt: winter(25, "22:13") };
  assert.deepEqual(judgeClaim(late, tenth, at), { type: "breached", at: winter(25, "22:12") });
});

Deno.test("Resolve pressed in time is pending without its summary, and breached where none comes", () => {
  const [ninth] = rows.filter(({ number }) => number === 9);
  assert.ok(ninth);
  const deadline = winter(25, "21:30");
  assert.deepEqual(judgeResolution(ninth, now), { type: "pending" });
  const tooLate = { ...ninth, resolutionRequestedAt: deadline + 1 };
  assert.deepEqual(judgeResolution(tooLate, now), { type: "breached", at: deadline });
  const closedAt = winter(25, "21:20");
  const closed = { ...ninth, ending: { type: "closed", closedAt, reason: "no_summary" } } as const;
  assert.deepEqual(judgeResolution(closed, closedAt), { type: "pending" });
  assert.deepEqual(judgeResolution(closed, now), { type: "breached", at: deadline });
});

Deno.test("mean, median and the ninth of ten", () => {
  const nothing = { count: 0, mean: null, median: null, p90: null };
  assert.deepEqual(measureDurations([]), nothing);
  assert.deepEqual(measureDurations([7]), { count: 1, mean: 7, median: 7, p90: 7 });
  assert.deepEqual(measureDurations([30, 10]), { count: 2, mean: 20, median: 20, p90: 30 });
  const ten = [10, 1, 9, 2, 8, 3, 7, 4, 6, 5];
  assert.deepEqual(measureDurations(ten), { count: 10, mean: 5.5, median: 5.5, p90: 9 });
  assert.deepEqual(measureDurations([...ten, 11]), { count: 11, mean: 6, median: 6, p90: 10 });
});
