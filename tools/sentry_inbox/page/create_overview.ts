/** What the list shows, as a whole: for whoever has opened none of it. */
import type { SentryInbox } from "../control.ts";
import { listMetrics } from "../figures/metric_figures.ts";
import { listMonitors } from "../figures/monitors.ts";
import { computeProfile, sumHeaviest } from "../figures/profile_tree.ts";
import { matches, parseWords } from "../figures/search_text.ts";
import { summariseEvents, summariseTransactions } from "../figures/summaries.ts";
import type { ItemKind, ItemOf } from "../items.ts";
import type { PageQuery } from "./page_query.ts";
import type { OverviewPart } from "./page_view.ts";

const logsShown = 300;

/** @returns the parts that are not empty */
export function createOverview(inbox: SentryInbox, query: PageQuery): readonly OverviewPart[] {
  const words = parseWords(query.search);
  const find = <K extends ItemKind>(kind: K): readonly ItemOf<K>[] =>
    inbox.list(kind).filter((item) => matches(item, words));
  switch (query.filter) {
    case "all":
      return [...listErrors(find("event")), ...listTransactions(find("transaction"))];
    case "event":
      return listErrors(find("event"));
    case "transaction":
      return listTransactions(find("transaction"));
    case "profile": {
      const profiles = find("profile").map(({ payload }) => payload);
      const totalMs = profiles.reduce((sum, one) => sum + computeProfile(one).totalMs, 0);
      const frames = sumHeaviest(profiles);
      return frames.length === 0 ? [] : [{ kind: "frames", frames, totalMs }];
    }
    case "check_in": {
      const monitors = listMonitors(find("check_in"));
      return monitors.length === 0 ? [] : [{ kind: "monitors", monitors }];
    }
    case "log": {
      const logs = find("log").toSorted((a, b) => b.payload.timestamp - a.payload.timestamp);
      return logs.length === 0 ? [] : [{ kind: "logs", logs: logs.slice(0, logsShown) }];
    }
    case "metric": {
      const metrics = listMetrics(find("metric").map(({ payload }) => payload));
      return metrics.length === 0 ? [] : [{ kind: "metrics", metrics }];
    }
    default:
      return [];
  }
}

function listErrors(items: readonly ItemOf<"event">[]): readonly OverviewPart[] {
  return items.length === 0 ? [] : [{ kind: "errors", errors: summariseEvents(items) }];
}

function listTransactions(items: readonly ItemOf<"transaction">[]): readonly OverviewPart[] {
  return items.length === 0
    ? []
    : [{ kind: "transactions", transactions: summariseTransactions(items) }];
}
