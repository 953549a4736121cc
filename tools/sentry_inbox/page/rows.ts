/** The list's rows: what came, the newest first, as far as it is asked for. */
import type { SentryInbox } from "../control.ts";
import { timeOf } from "../figures/place_in_time.ts";
import { matches, parseWords } from "../figures/search_text.ts";
import type { InboxItem, ItemOf } from "../items.ts";
import { createItemRow, createMetricsRow } from "./item_row.ts";
import type { Filter, PageQuery } from "./page_query.ts";
import type { Row } from "./row.ts";
import { listMetricRows, listMonitorRows, listProblemRows } from "./whole_rows.ts";

export interface RowList {
  readonly rows: readonly Row[];
  /** How many there would be. */
  readonly of: number;
}

export function listRows(inbox: SentryInbox, query: PageQuery): RowList {
  const words = parseWords(query.search);
  const whole = listWholeRows(inbox, query.filter, words);
  if (whole !== null) return { rows: whole.slice(0, query.rows), of: whole.length };
  const entries = listEntries(inbox, query.filter, words);
  const shown = entries.slice(0, query.rows);
  return {
    rows: shown.map(({ item, metrics }) =>
      metrics.length > 0 ? createMetricsRow(metrics) : createItemRow(item)
    ),
    of: entries.length,
  };
}

/** Metrics, monitors and problems are looked at as a whole each, not one by one. */
function listWholeRows(inbox: SentryInbox, filter: Filter, words: readonly string[]) {
  switch (filter) {
    case "metric":
      return listMetricRows(inbox, words);
    case "check_in":
      return listMonitorRows(inbox, words);
    case "problem":
      return listProblemRows(inbox, words);
    default:
      return null;
  }
}

interface Entry {
  readonly item: InboxItem;
  /** Metrics that came together are one row; of any other item, none. */
  readonly metrics: readonly ItemOf<"metric">[];
}

function listEntries(
  inbox: SentryInbox,
  filter: Filter,
  words: readonly string[],
): readonly Entry[] {
  const finished = new Set(
    inbox.checkIns.filter(({ status }) => status !== "in_progress").map((run) => run.check_in_id),
  );
  const items = inbox.items.filter((item) =>
    isWanted(item, filter, finished) && matches(item, words)
  );
  const metrics = items.filter((item) => item.kind === "metric");
  const together = Map.groupBy(metrics, ({ request }) => request);
  return items.flatMap((item): Entry[] => {
    if (item.kind !== "metric") return [{ item, metrics: [] }];
    const beside = together.get(item.request) ?? [];
    return beside[0] === item ? [{ item, metrics: beside }] : [];
  }).toSorted((a, b) => timeOf(b.item) - timeOf(a.item) || b.item.no - a.item.no);
}

export const OTHER_KINDS: ReadonlySet<string> = new Set([
  "session",
  "client_report",
  "attachment",
  "other",
]);

function isWanted(item: InboxItem, filter: Filter, finished: ReadonlySet<string>): boolean {
  if (filter === "other") return OTHER_KINDS.has(item.kind);
  if (filter !== "all") return item.kind === filter;
  // Of a run that ended only its end is shown.
  return item.kind !== "check_in" || item.payload.status !== "in_progress" ||
    !finished.has(item.payload.check_in_id);
}
