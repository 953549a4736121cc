import type { Message, MessageEntity, User } from "grammy/types";
import { recordedWithinSeconds } from "../../desk/not_yet_known.ts";
import type { Question } from "../../desk/find_reply_subject.ts";
import type { Quoted } from "../../desk/report_incident.ts";
import { type IncidentId, parseMessageId, parseUserId } from "../../people/ids.ts";
import { parseCallback } from "../callback_data.ts";
import { findBody, findMedia } from "./content.ts";

type Replying = Pick<Message, "reply_to_message" | "is_topic_message" | "message_thread_id">;

/**
 * The message that a person replied to. In a forum's topic every message carries the topic's first
 * one as such, which nobody replied to.
 */
export function findReply(message: Replying): Message["reply_to_message"] | null {
  const reply = message.reply_to_message;
  if (reply === undefined || reply.forum_topic_created !== undefined) return null;
  const topicsFirst = message.is_topic_message === true &&
    reply.message_id === message.message_thread_id;
  return topicsFirst ? null : reply;
}

/**
 * The incident that the buttons of a message of ours are about. Telegram quotes the message as it
 * stands there, so this is what we wrote, and known before we know the message's id.
 *
 * @param me this bot
 */
export function findShownIncident(
  reply: ReturnType<typeof findReply>,
  me: Pick<User, "id">,
): IncidentId | null {
  if (reply?.from?.id !== me.id) return null;
  for (const button of reply.reply_markup?.inline_keyboard.flat() ?? []) {
    const data = "callback_data" in button ? parseCallback(button.callback_data) : null;
    if (data !== null && "incidentId" in data) return data.incidentId;
  }
  return null;
}

/**
 * What a message of ours asks whoever replied to it: like each of our questions it begins with their
 * name. One that came twice, since Telegram's answer was lost, is known by nothing else.
 *
 * @param me this bot
 * @returns null where it asks them nothing
 */
export function findQuestion(
  reply: ReturnType<typeof findReply>,
  sender: Pick<User, "id" | "username">,
  me: Pick<User, "id">,
): Question | null {
  if (reply?.from?.id !== me.id) return null;
  const { text = "", entities = [] } = reply;
  const [first] = entities;
  if (first?.offset !== 0 || !isMentionOf(first, text, sender)) return null;
  const bold = entities.find(({ type }) => type === "bold");
  const number = bold && /^\d{4,}$/.exec(text.slice(bold.offset, bold.offset + bold.length))?.[0];
  return { number: number === undefined ? null : Number(number) };
}

function isMentionOf(
  entity: MessageEntity,
  text: string,
  { id, username }: Pick<User, "id" | "username">,
): boolean {
  if (entity.type === "text_mention") return entity.user.id === id;
  if (entity.type !== "mention" || username === undefined) return false;
  return text.slice(entity.offset + 1, entity.offset + entity.length).toLowerCase() ===
    username.toLowerCase();
}

/**
 * Whether the message that was replied to is so young that its id may not have been written down.
 * Both stamps are Telegram's.
 */
export function isYoung(message: Pick<Message, "date">, reply: Pick<Message, "date">): boolean {
  return message.date - reply.date <= recordedWithinSeconds;
}

export function findQuoted(message: Replying): Quoted | null {
  const reply = findReply(message);
  if (reply?.from === undefined) return null;
  return {
    messageId: parseMessageId(reply.message_id),
    userId: parseUserId(reply.from.id),
    body: findBody(reply),
    media: findMedia(reply),
  };
}
