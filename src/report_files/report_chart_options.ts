import type { EChartsCoreOption } from "echarts/core";
import type { ReportChart } from "../desk/ports/report_files.ts";

/** In the chart's own units; the picture has twice as many pixels each way. */
export const chartSize = { width: 800, height: 560 } as const;
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
  const bar = { type: "bar", barMaxWidth: 26, barGap: "12%", barCategoryGap: "32%" } as const;
  // One value above each point can be read where there are few; more would run into one another.
  const roomy = steps.length <= 8;
  return {
    animation: false,
    backgroundColor: "#ffffff",
    textStyle: text,
    title: {
      text: chart.title,
      subtext: chart.subtitle,
      left: 28,
      top: 20,
      itemGap: 8,
      textStyle: { ...text, fontSize: 26, fontWeight: "bold" },
      subtextStyle: { ...text, fontSize: 17, color: colours.faint },
    },
    legend: {
      bottom: 18,
      left: "center",
      itemGap: 26,
      itemWidth: 22,
      itemHeight: 14,
      textStyle: { ...text, fontSize: 18 },
      data: [legend.created, legend.resolved, legend.closed, legend.open],
    },
    grid: { left: 64, right: 28, top: 112, bottom: 96 },
    xAxis: {
      type: "category",
      data: steps.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } },
      axisLabel: { ...text, fontSize: 16, color: colours.faint, hideOverlap: true },
    },
    yAxis: {
      type: "value",
      minInterval: 1,
      // An empty period has an axis all the same.
      max: ({ max }: { readonly max: number }) => Math.max(4, Math.ceil(max * 1.1)),
      axisLabel: { ...text, fontSize: 16, color: colours.faint },
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
        symbolSize: roomy ? 9 : 6,
        lineStyle: { color: colours.open, width: 3 },
        itemStyle: { color: colours.open },
        label: {
          ...text,
          show: roomy,
          position: "top",
          fontSize: 17,
          fontWeight: "bold",
          textBorderColor: "#ffffff",
          textBorderWidth: 4,
        },
        data: steps.map(({ open }) => open),
      },
    ],
  };
}
