import type { MetricName } from "../../desk/ports.ts";
import { type Aggregation, writeAggregate } from "./metric_aggregate.ts";

/** One widget of the dashboard. */
export interface Widget {
  readonly title: string;
  readonly says?: string;
  readonly draws: "line" | "area" | "bar" | "big_number";
  /** Whether it shows figures that the program measures, or Sentry's own events. */
  readonly of: "figures" | "errors";
  readonly aggregates: readonly string[];
  /** One line for each value of this attribute, the greatest ones. */
  readonly by?: string;
  readonly where?: string;
}

type Look = Omit<Widget, "title" | "of" | "aggregates" | "draws"> & {
  readonly draws?: Widget["draws"];
};

function figure(
  title: string,
  name: MetricName,
  aggregations: readonly Aggregation[],
  look: Look = {},
): Widget {
  return {
    title,
    draws: "line",
    of: "figures",
    aggregates: aggregations.map((aggregation) => writeAggregate(aggregation, name)),
    ...look,
  };
}

const press = { where: "type:callback_query" } as const;

/** What shows a figure: widgets of its own, or that of another one which shows both. */
type Shown = readonly [Widget, ...Widget[]] | { readonly shownWith: MetricName };

/**
 * What each figure is shown by. A new figure does not compile until it stands here; where Sentry's
 * thirty widgets are full, it is shown with another one.
 */
const widgetsOfFigures: { readonly [N in MetricName]: Shown } = {
  "errors": [
    figure("Errors a minute, new and recurring", "errors", ["per_minute"], {
      by: "recurrence",
      draws: "area",
    }),
    figure("Errors by type", "errors", ["sum"], { by: "type", draws: "bar" }),
    figure("Errors by person", "errors", ["sum"], {
      by: "user_id",
      draws: "bar",
      where: "has:user_id",
      says: "Telegram's id of whoever met them.",
    }),
  ],
  "errors.suppressed": [
    figure("Errors counted and not sent", "errors.suppressed", ["sum"], {
      by: "type",
      draws: "bar",
      says: "The same error came more than 20 times within a minute.",
    }),
  ],
  "telegram.expected_error": [
    figure("Telegram's refusals that are part of life", "telegram.expected_error", ["sum"], {
      by: "kind",
      draws: "bar",
    }),
  ],
  "telegram.call.duration": [
    figure("Calls of Telegram, p95", "telegram.call.duration", ["p95"], { by: "method" }),
  ],
  "database.connection_failure": [
    figure("Database not reached", "database.connection_failure", ["sum"], {
      by: "code",
      draws: "bar",
    }),
  ],
  "database.query.duration": [
    figure("Database operations", "database.query.duration", ["p50", "p95", "p99"]),
    figure("Slowest database operations, p95", "database.query.duration", ["p95"], {
      by: "operation",
    }),
  ],
  "update.duration": [
    figure("Button presses", "update.duration", ["p50", "p95", "p99"], press),
    figure("Slowest updates, p95", "update.duration", ["p95"], { by: "name" }),
  ],
  "incident.creation.duration": [
    figure("From a report to its incident", "incident.creation.duration", ["p50", "p95"]),
  ],
  "incident.summary_delay": [
    figure("From Resolve to the summary", "incident.summary_delay", ["p50", "p95"]),
  ],
  "incident.time_to_claim": [{
    title: "Time to claim, time to resolve",
    draws: "line",
    of: "figures",
    aggregates: [
      writeAggregate("p50", "incident.time_to_claim"),
      writeAggregate("p95", "incident.time_to_claim"),
      writeAggregate("p50", "incident.time_to_resolve"),
      writeAggregate("p95", "incident.time_to_resolve"),
    ],
  }],
  "incident.time_to_resolve": { shownWith: "incident.time_to_claim" },
  "tick.duration": [figure("The reminder tick", "tick.duration", ["p50", "p95", "max"])],
  "tick.lateness": [
    figure("How late reminders were", "tick.lateness", ["p95"], { by: "kind" }),
  ],
  "tick.last": [
    figure("Ticks of each replica", "tick.last", ["count"], {
      by: "replica",
      draws: "bar",
      says: "Five in five minutes where the replica has a clock of its own.",
    }),
  ],
  "tick.age": [
    figure("Since each replica's last tick", "tick.age", ["max"], { by: "replica" }),
  ],
  "delivery.lag": [figure("From due to sent", "delivery.lag", ["p50", "p95"])],
  "delivery.retry": [
    figure("Deliveries put off", "delivery.retry", ["sum"], { by: "kind", draws: "bar" }),
  ],
  "delivery.abandoned": [
    figure("Deliveries given up", "delivery.abandoned", ["sum"], { by: "kind", draws: "bar" }),
  ],
  "delivery.backlog": [
    figure("Deliveries that wait", "delivery.backlog", ["max"], { draws: "area" }),
  ],
  "users.active": [
    figure("People within the last hour", "users.active", ["max"], { draws: "area" }),
  ],
  "flow.used": [figure("What people do", "flow.used", ["sum"], { by: "flow", draws: "bar" })],
  "webhook.refused": [
    figure("Webhook calls refused", "webhook.refused", ["sum"], {
      by: "reason",
      draws: "bar",
      says: "not_now is our own way of asking for an update once more.",
    }),
  ],
  "flow.left": [
    figure("Where they leave off", "flow.left", ["sum"], { by: "flow", draws: "bar" }),
  ],
};

/** What Sentry counts by itself. */
const widgetsOfErrors: readonly Widget[] = [
  { title: "Error events", draws: "big_number", of: "errors", aggregates: ["count()"] },
  {
    title: "People affected by errors",
    draws: "big_number",
    of: "errors",
    aggregates: ["count_unique(user)"],
  },
];

/** In the order in which they stand on the dashboard. */
export const widgets: readonly Widget[] = [
  ...widgetsOfErrors,
  ...Object.values(widgetsOfFigures).flatMap((shown) => "shownWith" in shown ? [] : shown),
];
