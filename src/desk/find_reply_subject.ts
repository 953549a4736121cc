import type { MessageId } from "../people/ids.ts";
import type { Incoming } from "./incoming.ts";
import type { MessageSubject, Store, Transaction } from "./ports.ts";

/** What a message of ours asks the person who replied to it. */
export interface Question {
  /** Of the incident that it is about; null where it is about none. */
  readonly number: number | null;
}

/**
 * What a question of ours is about that is not known: Telegram's answer to it is on its way, or was
 * lost, and it came twice. About the incident that it names, or else the person's newest open
 * question here.
 */
export async function findUnknownQuestion(
  { messages, incidents }: Store,
  tx: Transaction,
  { place: { chatId }, person: { userId } }: Incoming,
  { number }: Question,
): Promise<MessageSubject | null> {
  if (number !== null) {
    const incidentId = await incidents.findVisibleIncidentId(tx, number, userId);
    return incidentId === null ? null : { type: "card", incidentId };
  }
  const prompt = await messages.findOpenQuestion(tx, chatId, userId);
  return prompt === null ? null : { type: "prompt", prompt };
}

/**
 * What a reply to one of our messages in private is about. A quick one may come before Telegram has
 * told us the id of the prompt that it answers; and that id may become known between the two
 * questions, so the first is asked again.
 */
export async function findReplySubject(
  { messages }: Store,
  tx: Transaction,
  { place: { chatId }, person }: Incoming,
  replyTo: MessageId,
): Promise<MessageSubject | null> {
  const subject = await messages.findSubject(tx, chatId, replyTo);
  if (subject !== null) return subject;
  const prompt = await messages.findPromptInTheAir(tx, chatId, person.userId);
  // What was replied to is the prompt: whoever closes it knows which message to take away.
  if (prompt !== null) return { type: "prompt", prompt: { ...prompt, messageId: replyTo } };
  return await messages.findSubject(tx, chatId, replyTo);
}
