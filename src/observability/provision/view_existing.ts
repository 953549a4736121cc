import {
  findObject,
  isJsonObject,
  type Json,
  type JsonObject,
  listItems,
} from "../sentry_api/json.ts";
import { queryTypeOf } from "./declare_alert.ts";

/** Something that is in Sentry, written as we would write it. */
export interface Existing {
  readonly id: string;
  readonly state: JsonObject;
}

function view(item: Json, change: (item: JsonObject) => JsonObject): Existing | null {
  if (!isJsonObject(item) || typeof item.id !== "string") return null;
  return { id: item.id, state: { ...item, ...change(item) } };
}

/** Answers name the whole project where requests name its slug. */
export function viewMonitor(item: Json): Existing | null {
  return view(item, ({ project }) => ({
    project: isJsonObject(project) ? project.slug ?? null : null,
  }));
}

/** Answers wrap the query three times. */
export function viewDetector(item: Json): Existing | null {
  return view(item, ({ data_sources, condition_group }) => ({
    data_sources: listItems(data_sources).map((source) => {
      const query = findObject(findObject(source, "query_obj"), "snuba_query");
      const dataset = query.dataset;
      return typeof dataset === "string" ? { ...query, query_type: queryTypeOf(dataset) } : query;
    }),
    condition_group: sortConditions(condition_group),
  }));
}

/** Answers have ids as text where requests have numbers. */
export function viewWorkflow(item: Json): Existing | null {
  return view(item, ({ detector_ids, triggers }) => ({
    detector_ids: listItems(detector_ids).map(Number).toSorted((a, b) => a - b),
    triggers: sortConditions(triggers),
  }));
}

export function viewDashboard(item: Json): Existing | null {
  return view(item, () => ({}));
}

/** Sentry promises no order of conditions; ours are by the name of their type. */
function sortConditions(group: Json | undefined): Json {
  if (!isJsonObject(group)) return null;
  return { ...group, conditions: listItems(group.conditions).toSorted(byType) };
}

function byType(a: Json, b: Json): number {
  const [first, second] = [typeOf(a), typeOf(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

function typeOf(condition: Json): string {
  return isJsonObject(condition) && typeof condition.type === "string" ? condition.type : "";
}

/** Of several by the same name the oldest. */
export function findNamed(
  items: readonly Json[],
  key: "name" | "title" | "type",
  name: string,
  viewItem: (item: Json) => Existing | null,
): Existing | null {
  const named = items.filter((item) => isJsonObject(item) && item[key] === name)
    .map(viewItem).filter((existing) => existing !== null);
  return named.toSorted((a, b) => Number(a.id) - Number(b.id))[0] ?? null;
}

/** The detector that Sentry makes of its own for a cron monitor. */
export function findCronDetector(detectors: readonly Json[], slug: string): Existing | null {
  const found = detectors.find((item) =>
    isJsonObject(item) && item.type === "monitor_check_in_failure" &&
    listItems(item.data_sources).some((source) => findObject(source, "query_obj").slug === slug)
  );
  return found === undefined ? null : viewDetector(found);
}
