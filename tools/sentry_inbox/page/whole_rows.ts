/** Rows of what is looked at as a whole: a metric, a monitor, a request with problems. */
import type { SentryInbox } from "../control.ts";
import { listMetrics, type MetricFigures } from "../figures/metric_figures.ts";
import { listMonitors } from "../figures/monitors.ts";
import { matches } from "../figures/search_text.ts";
import { renderCount, renderDuration, renderMeasure } from "./measures.ts";
import type { Row } from "./row.ts";

export function listMetricRows(inbox: SentryInbox, words: readonly string[]): readonly Row[] {
  const found = inbox.list("metric").filter((item) => matches(item, words));
  return listMetrics(found.map(({ payload }) => payload)).map((metric) => ({
    id: `metric-${metric.name}`,
    open: { kind: "metric", name: metric.name },
    tone: "metric",
    kindName: "Metric",
    title: metric.name,
    detail: `${metric.type} · ${renderCount(metric.whole.count, "value")}`,
    at: null,
    note: renderFigure(metric),
    bad: false,
  }));
}

/** The one number that says most: a counter's sum, a gauge's latest, a distribution's p95. */
function renderFigure({ type, unit, whole }: MetricFigures): string {
  if (type === "counter") return renderMeasure(whole.sum, unit);
  if (type === "gauge") return renderMeasure(whole.latest, unit);
  return `p95 ${renderMeasure(whole.p95, unit)}`;
}

export function listMonitorRows(inbox: SentryInbox, words: readonly string[]): readonly Row[] {
  const found = inbox.list("check_in").filter((item) => matches(item, words));
  return listMonitors(found).map(({ slug, runs }) => {
    const [newest] = runs;
    const failed = runs.filter(({ status }) => status === "error").length;
    const counts = renderCount(runs.length, "run");
    const duration = newest?.durationMs ?? null;
    return {
      id: `monitor-${slug}`,
      open: { kind: "monitor", name: slug },
      tone: "check_in",
      kindName: "Monitor",
      title: slug,
      detail: [
        newest?.status.replace("_", " "),
        counts,
        failed === 0 ? "" : `${failed} failed`,
      ].filter((part) => part).join(" · "),
      at: newest?.startedAt ?? null,
      note: duration === null ? "" : renderDuration(duration),
      bad: newest?.status === "error",
    };
  });
}

/** Requests that were refused, or that brought what Sentry would refuse or drop; newest first. */
export function listProblemRows(inbox: SentryInbox, words: readonly string[]): readonly Row[] {
  const byRequest = Map.groupBy(inbox.violations, ({ request }) => request);
  return inbox.requests.toReversed().flatMap(({ no, at, status, itemTypes }): Row[] => {
    const violations = byRequest.get(no) ?? [];
    const refused = status !== 200;
    if (violations.length === 0 && !refused) return [];
    const answer = status === null ? "not answered" : `answered ${status}`;
    const title = violations[0] === undefined
      ? answer
      : `${violations[0].itemType}: ${violations[0].problem}`;
    const more = violations.length > 1 ? `and ${violations.length - 1} more` : "";
    const detail = [itemTypes.join(", "), more, refused ? answer : ""]
      .filter((part) => part !== "").join(" · ");
    const text = `${title} ${detail}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) return [];
    return [{
      id: `request-${no}`,
      open: { kind: "request", no },
      tone: refused ? "error" : "warning",
      kindName: "Problem",
      title,
      detail,
      at,
      note: `#${no}`,
      bad: refused,
    }];
  });
}
