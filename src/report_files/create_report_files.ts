import type { ReportFiles } from "../desk/ports/report_files.ts";
import { drawChart } from "./draw_chart.ts";
import { writeTable } from "./write_table.ts";

export function createReportFiles(): ReportFiles {
  return { drawChart, writeTable };
}
