/** What came in, told by name: errors that are alike, transactions of one name. */
import type { ItemOf } from "../items.ts";
import { titleOfEvent } from "../title_of.ts";
import { percentile } from "./percentile.ts";
import { isFailure } from "./span_tree.ts";

export interface ErrorSummary {
  readonly title: string;
  readonly level: string;
  readonly count: number;
  /** How many people met it. */
  readonly users: number;
  readonly newest: ItemOf<"event">;
}

export interface TransactionSummary {
  readonly name: string;
  readonly op: string;
  readonly count: number;
  readonly failed: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly newest: ItemOf<"transaction">;
}

/** The newest first. */
export function summariseEvents(items: readonly ItemOf<"event">[]): readonly ErrorSummary[] {
  const groups = Map.groupBy(items, ({ payload }) => titleOfEvent(payload));
  return [...groups].flatMap(([title, group]) => {
    const newest = group.at(-1);
    if (newest === undefined) return [];
    const users = new Set(group.flatMap(({ payload }) => payload.user?.id ?? [])).size;
    return [{ title, level: newest.payload.level ?? "error", count: group.length, users, newest }];
  }).toSorted((a, b) => b.newest.no - a.newest.no);
}

/** Where the most time went first. */
export function summariseTransactions(
  items: readonly ItemOf<"transaction">[],
): readonly TransactionSummary[] {
  const groups = Map.groupBy(items, ({ payload }) => payload.transaction);
  return [...groups].flatMap(([name, group]) => {
    const newest = group.at(-1);
    if (newest === undefined) return [];
    const durations = group.map(({ payload }) => durationMsOf(payload)).toSorted((a, b) => a - b);
    const summary = {
      name,
      op: newest.payload.contexts.trace.op ?? "",
      count: group.length,
      failed: group.filter(({ payload }) => isFailure(payload.contexts.trace.status)).length,
      p50Ms: percentile(durations, 0.5),
      p95Ms: percentile(durations, 0.95),
      newest,
    };
    return [{ summary, sum: durations.reduce((sum, ms) => sum + ms, 0) }];
  }).toSorted((a, b) => b.sum - a.sum).map(({ summary }) => summary);
}

export function durationMsOf(
  { start_timestamp: start, timestamp: end }: ItemOf<"transaction">["payload"],
): number {
  return (end - start) * 1000;
}
