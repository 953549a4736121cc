import assert from "node:assert/strict";
import type { ReportChart } from "../../src/desk/ports/report_files.ts";
import { drawChart } from "../../src/report_files/draw_chart.ts";
import { createReportOptions } from "../../src/report_files/report_chart_options.ts";

const steps = ["Mon", "Tue", "Wed"].map((label, i) => ({
  label,
  created: i + 1,
  resolved: i,
  closed: 1,
  open: i === 2 ? null : i,
}));

const chart: ReportChart = {
  title: "Week 43",
  subtitle: "Acme <Logistics> & Sons",
  legend: { created: "Reported", resolved: "Resolved", closed: "Closed", open: "Open" },
  steps,
};

Deno.test("a chart is a PNG of 1560 by 1200, the same each time and another for other figures", async () => {
  const png = await drawChart(chart);
  assert.deepEqual([...png.slice(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const head = new DataView(png.buffer);
  assert.deepEqual([head.getUint32(16), head.getUint32(20)], [1560, 1200]);
  assert.deepEqual(await drawChart(chart), png);
  const others = await Promise.all([
    drawChart({ ...chart, steps: [] }),
    drawChart({ ...chart, title: "" }),
    drawChart({ ...chart, steps: steps.map((step) => ({ ...step, open: null })) }),
  ]);
  for (const other of others) {
    assert.ok(other.length > 5_000);
    assert.notDeepEqual(other, png);
  }
});

Deno.test("the axis ends where its figures ask for, and at 4 where they are fewer", () => {
  const { yAxis } = createReportOptions(chart);
  assert.ok(typeof yAxis === "object" && yAxis !== null && "max" in yAxis);
  const { max } = yAxis;
  assert.ok(typeof max === "function");
  assert.equal(max({ max: 0 }), 4);
  assert.equal(max({ max: 40 }), null);
});
