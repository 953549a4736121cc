/**
 * Every figure that is measured while the program runs, by its name. What a name means, its unit and
 * its attributes are said once, here; Sentry and `/metrics` both read this table.
 *
 * No attribute holds what people wrote. Attributes that grow with the number of people, groups or
 * incidents are kept out, `user_id` of `errors` apart: who is hit by errors must be seen.
 */
export const metrics = {
  "errors": {
    kind: "counter",
    says: "errors, with type, recurrence (new, recurring), level and user_id where known",
  },
  "errors.suppressed": {
    kind: "counter",
    says: "errors not sent because the same one had been sent 20 times within a minute, by type",
  },
  "telegram.expected_error": {
    kind: "counter",
    says: "refusals and troubles of Telegram that are part of life, by kind and method",
  },
  "telegram.call.duration": {
    kind: "distribution",
    unit: "millisecond",
    says: "calls of the Bot API, by method and status",
  },
  "database.connection_failure": {
    kind: "counter",
    says: "the database could not be reached or broke a connection, by code",
  },
  "database.query.duration": {
    kind: "distribution",
    unit: "millisecond",
    says: "repository operations, by operation",
  },
  "update.duration": {
    kind: "distribution",
    unit: "millisecond",
    says: "updates from their receipt to their commit, by name, type and outcome (ok, failed)",
  },
  "incident.creation.duration": {
    kind: "distribution",
    unit: "millisecond",
    says: "from the receipt of a report to the commit of its incident",
  },
  "incident.summary_delay": {
    kind: "distribution",
    unit: "second",
    says: "from the press of Resolve to the summary",
  },
  "incident.time_to_claim": {
    kind: "distribution",
    unit: "second",
    says: "from the assignment of a department to a cycle's first claim",
  },
  "incident.time_to_resolve": {
    kind: "distribution",
    unit: "second",
    says: "from report or reopening to the press of Resolve, of what was resolved",
  },
  "tick.duration": { kind: "distribution", unit: "millisecond", says: "one run of the clock" },
  "tick.lateness": {
    kind: "distribution",
    unit: "second",
    says: "how long after it was due a timer ran, by kind",
  },
  "tick.last": {
    kind: "gauge",
    unit: "second",
    says: "when this replica's clock ran last, in seconds since 1970, by replica",
  },
  "tick.age": {
    kind: "gauge",
    unit: "second",
    says: "how long ago that was, said also where it runs no more, by replica",
  },
  "delivery.lag": {
    kind: "distribution",
    unit: "second",
    says: "from when a delivery was due to when Telegram took it, by kind",
  },
  "delivery.retry": { kind: "counter", says: "deliveries put off after a failure, by kind" },
  "delivery.abandoned": { kind: "counter", says: "deliveries given up, by kind" },
  "delivery.backlog": { kind: "gauge", says: "deliveries that are due and not yet taken" },
  "webhook.refused": {
    kind: "counter",
    says:
      "webhook calls not answered with 200, by reason (wrong_method, wrong_secret, too_large, " +
      "too_slow, no_update, not_now)",
  },
  "users.active": {
    kind: "gauge",
    says: "people who did something with this replica within the last hour",
  },
  "flow.used": { kind: "counter", says: "what people do: commands and buttons, by flow" },
  "flow.left": {
    kind: "counter",
    says: "flows left in the middle, by flow (department_never_chosen, summary_never_given)",
  },
} as const;

export type MetricName = keyof typeof metrics;

export const metricNames: readonly MetricName[] = Object.keys(metrics).filter(
  (name): name is MetricName => Object.hasOwn(metrics, name),
);

type NameOf<K extends "counter" | "gauge" | "distribution"> = {
  [N in MetricName]: (typeof metrics)[N]["kind"] extends K ? N : never;
}[MetricName];

export type CounterName = NameOf<"counter">;
export type GaugeName = NameOf<"gauge">;
export type DistributionName = NameOf<"distribution">;

export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** Where figures go. No method throws or waits. */
export interface MetricSink {
  count(name: CounterName, value?: number, attributes?: Attributes): void;
  gauge(name: GaugeName, value: number, attributes?: Attributes): void;
  /** In the unit that {@link metrics} names. */
  distribution(name: DistributionName, value: number, attributes?: Attributes): void;
}
