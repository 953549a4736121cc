/**
 * The stretches of time that a report covers. Days begin at midnight in the organisation's zone,
 * weeks on Monday as ISO 8601 counts them, months on their first day; so a day has 23 or 25 hours
 * where the clocks change.
 */
import type { Instant } from "./incident.ts";

export const reportKinds = ["day", "week", "month"] as const;
export type ReportKind = (typeof reportKinds)[number];

/** A day, a week or a month of the calendar, in whatever zone the organisation has. */
export interface ReportPeriod {
  readonly kind: ReportKind;
  /** Its first day, as `2026-11-16`. */
  readonly firstDay: string;
}

/** From the first moment to the last, without `until` itself. */
export interface TimeWindow {
  readonly from: Instant;
  readonly until: Instant;
}

export type PeriodRefusal = "usage" | "future";

export type AskedPeriod =
  | { readonly ok: true; readonly period: ReportPeriod }
  | { readonly ok: false; readonly reason: PeriodRefusal };

/**
 * What a person asks for: nothing (this week), `day`, `week` or `month`, each also with `last`, or a
 * designation of ISO 8601: `2026-11-22`, `2026-W47`, `2026-11`. A kind beside a date of another kind
 * wins: `week 2026-11-18` is the week of that day.
 */
export function parseReportPeriod(words: string, timeZone: string, now: Instant): AskedPeriod {
  const parts = words.trim().toLowerCase().split(/\s+/).filter((part) => part !== "");
  const today = getDate(now, timeZone);
  let kind: ReportKind | null = null;
  let day: Temporal.PlainDate | null = null;
  let last = false;
  for (const part of parts) {
    const named = reportKinds.find((one) => one === part);
    const dated = findDate(part);
    if (named !== undefined && kind === null) kind = named;
    else if (part === "last" && day === null && !last) last = true;
    else if (part === "today" && parts.length === 1) [kind, day] = ["day", today];
    else if (part === "yesterday" && parts.length === 1) [kind, last] = ["day", true];
    else if (dated !== null && day === null && !last) {
      day = dated.day;
      kind ??= dated.kind;
    } else return { ok: false, reason: "usage" };
  }
  const asked = createPeriod(kind ?? "week", day ?? today);
  const period = last ? getPeriodBefore(asked) : asked;
  return getWindow(period, timeZone).from > now
    ? { ok: false, reason: "future" }
    : { ok: true, period };
}

/** The period of that kind in which the day lies. */
function createPeriod(kind: ReportKind, day: Temporal.PlainDate): ReportPeriod {
  const first = kind === "day"
    ? day
    : kind === "week"
    ? day.subtract({ days: day.dayOfWeek - 1 })
    : day.with({ day: 1 });
  return { kind, firstDay: first.toString() };
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const weekPattern = /^(\d{4})-?w(\d{2})$/;
const monthPattern = /^\d{4}-\d{2}$/;

function findDate(text: string): { kind: ReportKind; day: Temporal.PlainDate } | null {
  const week = weekPattern.exec(text);
  if (week !== null) return findWeek(Number(week[1]), Number(week[2]));
  const kind = dayPattern.test(text) ? "day" : monthPattern.test(text) ? "month" : null;
  if (kind === null) return null;
  try {
    return { kind, day: Temporal.PlainDate.from(kind === "day" ? text : `${text}-01`) };
  } catch (error) {
    // There is no 31 November.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function findWeek(year: number, week: number): ReturnType<typeof findDate> {
  // 4 January always lies in the first week (ISO 8601).
  const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 });
  const day = fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ weeks: week - 1 });
  return day.yearOfWeek === year && day.weekOfYear === week ? { kind: "week", day } : null;
}

/** The period before that one: yesterday of today, the week before a week, October of November. */
export function getPeriodBefore({ kind, firstDay }: ReportPeriod): ReportPeriod {
  return move({ kind, firstDay }, -1);
}

function move({ kind, firstDay }: ReportPeriod, by: 1 | -1): ReportPeriod {
  const duration = kind === "day" ? { days: by } : kind === "week" ? { weeks: by } : { months: by };
  return { kind, firstDay: Temporal.PlainDate.from(firstDay).add(duration).toString() };
}

/** @throws {RangeError} where the day is none, or the zone is unknown. */
export function getWindow(period: ReportPeriod, timeZone: string): TimeWindow {
  return {
    from: getStart(period.firstDay, timeZone),
    until: getStart(move(period, 1).firstDay, timeZone),
  };
}

/** The first moment of that day: not always midnight, as some zones change their clocks then. */
function getStart(day: string, timeZone: string): Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds;
}

function getDate(at: Instant, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
}

/** The days of a week or a month, or the hours of a day: 23, 24 or 25 of them. */
export function listSteps(period: ReportPeriod, timeZone: string): readonly TimeWindow[] {
  const { from, until } = getWindow(period, timeZone);
  const steps: TimeWindow[] = [];
  let start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  while (start.epochMilliseconds < until) {
    // A day is added to the calendar, an hour to the time that passes.
    const next = period.kind === "day"
      ? start.add({ hours: 1 })
      : start.toPlainDate().add({ days: 1 }).toZonedDateTime(timeZone);
    steps.push({
      from: start.epochMilliseconds,
      until: Math.min(next.epochMilliseconds, until),
    });
    start = next;
  }
  return steps;
}

/** Whether the moment lies in the window. */
export function isWithin({ from, until }: TimeWindow, at: Instant): boolean {
  return from <= at && at < until;
}
