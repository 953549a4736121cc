import type { MessageId } from "../../people/ids.ts";
import { parseMessageId } from "../../people/ids.ts";
import type { CardView } from "../../desk/views.ts";
import type { Rendered } from "../render/rendered.ts";
import { type DeliveryOf, type DeliveryTools, enterDelivery } from "./delivery_tools.ts";
import { tryToEdit } from "./edit_message.ts";

/** So many unknown messages are tried at most: each costs a call that counts. */
const mostTries = 10;
/** A supergroup's ids have gaps only where messages were deleted: behind so many is nothing. */
const endOfChat = 2;

/**
 * Looks for a card that was sent without an answer, behind the message that was the last one then.
 * Telegram lets us edit what is ours and nothing else, and whatever of ours is known is skipped: so
 * what can be edited is the lost one, or another lost one, which was sent anew.
 *
 * @returns the message that shows the card now; null where none is there
 */
export async function findLostCard(
  tools: DeliveryTools,
  delivery: DeliveryOf<"card">,
  { place }: CardView,
  rendered: Rendered,
  after: MessageId,
): Promise<MessageId | null> {
  const { store } = tools;
  const known = new Set(
    await enterDelivery(
      tools,
      delivery,
      (tx) => store.messages.listKnownMessages(tx, place.chatId, after),
    ),
  );
  let missing = 0;
  let tries = 0;
  for (let id = after + 1; tries < mostTries && missing < endOfChat; id++) {
    const candidate = parseMessageId(id);
    if (known.has(candidate)) {
      missing = 0;
      continue;
    }
    tries++;
    const result = await tryToEdit(tools, place, candidate, rendered);
    if (result === "shown") return candidate;
    missing = result === "missing" ? missing + 1 : 0;
  }
  return null;
}
