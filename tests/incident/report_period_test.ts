import assert from "node:assert/strict";
import {
  getPeriodBefore,
  getWindow,
  listSteps,
  parseReportPeriod,
} from "../../src/incident/report_period.ts";

const zone = "America/Chicago";
/** Monday, 23 November 2026, in Chicago; in UTC it is Tuesday already. */
const now = Date.parse("2026-11-23T23:30:00-06:00");
const hour = 3_600_000;

function ask(words: string, at = now, timeZone = zone): string {
  const asked = parseReportPeriod(words, timeZone, at);
  return asked.ok ? `${asked.period.kind} ${asked.period.firstDay}` : asked.reason;
}

Deno.test("what a person may ask for", () => {
  const table: Readonly<Record<string, string>> = {
    "": "week 2026-11-23",
    "  WEEK ": "week 2026-11-23",
    "day": "day 2026-11-23",
    "today": "day 2026-11-23",
    "yesterday": "day 2026-11-22",
    "month": "month 2026-11-01",
    "last": "week 2026-11-16",
    "last week": "week 2026-11-16",
    "week last": "week 2026-11-16",
    "day last": "day 2026-11-22",
    "last month": "month 2026-10-01",
    "month 2026-10": "month 2026-10-01",
    "2026-10": "month 2026-10-01",
    "2026-W47": "week 2026-11-16",
    "2026W47": "week 2026-11-16",
    "week 2026-11-18": "week 2026-11-16",
    "2026-11-18": "day 2026-11-18",
    // The year of a week is that of its Thursday.
    "2026-W01": "week 2025-12-29",
    "2025-W52": "week 2025-12-22",
    "2020-W53": "week 2020-12-28",
    "2025-W53": "usage",
    "2026-W00": "usage",
    "2026-02-30": "usage",
    "2026-13": "usage",
    "fortnight": "usage",
    "day week": "usage",
    "last last": "usage",
    "last 2026-10": "usage",
    "2026-10 2026-09": "usage",
    "yesterday week": "usage",
    "2026-12": "future",
    "2026-11-24": "future",
    "week 2026-11-30": "future",
  };
  assert.deepEqual(
    Object.fromEntries(Object.keys(table).map((words) => [words, ask(words)])),
    table,
  );
});

Deno.test("what day it is depends on the organisation's zone", () => {
  assert.equal(ask("day", now, "UTC"), "day 2026-11-24");
  assert.equal(ask("week", Date.parse("2027-01-03T12:00:00Z"), "UTC"), "week 2026-12-28");
});

Deno.test("the period before, over the ends of months and years", () => {
  const before = (kind: "day" | "week" | "month", firstDay: string) =>
    getPeriodBefore({ kind, firstDay }).firstDay;
  assert.equal(before("day", "2027-01-01"), "2026-12-31");
  assert.equal(before("week", "2027-01-04"), "2026-12-28");
  assert.equal(before("month", "2027-01-01"), "2026-12-01");
  assert.equal(before("month", "2028-03-01"), "2028-02-01");
});

Deno.test("days begin where the zone begins them, and last 23 to 25 hours", () => {
  const length = (firstDay: string, timeZone: string) => {
    const { from, until } = getWindow({ kind: "day", firstDay }, timeZone);
    return (until - from) / hour;
  };
  assert.equal(length("2026-10-25", "Europe/Berlin"), 25);
  assert.equal(length("2026-03-29", "Europe/Berlin"), 23);
  assert.equal(length("2026-11-01", zone), 25);
  assert.equal(length("2026-11-02", zone), 24);
  // Where the clocks go on at midnight, the day begins at one.
  const cairo = getWindow({ kind: "day", firstDay: "2026-04-24" }, "Africa/Cairo");
  assert.equal(new Date(cairo.from).toISOString(), "2026-04-23T22:00:00.000Z");
  assert.equal((cairo.until - cairo.from) / hour, 23);
});

Deno.test("steps cover their period without a gap", () => {
  for (
    const [kind, firstDay, steps] of [
      ["day", "2026-10-25", 25],
      ["day", "2026-03-29", 23],
      ["week", "2026-10-19", 7],
      ["month", "2026-10-01", 31],
      ["month", "2026-02-01", 28],
    ] as const
  ) {
    const period = { kind, firstDay };
    const listed = listSteps(period, "Europe/Berlin");
    const window = getWindow(period, "Europe/Berlin");
    assert.equal(listed.length, steps, firstDay);
    assert.equal(listed[0]?.from, window.from);
    assert.equal(listed.at(-1)?.until, window.until);
    for (const [i, { until }] of listed.slice(0, -1).entries()) {
      assert.equal(listed[i + 1]?.from, until);
    }
  }
});
