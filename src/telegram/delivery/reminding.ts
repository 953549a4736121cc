/** What reminders in a group and in private have in common. */
import type { ReminderContent } from "../../desk/delivery_content.ts";
import type { Place, Transaction } from "../../desk/ports.ts";
import type { IncidentDetails } from "../../desk/views.ts";
import { findClockStart } from "../../incident/reminder_policy.ts";
import type { MessageId } from "../../people/ids.ts";
import { type DeliveryTools, done, dropped, type Ending } from "./delivery_tools.ts";

/** @returns why the reminder is pointless now; null where it is not */
export function findWhyNoReminder(
  { incident, timeline }: IncidentDetails,
  { clock, since, event }: ReminderContent,
): string | null {
  if (findClockStart(incident, clock) !== since) return "its clock stands still";
  const replaced = timeline.some(({ ordinal, fact }) =>
    ordinal > event && (fact.type === "reminded" || fact.type === "escalated") &&
    fact.clock === clock
  );
  return replaced ? "a later one has taken its place" : null;
}

/**
 * Records a reminder that was sent, so that the next one can replace it. What made it pointless
 * while it was in the air could not know of it, so it is taken back here; the incident's row is
 * locked so that the two cannot miss one another.
 */
export async function recordReminder(
  { store }: DeliveryTools,
  tx: Transaction,
  content: ReminderContent,
  { place, messageId, replyLost = false }: {
    readonly place: Place;
    readonly messageId: MessageId;
    /** The card that it was to reply to is gone; drawing it again brings it back. */
    readonly replyLost?: boolean;
  },
): Promise<Ending> {
  const { incidentId } = content;
  await store.incidents.lockIncident(tx, incidentId);
  if (replyLost) await store.messages.touchCards(tx, incidentId);
  const details = await store.incidents.findIncidentDetails(tx, incidentId);
  const pointless = details === null ? "no incident" : findWhyNoReminder(details, content);
  if (pointless !== null) {
    await store.deliveries.enqueue(tx, [{ place, content: { kind: "delete_message", messageId } }]);
    return dropped(`${pointless}, since it was sent`);
  }
  await store.messages.recordNotice(tx, {
    incidentId,
    chatId: place.chatId,
    messageId,
    kind: "reminder",
    clock: content.clock,
  });
  return done;
}
