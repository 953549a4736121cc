/** Deletes a message of ours. May be done twice without harm. */
import { countHandled } from "../expected_errors.ts";
import {
  type DeliveryOf,
  type DeliveryTools,
  done,
  dropped,
  endWith,
  enterDelivery,
  type Recording,
} from "./delivery_tools.ts";
import { isRefusal } from "./telegram_errors.ts";

export async function deliverDeleteMessage(
  tools: DeliveryTools,
  delivery: DeliveryOf<"delete_message">,
): Promise<Recording> {
  const { store, api, telemetry } = tools;
  const { place, content } = delivery;
  // One that nobody knew when somebody pressed it may have been found, and be a card since.
  const isCard = delivery.organisationId !== null && place.chatId < 0 &&
    await enterDelivery(tools, delivery, async (tx) => {
      const subject = await store.messages.findSubject(tx, place.chatId, content.messageId);
      return subject?.type === "card";
    });
  if (isCard) return endWith(dropped("it is a card by now"));
  try {
    await api.deleteMessage(place.chatId, content.messageId);
  } catch (error) {
    if (!isRefusal(error, "delete_impossible")) throw error;
    countHandled(telemetry, error);
  }
  return endWith(done);
}
