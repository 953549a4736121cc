/** A transaction's spans as a tree, flattened in the order in which a waterfall shows them. */
import type { Span, Transaction } from "../items/transaction.ts";

export interface SpanRow {
  readonly id: string;
  readonly op: string;
  readonly description: string;
  readonly status: string | null;
  readonly failed: boolean;
  readonly data: Readonly<Record<string, unknown>>;
  /** 0 for the transaction itself. */
  readonly depth: number;
  /** Milliseconds after the transaction's start. */
  readonly startMs: number;
  readonly durationMs: number;
  /** Without the time in which one of its children ran. */
  readonly selfMs: number;
}

/** As Sentry counts failures: these are none. */
const noFailure: ReadonlySet<string> = new Set(["ok", "cancelled", "unknown", "unset"]);

export function isFailure(status: string | null | undefined): boolean {
  return typeof status === "string" && !noFailure.has(status);
}

/** @returns the transaction first, each span after its parent, siblings by their start */
export function listSpanRows(transaction: Transaction): readonly SpanRow[] {
  const { trace } = transaction.contexts;
  const root: Span = {
    span_id: trace.span_id,
    trace_id: trace.trace_id,
    op: trace.op,
    description: transaction.transaction,
    status: trace.status,
    data: trace.data,
    start_timestamp: transaction.start_timestamp,
    timestamp: transaction.timestamp,
  };
  const known = new Set([root.span_id, ...transaction.spans.map(({ span_id }) => span_id)]);
  const children = new Map<string, Span[]>();
  for (const span of transaction.spans) {
    const parent = span.parent_span_id;
    // One whose parent was not sent would be lost: it hangs on the transaction itself.
    const at = parent && known.has(parent) && parent !== span.span_id ? parent : root.span_id;
    children.set(at, [...children.get(at) ?? [], span]);
  }
  for (const siblings of children.values()) {
    siblings.sort((a, b) => a.start_timestamp - b.start_timestamp);
  }

  const rows: SpanRow[] = [];
  const seen = new Set<string>();
  function visit(span: Span, depth: number): void {
    if (seen.has(span.span_id)) return;
    seen.add(span.span_id);
    const own = children.get(span.span_id) ?? [];
    rows.push({
      id: span.span_id,
      op: span.op ?? "default",
      description: span.description ?? "",
      status: span.status ?? null,
      failed: isFailure(span.status),
      data: span.data ?? {},
      depth,
      startMs: (span.start_timestamp - root.start_timestamp) * 1000,
      durationMs: durationOf(span),
      selfMs: Math.max(0, durationOf(span) - coveredMs(span, own)),
    });
    for (const child of own) visit(child, depth + 1);
  }
  visit(root, 0);
  // Those that are each other's parents were not met on the way.
  for (const span of transaction.spans) visit(span, 1);
  return rows;
}

function durationOf({ start_timestamp: start, timestamp: end }: Span): number {
  return Math.max(0, (end - start) * 1000);
}

/** How long at least one of the children ran, within their parent. They may overlap. */
function coveredMs(parent: Span, sorted: readonly Span[]): number {
  let covered = 0;
  let until = parent.start_timestamp;
  for (const { start_timestamp: start, timestamp: end } of sorted) {
    const from = Math.max(start, until);
    const to = Math.min(end, parent.timestamp);
    if (to <= from) continue;
    covered += to - from;
    until = to;
  }
  return covered * 1000;
}
