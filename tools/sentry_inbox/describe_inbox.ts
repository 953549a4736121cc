/** What came last, as lines: for the error of a wait in vain. */
import type { Store } from "./store.ts";
import { titleOf } from "./title_of.ts";

const last = 15;

export function describeInbox(store: Store): string {
  const lines = ["Last requests:"];
  for (const { no, status, itemTypes } of store.requests.slice(-last)) {
    lines.push(`  #${no} ${status ?? "no answer"} ${itemTypes.join(", ")}`);
  }
  lines.push("Last items:");
  for (const item of store.listAll().slice(-last)) {
    lines.push(`  ${item.kind}: ${titleOf(item).replaceAll("\n", " ⏎ ").slice(0, 200)}`);
  }
  lines.push("Last violations:");
  for (const { request, itemType, problem } of store.violations.slice(-last)) {
    lines.push(`  #${request} ${itemType}: ${problem}`);
  }
  return lines.join("\n");
}
