/**
 * The chart and the table of a report, each a delivery of its own, so that what Telegram has taken
 * is not sent again for the other's sake. Where Telegram's answer is lost one comes twice.
 */
import type { NewDelivery } from "../../desk/ports.ts";
import type { ReportView } from "../../desk/report_view.ts";
import { renderChart, renderChartCaption, renderTableCaption } from "../render/report_chart.ts";
import { renderReportFileName } from "../render/report_period.ts";
import { createReportTable } from "../render/report_table.ts";
import {
  type DeliveryOf,
  type DeliveryTools,
  done,
  enterDelivery,
  type Recording,
} from "./delivery_tools.ts";
import { loadReport } from "./load_report.ts";
import { sendFile, type SentFile } from "./send_file.ts";

/** What follows an answer that was sent: nothing, where it is no report. */
export function listReportFiles(
  { place, content: { answer, expiresSeconds } }: DeliveryOf<"answer">,
): readonly NewDelivery[] {
  if (answer.type !== "report") return [];
  const { period } = answer;
  return (["chart", "table"] as const).map((file) => ({
    place,
    content: { kind: "report_file", file, period, expiresSeconds },
  }));
}

export async function deliverReportFile(
  tools: DeliveryTools,
  delivery: DeliveryOf<"report_file">,
): Promise<Recording> {
  const { store } = tools;
  const { place, content, organisationId } = delivery;
  if (organisationId === null) throw new TypeError("A report belongs to an organisation");
  const view = await enterDelivery(tools, delivery, async (tx) => {
    const organisation = await store.organisations.enterOrganisation(tx, organisationId);
    return await loadReport(store, tx, organisation, content.period);
  });
  const messageId = await sendFile(tools, place, await createFile(tools, content.file, view));
  return async (tx) => {
    const { expiresSeconds } = content;
    if (expiresSeconds !== null) {
      await store.deliveries.enqueue(tx, [{
        place,
        content: { kind: "delete_message", messageId },
        delaySeconds: expiresSeconds,
      }]);
    }
    return done;
  };
}

async function createFile(
  { words, reportFiles }: DeliveryTools,
  file: "chart" | "table",
  view: ReportView,
): Promise<SentFile> {
  if (file === "chart") {
    return {
      kind: "photo",
      name: renderReportFileName(view, "png"),
      bytes: await reportFiles.drawChart(renderChart(words, view)),
      caption: renderChartCaption(words, view),
    };
  }
  return {
    kind: "document",
    name: renderReportFileName(view, "csv"),
    bytes: await reportFiles.writeTable(createReportTable(words, view)),
    caption: renderTableCaption(words, view),
  };
}
