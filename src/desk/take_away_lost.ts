import type { MessageId } from "../people/ids.ts";
import type { CardMessage, Place, Store, Transaction } from "./ports.ts";

/**
 * Deletes a message of ours that somebody pressed or replied to, and that nobody here knows: it was
 * sent without an answer, and sent anew since. As long as the card itself is not known it may be
 * that.
 */
export async function takeAwayLost(
  { messages, deliveries }: Pick<Store, "messages" | "deliveries">,
  tx: Transaction,
  { place, messageId }: { readonly place: Place; readonly messageId: MessageId },
  card: CardMessage,
): Promise<void> {
  if (place.chatId !== card.place.chatId || card.messageId === null) return;
  const known = await messages.listKnownMessages(tx, place.chatId, messageId - 1);
  if (known.includes(messageId)) return;
  await deliveries.enqueue(tx, [{ place, content: { kind: "delete_message", messageId } }]);
}
