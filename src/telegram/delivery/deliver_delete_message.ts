/** Deletes a message of ours. May be done twice without harm. */
import { countHandled } from "../expected_errors.ts";
import {
  type DeliveryOf,
  type DeliveryTools,
  done,
  endWith,
  type Recording,
} from "./delivery_tools.ts";
import { isRefusal } from "./telegram_errors.ts";

export async function deliverDeleteMessage(
  { api, telemetry }: DeliveryTools,
  { place, content }: DeliveryOf<"delete_message">,
): Promise<Recording> {
  try {
    await api.deleteMessage(place.chatId, content.messageId);
  } catch (error) {
    if (!isRefusal(error, "delete_impossible")) throw error;
    countHandled(telemetry, error);
  }
  return endWith(done);
}
