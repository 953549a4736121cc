/** One line that says what an item is. */
import type { InboxItem } from "./items.ts";
import type { SentryEvent } from "./items/event.ts";

export function titleOf(item: InboxItem): string {
  switch (item.kind) {
    case "event":
      return titleOfEvent(item.payload);
    case "transaction":
      return item.payload.transaction;
    case "profile":
      return item.payload.transaction.name;
    case "check_in":
      return `${item.payload.monitor_slug}: ${item.payload.status}`;
    case "log":
      return item.payload.body;
    case "metric": {
      const { name, value, unit } = item.payload;
      return unit ? `${name} ${value} ${unit}` : `${name} ${value}`;
    }
    case "session":
      return "sid" in item.payload ? `session ${item.payload.status}` : "sessions, counted";
    case "client_report":
      return item.payload.discarded_events
        .map(({ quantity, category, reason }) => `${quantity} ${category} dropped: ${reason}`)
        .join(", ");
    case "attachment":
      return item.payload.filename;
    case "other":
      return item.payload.type;
  }
}

/** As Sentry names an issue: the last exception, or the message. */
export function titleOfEvent({ exception, message, logentry }: SentryEvent): string {
  const thrown = exception?.values.at(-1);
  if (thrown !== undefined) {
    return [thrown.type, thrown.value].filter((part) => part).join(": ") || "Error";
  }
  return message ?? logentry?.formatted ?? logentry?.message ?? "(no message)";
}
