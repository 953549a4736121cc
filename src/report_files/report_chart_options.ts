import type { EChartsCoreOption } from "echarts/core";
import type { ReportChart } from "../desk/ports/report_files.ts";

/** About as wide as a phone shows it, so that its letters are as large there as those around it. */
export const chartSize = { width: 520, height: 400 } as const;
export const chartFont = "DejaVu Sans";

const colours = {
  created: "#3b82f6",
  resolved: "#22a559",
  closed: "#b3bac4",
  open: "#f08c2e",
  text: "#1f2933",
  faint: "#66727f",
  line: "#e3e7ec",
} as const;

const text = { fontFamily: chartFont, color: colours.text } as const;

/** Created beside resolved and closed as bars, open ones as a line over them. */
export function createReportOptions(chart: ReportChart): EChartsCoreOption {
  const { legend, steps } = chart;
  const bar = { type: "bar", barMaxWidth: 18, barGap: "12%", barCategoryGap: "32%" } as const;
  // One value above each point can be read where there are few; more would run into one another.
  const roomy = steps.length <= 8;
  return {
    animation: false,
    backgroundColor: "#ffffff",
    textStyle: text,
    title: {
      text: chart.title,
      subtext: chart.subtitle,
      left: 16,
      top: 14,
      itemGap: 5,
      textStyle: { ...text, fontSize: 20, fontWeight: "bold" },
      subtextStyle: { ...text, fontSize: 14, color: colours.faint },
    },
    legend: {
      bottom: 12,
      left: "center",
      itemGap: 24,
      itemWidth: 16,
      itemHeight: 11,
      textStyle: { ...text, fontSize: 13 },
      data: [legend.created, legend.resolved, legend.closed, legend.open],
    },
    grid: { left: 44, right: 16, top: 84, bottom: 68 },
    xAxis: {
      type: "category",
      data: steps.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } },
      axisLabel: { ...text, fontSize: 13, color: colours.faint, hideOverlap: true },
    },
    yAxis: {
      type: "value",
      minInterval: 1,
      // Small figures, or none, have an axis of whole numbers all the same.
      max: ({ max }: { readonly max: number }) => max < 4 ? 4 : null,
      axisLabel: { ...text, fontSize: 13, color: colours.faint },
      splitLine: { lineStyle: { color: colours.line } },
    },
    series: [
      {
        ...bar,
        name: legend.created,
        itemStyle: { color: colours.created, borderRadius: [3, 3, 0, 0] },
        data: steps.map(({ created }) => created),
      },
      {
        ...bar,
        name: legend.resolved,
        stack: "ended",
        itemStyle: { color: colours.resolved },
        data: steps.map(({ resolved }) => resolved),
      },
      {
        ...bar,
        name: legend.closed,
        stack: "ended",
        itemStyle: { color: colours.closed, borderRadius: [3, 3, 0, 0] },
        data: steps.map(({ closed }) => closed),
      },
      {
        type: "line",
        name: legend.open,
        symbol: "circle",
        symbolSize: roomy ? 7 : 4,
        lineStyle: { color: colours.open, width: 2.5 },
        itemStyle: { color: colours.open },
        label: {
          ...text,
          show: roomy,
          position: "top",
          fontSize: 14,
          fontWeight: "bold",
          textBorderColor: "#ffffff",
          textBorderWidth: 3,
        },
        data: steps.map(({ open }) => open),
      },
    ],
  };
}
