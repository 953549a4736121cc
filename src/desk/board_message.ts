import type { Incoming } from "./incoming.ts";
import type { Store, Transaction } from "./ports.ts";

/**
 * Whether the message of a press may be a board, which the press rewrites or takes away. What is
 * known to be a card, a call, a report or a question is none: whoever forges a press must not have
 * another message changed by it.
 */
export async function mayBeBoard(
  { messages }: Store,
  tx: Transaction,
  { place, messageId }: Incoming,
): Promise<boolean> {
  return await messages.findSubject(tx, place.chatId, messageId) === null;
}
