/**
 * Acknowledges a message. May be done twice without harm; where the group allows no reactions, or
 * the message is gone, nothing is missed.
 */
import { countHandled } from "../expected_errors.ts";
import {
  type DeliveryOf,
  type DeliveryTools,
  done,
  dropped,
  endWith,
  type Recording,
} from "./delivery_tools.ts";
import { classifyTelegramError } from "./telegram_errors.ts";

export async function deliverReaction(
  { api, telemetry }: DeliveryTools,
  { place, content: { messageId, emoji } }: DeliveryOf<"reaction">,
): Promise<Recording> {
  try {
    await api.setMessageReaction(place.chatId, messageId, [{ type: "emoji", emoji }]);
  } catch (error) {
    if (classifyTelegramError(error)?.type !== "refused") throw error;
    countHandled(telemetry, error);
    return endWith(dropped("the message takes no reaction"));
  }
  return endWith(done);
}
