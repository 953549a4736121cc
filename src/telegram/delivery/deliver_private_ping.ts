/**
 * Calls one person in their private chat, with a link to the card. Where Telegram's answer is lost
 * it comes twice: one call too many is better than none.
 */
import { parseUserId } from "../../people/ids.ts";
import { renderPrivatePing } from "../render/ping.ts";
import { awaitsCard, findMissReason, missCall, recordPing, waitForCard } from "./calling.ts";
import {
  type DeliveryOf,
  type DeliveryTools,
  dropped,
  endWith,
  enterDelivery,
  type Recording,
} from "./delivery_tools.ts";
import { sendPrivateCall } from "./send_private_call.ts";

export async function deliverPrivatePing(
  tools: DeliveryTools,
  delivery: DeliveryOf<"private_ping">,
): Promise<Recording> {
  const { store, words } = tools;
  const { content, place } = delivery;
  const details = await enterDelivery(
    tools,
    delivery,
    (tx) => store.incidents.findIncidentDetails(tx, content.incidentId),
  );
  if (details === null) return endWith(dropped("no incident"));
  const call = { ...content, userIds: [parseUserId(place.chatId)] };
  const missed = findMissReason(details, call, delivery);
  if (missed !== null) return missCall(tools, delivery, call, missed);
  if (awaitsCard(details, delivery.attempt)) return endWith(waitForCard);

  return await sendPrivateCall(tools, delivery, details, {
    render: (link) => renderPrivatePing(words, details, content.managers, link),
    record: (tx, messageId) => recordPing(tools, tx, content, { place, messageId }),
  });
}
