import type { IncidentDetails } from "../../desk/views.ts";
import type { ClaimedDelivery, Transaction } from "../../desk/ports.ts";
import { type MessageId, parseUserId } from "../../people/ids.ts";
import { countHandled } from "../expected_errors.ts";
import { createMessageLink } from "../render/link.ts";
import type { Rendered } from "../render/rendered.ts";
import { type DeliveryTools, dropped, type Ending, type Recording } from "./delivery_tools.ts";
import { sendRendered } from "./send_message.ts";
import { isUnreachable } from "./telegram_errors.ts";

/**
 * Calls one person in their private chat, with a link to the card where there is one. Whoever has
 * stopped the bot is not written to any more.
 */
export async function sendPrivateCall(
  tools: DeliveryTools,
  { place }: Pick<ClaimedDelivery, "place">,
  { card }: IncidentDetails,
  call: {
    readonly silent?: boolean;
    readonly render: (link: string | null) => Rendered;
    readonly record: (tx: Transaction, messageId: MessageId) => Promise<Ending>;
  },
): Promise<Recording> {
  const { silent = false, render, record } = call;
  const rendered = render(card === null ? null : createMessageLink(card));
  try {
    const messageId = await sendRendered(tools, place, rendered, { replyTo: null, silent });
    return (tx) => record(tx, messageId);
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    countHandled(tools.telemetry, error);
    return async (tx) => {
      await tools.store.people.setPrivateChat(tx, parseUserId(place.chatId), false);
      return dropped("the person has stopped the bot");
    };
  }
}
