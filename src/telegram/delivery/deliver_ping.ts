/**
 * Calls people of a department in the group. Where Telegram's answer is lost it comes twice: one
 * call too many is better than none.
 */
import type { Person } from "../../people/person.ts";
import { renderPing } from "../render/ping.ts";
import { awaitsCard, findMissReason, missCall, recordPing, waitForCard } from "./calling.ts";
import {
  type DeliveryOf,
  type DeliveryTools,
  dropped,
  endWith,
  enterDelivery,
  type Recording,
} from "./delivery_tools.ts";
import { sendReply } from "./send_message.ts";

export async function deliverPing(
  tools: DeliveryTools,
  delivery: DeliveryOf<"ping">,
): Promise<Recording> {
  const { store, words } = tools;
  const { content, place } = delivery;
  const [details, found] = await enterDelivery(tools, delivery, (tx) =>
    Promise.all([
      store.incidents.findIncidentDetails(tx, content.incidentId),
      Promise.all(content.userIds.map((userId) => store.people.findPerson(tx, userId))),
    ]));
  const people = found.filter((person): person is Person => person !== null);
  if (details === null) return endWith(dropped("no incident"));
  const missed = findMissReason(details, content, delivery);
  if (missed !== null) return missCall(tools, delivery, content, missed);
  if (people.length === 0) return endWith(dropped("nobody is left to be called"));
  if (awaitsCard(details, delivery.attempt)) return endWith(waitForCard);

  const { messageId, replyLost } = await sendReply(
    tools,
    place,
    renderPing(words, details, people, content.managers),
    { replyTo: details.card?.messageId ?? null },
  );
  return (tx) => recordPing(tools, tx, content, { place, messageId, replyLost });
}
