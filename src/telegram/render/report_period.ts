import type { ReportView } from "../../desk/report_view.ts";
import { getPeriodBefore, getWindow, type ReportPeriod } from "../../incident/report_period.ts";
import type { Words } from "./create_words.ts";

const date = { day: "numeric", month: "short", year: "numeric" } as const;

/** "Mon, 23 Nov 2026", "Week 47, 16–22 Nov 2026", "November 2026": as people say a period. */
export function formatPeriod(words: Words, { kind, firstDay }: ReportPeriod): string {
  const locale = words.text("date-locale");
  const first = Temporal.PlainDate.from(firstDay);
  // A day of the calendar, which no zone moves: in UTC it is read as it is written.
  const inUtc = (day: Temporal.PlainDate) => day.toZonedDateTime("UTC").epochMilliseconds;
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
  switch (kind) {
    case "day":
      return format({ weekday: "short", ...date }).format(inUtc(first));
    case "week":
      return words.text("report-week", {
        // The number says itself: nobody counts weeks with separators.
        week: String(first.weekOfYear),
        days: format(date).formatRange(inUtc(first), inUtc(first.add({ days: 6 }))),
      });
    case "month":
      return format({ month: "long", year: "numeric" }).format(inUtc(first));
  }
}

/** Whether it is not over yet. */
export function isRunning({ period, organisation, now }: ReportView): boolean {
  return now < getWindow(period, organisation.timeZone).until;
}

export function formatPeriodBefore(words: Words, { period }: ReportView): string {
  return formatPeriod(words, getPeriodBefore(period));
}

/** `report-2026-11-22`, `report-2026-W47`, `report-2026-11`, with its ending. */
export function renderReportFileName({ period }: ReportView, ending: "png" | "csv"): string {
  const first = Temporal.PlainDate.from(period.firstDay);
  const name = {
    day: period.firstDay,
    week: `${first.yearOfWeek}-W${String(first.weekOfYear).padStart(2, "0")}`,
    month: period.firstDay.slice(0, "2026-11".length),
  }[period.kind];
  return `report-${name}.${ending}`;
}
