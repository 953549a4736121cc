import type { ClaimedDelivery } from "../../desk/ports.ts";
import type { IncidentDetails } from "../../desk/views.ts";
import type { Rendered } from "../render/rendered.ts";
import { type DeliveryTools, done, type Recording } from "./delivery_tools.ts";
import { sendRendered } from "./send_message.ts";

/**
 * Sends the reporter a notice as a reply to the report, by which Telegram notifies them. Replies to
 * it find the incident.
 */
export async function sendNotice(
  tools: DeliveryTools,
  { place }: Pick<ClaimedDelivery, "place">,
  { incident, reportMessageId: replyTo }: IncidentDetails,
  rendered: Rendered,
  { silent }: { readonly silent: boolean },
): Promise<Recording> {
  const messageId = await sendRendered(tools, place, rendered, { replyTo, silent });
  return async (tx) => {
    await tools.store.messages.recordNotice(tx, {
      incidentId: incident.id,
      chatId: place.chatId,
      messageId,
      kind: "notice",
    });
    return done;
  };
}
