/**
 * Reminds one person in their private chat, with a link to the card. Where Telegram's answer is
 * lost it comes twice: one call too many is better than none.
 */
import { parseUserId } from "../../people/ids.ts";
import { renderPrivateReminder } from "../render/reminders.ts";
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
import { sendPrivateCall } from "./send_private_call.ts";

export async function deliverPrivateReminder(
  tools: DeliveryTools,
  delivery: DeliveryOf<"private_reminder">,
): Promise<Recording> {
  const { store, words } = tools;
  const { content, place } = delivery;
  const details = await enterDelivery(
    tools,
    delivery,
    (tx) => store.incidents.findIncidentDetails(tx, content.incidentId),
  );
  if (details === null) return endWith(dropped("no incident"));
  const pointless = findWhyNoReminder(details, content);
  if (pointless !== null) return endWith(dropped(pointless));
  const about = { incidentId: content.incidentId, userIds: [parseUserId(place.chatId)] };
  const heldUp = await findHoldUp(tools, delivery, about, content.missedSince);
  if (heldUp !== null) return heldUp;
  if (awaitsCard(details, delivery.attempt)) return endWith(waitForCard);

  return await sendPrivateCall(tools, delivery, details, {
    silent: content.silent,
    render: (link) => renderPrivateReminder(words, details, content, link),
    record: (tx, messageId) => recordReminder(tools, tx, content, { place, messageId }),
  });
}
