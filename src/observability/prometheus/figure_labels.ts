import type { MetricName } from "../../desk/ports/metrics.ts";

/**
 * The attributes by which Prometheus keeps figures apart, of each figure. Each combination of their
 * values is a series of its own that is kept for ever, so that what grows with the number of people
 * is left out, and so is the replica: Prometheus adds which process it asked.
 */
export const figureLabels: Readonly<Record<MetricName, readonly string[]>> = {
  "errors": ["type", "recurrence", "level"],
  "errors.suppressed": ["type"],
  "telegram.expected_error": ["kind", "method"],
  "telegram.call.duration": ["method", "status"],
  "database.connection_failure": ["code"],
  "database.query.duration": ["operation"],
  "update.duration": ["name", "type", "outcome"],
  "incident.creation.duration": [],
  "incident.summary_delay": [],
  "incident.time_to_claim": [],
  "incident.time_to_resolve": [],
  "tick.duration": [],
  "tick.lateness": ["kind"],
  "tick.last": [],
  "tick.age": [],
  "delivery.lag": ["kind"],
  "delivery.retry": ["kind"],
  "delivery.abandoned": ["kind"],
  "delivery.backlog": [],
  "webhook.refused": ["reason"],
  "users.active": [],
  "flow.used": ["flow"],
  "flow.left": ["flow"],
};
