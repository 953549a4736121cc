import { isJsonObject, type Json, type JsonObject, listItems } from "../sentry_api/json.ts";
import type { Alert, Limit } from "./alerts.ts";

/** Priorities of an issue as Sentry numbers them. */
const highPriority = 75;
const resolved = 0;
/** Sentry's number of the level `error`. */
const errorLevel = 40;
/** An alert tells of the same issue again after so many minutes at the earliest. */
const frequencyMinutes = 30;

/** The names of what belongs to one environment carry it, so that several may share a project. */
export function nameIn(environment: string, name: string): string {
  return `Roadcall (${environment}): ${name}`;
}

/** Source: Sentry numbers queries for errors 0 and all others that we make 1. */
export function queryTypeOf(dataset: string): number {
  return dataset === "events" ? 0 : 1;
}

/** The body of a metric monitor, which Sentry's API calls a detector. */
export function declareDetector(name: string, environment: string, limit: Limit): JsonObject {
  const { aggregate, query, windowSeconds, above, says } = limit;
  const dataset = limit.of === "errors" ? "events" : "events_analytics_platform";
  return {
    name: nameIn(environment, name),
    type: "metric_issue",
    description: says,
    enabled: true,
    config: { detection_type: "static" },
    data_sources: [{
      aggregate,
      dataset,
      environment,
      event_types: [limit.of === "errors" ? "error" : "trace_item_metric"],
      query,
      query_type: queryTypeOf(dataset),
      time_window: windowSeconds,
    }],
    condition_group: {
      logic_type: "any",
      conditions: [
        { type: "gt", comparison: above, condition_result: highPriority },
        { type: "lte", comparison: above, condition_result: resolved },
      ],
    },
  };
}

/**
 * The body of an alert, which Sentry's API calls a workflow.
 *
 * @param existing the alert as it is in Sentry, or null. Whom it tells is the operator's choice:
 *   the actions that stand there stay, as do further filters with theirs
 */
export function declareWorkflow(
  alert: Alert,
  environment: string,
  detectorIds: readonly Json[],
  existing: Json,
): JsonObject {
  const { kind } = alert.cause;
  const [first, ...others] = listItems(
    isJsonObject(existing) ? existing.action_filters : undefined,
  );
  const actions = listItems(isJsonObject(first) ? first.actions : undefined);
  return {
    name: nameIn(environment, alert.name),
    enabled: true,
    // A metric monitor is about one environment anyway, and the end of its issue, which Sentry says
    // to belong to none, would not be told.
    environment: kind === "limit" ? null : environment,
    config: { frequency: frequencyMinutes },
    detector_ids: detectorIds,
    triggers: {
      logic_type: "any-short",
      conditions: listTriggers(alert).map((type) => ({
        type,
        comparison: true,
        condition_result: true,
      })),
    },
    action_filters: [
      {
        ...(isJsonObject(first) && first.id !== undefined ? { id: first.id } : {}),
        logic_type: "all",
        conditions: kind === "error_issue"
          ? [{
            type: "level",
            comparison: { level: errorLevel, match: "gte" },
            condition_result: true,
          }]
          : [],
        actions: actions.length > 0 ? actions : [mailToOwners],
      },
      ...others,
    ],
  };
}

/** An issue of a monitor of ours begins, begins again, and ends; all three are worth telling. */
function listTriggers({ cause }: Alert): readonly string[] {
  return cause.kind === "error_issue"
    ? [cause.trigger]
    : ["first_seen_event", "issue_resolved_trigger", "reappeared_event", "regression_event"];
}

/** Whoever owns the issue, and where nobody does everybody who was there lately. */
const mailToOwners: JsonObject = {
  type: "email",
  integration_id: null,
  data: { fallthrough_type: "ActiveMembers" },
  config: { target_type: "issue_owners", target_display: null, target_identifier: null },
  status: "active",
};
