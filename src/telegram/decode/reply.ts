import type { Message } from "grammy/types";
import type { Quoted } from "../../desk/report_incident.ts";
import { parseMessageId, parseUserId } from "../../people/ids.ts";
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
