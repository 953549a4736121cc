import { type CronMonitor, monitors } from "../monitors.ts";
import { writeAggregate } from "./metric_aggregate.ts";

/** A measurement with a limit: Sentry opens an issue above it and closes that at or below it. */
export interface Limit {
  /** Where it is measured: `errors` are Sentry's own events, `figures` what the program measures. */
  readonly of: "errors" | "figures";
  readonly aggregate: string;
  readonly query: string;
  readonly windowSeconds: number;
  /** In the unit of what is measured. */
  readonly above: number;
  /** For the issue that Sentry opens: what it means, and where to look. */
  readonly says: string;
}

/** What makes an alert go off. */
export type AlertCause =
  | { readonly kind: "error_issue"; readonly trigger: "first_seen_event" | "regression_event" }
  | { readonly kind: "cron"; readonly monitor: CronMonitor }
  | { readonly kind: "limit"; readonly limit: Limit };

export interface Alert {
  /** Unique; what of it is in Sentry is found by it. */
  readonly name: string;
  readonly cause: AlertCause;
}

/** A button is answered within a second, or people press it again. */
export const slowPressMs = 1000;

/** What wakes an engineer. `docs/observability.md` says of each what to do. */
export const alerts: readonly Alert[] = [
  {
    name: "more than 10 errors a minute",
    cause: {
      kind: "limit",
      limit: {
        of: "errors",
        aggregate: "count()",
        query: "is:unresolved",
        windowSeconds: 60,
        above: 10,
        says:
          "More than 10 errors within a minute. Look at the issues of the last minutes: is it " +
          "one that storms, or many of one cause (database, Telegram, a release)?",
      },
    },
  },
  {
    name: "an error that was never seen before",
    cause: { kind: "error_issue", trigger: "first_seen_event" },
  },
  {
    name: "an error that was resolved is back",
    cause: { kind: "error_issue", trigger: "regression_event" },
  },
  {
    name: "buttons are slow",
    cause: {
      kind: "limit",
      limit: {
        of: "figures",
        aggregate: writeAggregate("p95", "update.duration"),
        query: "type:callback_query",
        windowSeconds: 300,
        above: slowPressMs,
        says: "Within five minutes one button press in twenty took more than a second. Look at " +
          "the waterfalls of the slowest transactions, and at the queries' p95 per operation.",
      },
    },
  },
  {
    name: "the reminder tick is missing or fails",
    cause: { kind: "cron", monitor: monitors.tick },
  },
  {
    name: "a replica's clock stands still",
    cause: {
      kind: "limit",
      limit: {
        of: "figures",
        aggregate: writeAggregate("max", "tick.age"),
        query: "",
        windowSeconds: 300,
        above: 180,
        says: "A replica that lives has not run its clock for three minutes, though others may. " +
          "The dashboard shows which; look at its log, and restart it.",
      },
    },
  },
  {
    name: "deliveries pile up",
    cause: {
      kind: "limit",
      limit: {
        of: "figures",
        // The least of five minutes: a burst that is worked off never counts.
        aggregate: writeAggregate("min", "delivery.backlog"),
        query: "",
        windowSeconds: 300,
        above: 50,
        says: "For five minutes there were always more than 50 messages that should have been " +
          "sent. Look at Telegram's answers by kind and at the deliveries that are put off.",
      },
    },
  },
];
