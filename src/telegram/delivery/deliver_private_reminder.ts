/**
 * Reminds one person in their private chat, with a link to the card. Where Telegram's answer is
 * lost it comes twice: one call too many is better than none.
 */
import { parseUserId } from "../../people/ids.ts";
import { createMessageLink } from "../render/link.ts";
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
import { findWhyNoReminder, recordReminder } from "./reminding.ts";
import { sendRendered } from "./send_message.ts";
import { isUnreachable } from "./telegram_errors.ts";

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
  if (awaitsCard(details, delivery.attempt)) return endWith(waitForCard);

  const link = details.card === null ? null : createMessageLink(details.card);
  try {
    const messageId = await sendRendered(
      tools,
      place,
      renderPrivateReminder(words, details, content, link),
      { replyTo: null, silent: content.silent },
    );
    return (tx) => recordReminder(tools, tx, content, { place, messageId });
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    return async (tx) => {
      await store.people.setPrivateChat(tx, parseUserId(place.chatId), false);
      return dropped("the person has stopped the bot");
    };
  }
}
