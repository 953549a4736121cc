/** The inbox as it is now → what the page shows of it. */
import type { SentryInbox } from "../control.ts";
import { listMetrics } from "../figures/metric_figures.ts";
import { listMonitors } from "../figures/monitors.ts";
import { findTraceId, timeOf } from "../figures/place_in_time.ts";
import type { InboxItem } from "../items.ts";
import { createOverview } from "./create_overview.ts";
import type { Filter, PageQuery } from "./page_query.ts";
import type { Detail, PageView } from "./page_view.ts";
import { listRows, OTHER_KINDS } from "./rows.ts";
import { listProblemRows } from "./whole_rows.ts";

export interface ViewSettings {
  readonly title: string;
  readonly chats: string | null;
  /** What a program is told as `SENTRY_DSN`. */
  readonly dsn: string;
}

export function createView(inbox: SentryInbox, query: PageQuery, settings: ViewSettings): PageView {
  const { items } = inbox;
  const detail = createDetail(inbox, items, query, settings.dsn);
  return {
    title: settings.title,
    chats: settings.chats,
    query,
    counts: countAll(inbox, items),
    list: listRows(inbox, query),
    detail,
    trace: detail.kind === "item" ? listTrace(items, detail.item) : [],
  };
}

function createDetail(
  inbox: SentryInbox,
  items: readonly InboxItem[],
  query: PageQuery,
  dsn: string,
): Detail {
  const { open } = query;
  switch (open?.kind) {
    case undefined:
      return { kind: "overview", dsn, parts: createOverview(inbox, query) };
    case "item": {
      const item = items.find(({ no }) => no === open.no);
      if (item === undefined) return { kind: "gone" };
      const violations = inbox.violations.filter(({ request }) => request === item.request);
      return { kind: "item", item, violations };
    }
    case "metric": {
      const values = inbox.metrics.filter(({ name }) => name === open.name);
      const [metric] = listMetrics(values);
      return metric === undefined ? { kind: "gone" } : { kind: "metric", metric };
    }
    case "monitor": {
      const monitor = listMonitors(inbox.list("check_in")).find(({ slug }) => slug === open.name);
      return monitor === undefined ? { kind: "gone" } : { kind: "monitor", monitor };
    }
    case "request": {
      const request = inbox.requests.find(({ no }) => no === open.no);
      if (request === undefined) return { kind: "gone" };
      return {
        kind: "request",
        request,
        violations: inbox.violations.filter((one) => one.request === request.no),
        items: items.filter((one) => one.request === request.no),
      };
    }
  }
}

function listTrace(items: readonly InboxItem[], open: InboxItem): readonly InboxItem[] {
  const traceId = findTraceId(open);
  if (traceId === null) return [];
  return items.filter((item) => findTraceId(item) === traceId && item.kind !== "metric")
    .toSorted((a, b) => timeOf(a) - timeOf(b));
}

function countAll(
  inbox: SentryInbox,
  items: readonly InboxItem[],
): Readonly<Record<Filter, number>> {
  const count = (kind: string) => items.filter((item) => item.kind === kind).length;
  return {
    all: items.length,
    event: count("event"),
    transaction: count("transaction"),
    profile: count("profile"),
    check_in: count("check_in"),
    log: count("log"),
    metric: count("metric"),
    other: items.filter(({ kind }) => OTHER_KINDS.has(kind)).length,
    problem: listProblemRows(inbox, []).length,
  };
}
