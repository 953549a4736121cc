import type { JsonObject } from "../sentry_api/json.ts";
import { type Widget, widgets } from "./widgets.ts";

export const dashboardTitle = "Roadcall";

/** Source: Sentry's grid has six columns; three widgets beside each other can still be read. */
const columns = 6;
const width = 2;
const height = 2;
/** Of a widget with one line for each value; Sentry draws no more than ten. */
const mostLines = 8;

/** The body of the dashboard. It has no environment of its own: one chooses it while looking. */
export function declareDashboard(projectId: number): JsonObject {
  return { title: dashboardTitle, projects: [projectId], widgets: widgets.map(declareWidget) };
}

function declareWidget(widget: Widget, index: number): JsonObject {
  const { title, says, draws, of, aggregates, by, where = "" } = widget;
  const grouped = by === undefined ? [] : [by];
  const [first = ""] = aggregates;
  return {
    title,
    ...(says === undefined ? {} : { description: says }),
    display_type: draws,
    widget_type: of === "figures" ? "tracemetrics" : "error-events",
    interval: "5m",
    ...(by === undefined ? {} : { limit: mostLines }),
    layout: {
      x: (index * width) % columns,
      y: Math.floor((index * width) / columns) * height,
      w: width,
      h: height,
      min_h: height,
    },
    queries: [{
      name: "",
      aggregates,
      columns: grouped,
      fields: [...grouped, ...aggregates],
      conditions: where,
      orderby: by === undefined ? "" : `-${first}`,
    }],
  };
}
