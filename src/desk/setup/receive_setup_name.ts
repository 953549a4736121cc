import type { Desk } from "../desk.ts";
import type { NewDelivery, Transaction } from "../ports.ts";
import type { GroupMessage } from "../receive_message.ts";
import { createReply } from "../answering.ts";
import { findLengthProblem, organisationNameLength, trimWords } from "../words.ts";

/**
 * A reply to the prompt for the organisation's name; any other message of the chat is nobody's.
 *
 * @returns whether it was that reply
 */
export async function receiveSetupName(
  desk: Desk,
  tx: Transaction,
  message: GroupMessage,
): Promise<boolean> {
  if (message.replyTo === null) return false;
  const { chatId } = message.place;
  const setup = await desk.store.setups.lockSetup(tx, chatId);
  if (setup === null || setup.userId !== message.person.userId) return false;
  // A quick reply may come before Telegram has told us the id of the prompt.
  const answersPrompt = setup.promptMessageId === null
    ? message.repliesToUs && await desk.store.setups.isNamePromptInTheAir(tx, chatId)
    : setup.promptMessageId === message.replyTo;
  if (!answersPrompt) return false;
  const name = trimWords(message.body ?? "");
  const problem = findLengthProblem(name, organisationNameLength);
  if (problem !== null) {
    const answer = { type: "setup_refused", reason: `name_${problem}` } as const;
    await desk.store.deliveries.enqueue(tx, [createReply(message, null, answer, "passing")]);
    return true;
  }
  const done: NewDelivery[] = [
    { place: message.place, content: { kind: "setup_board" } },
    {
      place: message.place,
      content: { kind: "delete_message", messageId: message.replyTo },
    },
  ];
  await Promise.all([
    desk.store.setups.saveSetup(tx, { ...setup, name, promptMessageId: null }),
    desk.store.deliveries.enqueue(tx, done),
  ]);
  return true;
}
