/** What the chart of a report shows, and what stands below its files in the chat. */
import type { ReportChart } from "../../desk/ports/report_files.ts";
import type { ReportView } from "../../desk/report_view.ts";
import type { Instant } from "../../incident/incident.ts";
import { measureSteps } from "../../incident/measure_steps.ts";
import { listSteps, type ReportKind } from "../../incident/report_period.ts";
import { cleanLine } from "./clean_text.ts";
import type { Words } from "./create_words.ts";
import { formatPeriod } from "./report_period.ts";
import type { SafeHtml } from "./safe_html.ts";
import { shorten } from "./shorten.ts";

/** As wide as the chart leaves room for. */
const longestName = 40;

const labels = {
  day: { hour: "2-digit", hourCycle: "h23" },
  week: { weekday: "short", day: "numeric" },
  month: { day: "numeric" },
} as const satisfies Record<ReportKind, Intl.DateTimeFormatOptions>;

export function renderChart(words: Words, view: ReportView): ReportChart {
  const { rows, period, now, organisation: { name, timeZone } } = view;
  const format = new Intl.DateTimeFormat(words.text("date-locale"), {
    timeZone,
    ...labels[period.kind],
  });
  const label = (at: Instant) => format.format(at);
  return {
    title: formatPeriod(words, period),
    subtitle: words.text(period.kind === "day" ? "report-chart-hours" : "report-chart-days", {
      organisation: shorten(cleanLine(name), longestName),
    }),
    legend: {
      created: words.text("report-chart-created"),
      resolved: words.text("report-chart-resolved"),
      closed: words.text("report-chart-closed"),
      open: words.text("report-chart-open"),
    },
    steps: measureSteps(rows, listSteps(period, timeZone), now).map((step) => ({
      label: label(step.from),
      created: step.created,
      resolved: step.resolved,
      closed: step.closed,
      open: step.open,
    })),
  };
}

export function renderChartCaption(words: Words, { period }: ReportView): SafeHtml {
  return words.html("report-chart-caption", { period: formatPeriod(words, period) });
}

export function renderTableCaption(words: Words, view: ReportView): SafeHtml {
  return words.html("report-table-caption", { zone: view.organisation.timeZone });
}
