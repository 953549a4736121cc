/** What the page shows, as a value. */
import type { InboxItem, ItemOf } from "../items.ts";
import type { MetricFigures } from "../figures/metric_figures.ts";
import type { Monitor } from "../figures/monitors.ts";
import type { HeavyFrame } from "../figures/profile_tree.ts";
import type { ErrorSummary, TransactionSummary } from "../figures/summaries.ts";
import type { Violation } from "../control.ts";
import type { ReceivedRequest } from "../requests.ts";
import type { Filter, PageQuery } from "./page_query.ts";
import type { RowList } from "./rows.ts";

export interface PageView {
  readonly title: string;
  /** The address of the chats, where there are some. */
  readonly chats: string | null;
  readonly query: PageQuery;
  readonly counts: Readonly<Record<Filter, number>>;
  readonly list: RowList;
  readonly detail: Detail;
  /** What belongs to the same trace as what is open, in the order of time. */
  readonly trace: readonly InboxItem[];
}

export type Detail =
  | {
    /** What the list shows, as a whole. */
    readonly kind: "overview";
    readonly dsn: string;
    readonly parts: readonly OverviewPart[];
  }
  | {
    readonly kind: "item";
    readonly item: InboxItem;
    /** What was said of the request that it came with. */
    readonly violations: readonly Violation[];
  }
  | { readonly kind: "metric"; readonly metric: MetricFigures }
  | { readonly kind: "monitor"; readonly monitor: Monitor }
  | {
    readonly kind: "request";
    readonly request: ReceivedRequest;
    readonly violations: readonly Violation[];
    readonly items: readonly InboxItem[];
  }
  | { readonly kind: "gone" };

export type OverviewPart =
  | { readonly kind: "errors"; readonly errors: readonly ErrorSummary[] }
  | { readonly kind: "transactions"; readonly transactions: readonly TransactionSummary[] }
  | { readonly kind: "frames"; readonly frames: readonly HeavyFrame[]; readonly totalMs: number }
  | { readonly kind: "monitors"; readonly monitors: readonly Monitor[] }
  | { readonly kind: "logs"; readonly logs: readonly ItemOf<"log">[] }
  | { readonly kind: "metrics"; readonly metrics: readonly MetricFigures[] };
