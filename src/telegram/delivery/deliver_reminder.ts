/**
 * Reminds people in the group, as a reply to the card. Where Telegram's answer is lost it comes
 * twice: one call too many is better than none.
 */
import type { Person } from "../../people/person.ts";
import { renderReminder } from "../render/reminders.ts";
import { awaitsCard, waitForCard } from "./calling.ts";
import {
  type DeliveryOf,
  type DeliveryTools,
  dropped,
  endWith,
  enterDelivery,
  type Recording,
} from "./delivery_tools.ts";
import { findHoldUp } from "./holding_up.ts";
import { findWhyNoReminder, recordReminder } from "./reminding.ts";
import { sendReply } from "./send_message.ts";

export async function deliverReminder(
  tools: DeliveryTools,
  delivery: DeliveryOf<"reminder">,
): Promise<Recording> {
  const { store, words } = tools;
  const { content, place } = delivery;
  const [details, found] = await enterDelivery(tools, delivery, (tx) =>
    Promise.all([
      store.incidents.findIncidentDetails(tx, content.incidentId),
      Promise.all(content.userIds.map((userId) => store.people.findPerson(tx, userId))),
    ]));
  if (details === null) return endWith(dropped("no incident"));
  const pointless = findWhyNoReminder(details, content);
  if (pointless !== null) return endWith(dropped(pointless));
  const people = found.filter((person): person is Person => person !== null);
  if (people.length === 0) return endWith(dropped("nobody is left to be reminded"));
  const heldUp = await findHoldUp(tools, delivery, content, content.missedSince);
  if (heldUp !== null) return heldUp;
  if (awaitsCard(details, delivery.attempt)) return endWith(waitForCard);

  const { messageId, replyLost } = await sendReply(
    tools,
    place,
    renderReminder(words, details, content, people),
    { replyTo: details.card?.messageId ?? null, silent: content.silent },
  );
  return (tx) => recordReminder(tools, tx, content, { place, messageId, replyLost });
}
