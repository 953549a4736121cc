/** Where an item stands in time and in its trace. */
import type { InboxItem } from "../items.ts";

/** When it happened by its own account, in milliseconds since the epoch; else when it arrived. */
export function timeOf(item: InboxItem): number {
  switch (item.kind) {
    case "event":
    case "log":
    case "metric":
    case "profile":
      return item.payload.timestamp * 1000;
    case "transaction":
      return item.payload.start_timestamp * 1000;
    default:
      return item.at;
  }
}

export function findTraceId(item: InboxItem): string | null {
  switch (item.kind) {
    case "event":
    case "transaction":
    case "check_in":
      return item.payload.contexts?.trace?.trace_id ?? null;
    case "log":
    case "metric":
      return item.payload.trace_id;
    case "profile":
      return item.payload.transaction.trace_id;
    default:
      return null;
  }
}
