import { type MetricName, metrics } from "../../desk/ports.ts";

/** How Sentry sums up a figure. `per_minute` adds up a counter and divides by the time. */
export type Aggregation =
  | "sum"
  | "per_minute"
  | "count"
  | "count_unique"
  | "avg"
  | "min"
  | "max"
  | "p50"
  | "p95"
  | "p99";

/**
 * An aggregate of one of our figures as Sentry's queries write it:
 * `p95(value,update.duration,distribution,millisecond)`.
 */
export function writeAggregate(aggregation: Aggregation, name: MetricName): string {
  const figure = metrics[name];
  // What has no unit arrives without one, which Sentry writes as none.
  const unit = "unit" in figure ? figure.unit : "none";
  return `${aggregation}(value,${name},${figure.kind},${unit})`;
}
