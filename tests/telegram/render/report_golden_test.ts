import type { ReportView } from "../../../src/desk/report_view.ts";
import type { ReportPeriod } from "../../../src/incident/report_period.ts";
import { noViews, renderAnswer } from "../../../src/telegram/render/answers.ts";
import { renderChart } from "../../../src/telegram/render/report_chart.ts";
import { createReportTable } from "../../../src/telegram/render/report_table.ts";
import * as october from "../../incident/october_week.ts";
import { assertGolden, draw } from "./golden.ts";
import { words } from "./read_words.ts";
import { createPerson, organisation } from "./sample_views.ts";

function view(period: ReportPeriod, changes: Partial<ReportView> = {}): ReportView {
  return {
    organisation: { ...organisation, timeZone: october.timeZone },
    period,
    now: october.now,
    rows: october.rows,
    people: [
      createPerson(october.max, "Max", "<Mechanic>"),
      createPerson(october.sven, "Sven"),
      createPerson(october.olga, "Olga"),
    ],
    departments: [
      { id: october.dispatch, name: "Dispatch" },
      { id: october.maintenance, name: "R&D" },
    ],
    ...changes,
  };
}

function say(period: ReportPeriod, changes: Partial<ReportView> = {}): string {
  const report = view(period, changes);
  return draw(renderAnswer(words, { type: "report", period }, { ...noViews, report }));
}

function drawChart(report: ReportView): string {
  const { title, subtitle, legend, steps } = renderChart(words, report);
  const head = ["", legend.created, legend.resolved, legend.closed, legend.open];
  return [
    title,
    subtitle,
    head.join(" | "),
    ...steps.map((step) =>
      [step.label, step.created, step.resolved, step.closed, step.open ?? "-"].join(" | ")
    ),
  ].join("\n");
}

function drawTable(report: ReportView): string {
  const { columns, rows } = createReportTable(words, report);
  return rows.map((row) =>
    columns.map((column, i) => `${column}: ${row[i] ?? ""}`.trim()).join("\n")
  ).join("\n\n");
}

Deno.test("reports read as in reports.golden.txt", () => {
  const sunday: ReportPeriod = { kind: "day", firstDay: "2026-10-25" };
  const month: ReportPeriod = { kind: "month", firstDay: "2026-10-01" };
  const later = october.winter(30, "12:00");
  assertGolden(
    "reports.golden.txt",
    new Map([
      ["the week over the change of the clocks, while it runs", say(october.week43)],
      ["the week before it, over", say(october.week42)],
      ["a day", say(sunday)],
      ["a month", say(month)],
      ["a week in which nothing happened", say(october.week43, { rows: [] })],
      ["a week, looked at afterwards", say(october.week43, { now: later })],
      ["chart of the week", drawChart(view(october.week43))],
      ["chart of the day of 25 hours", drawChart(view(sunday))],
      ["table of the week", drawTable(view(october.week43))],
    ]),
  );
});
