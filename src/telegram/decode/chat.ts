import type { Chat, Message } from "grammy/types";
import type { GroupChat, Place } from "../../desk/ports.ts";
import { parseChatId, parseThreadId } from "../../people/ids.ts";

/** Null for a private chat and for a channel. */
export function decodeGroupChat(chat: Chat): GroupChat | null {
  if (chat.type !== "group" && chat.type !== "supergroup") return null;
  return { chatId: parseChatId(chat.id), title: chat.title, kind: chat.type };
}

/**
 * Where a message stands. `message_thread_id` alone is no topic: outside forums a chain of replies
 * carries one too, and nothing can be sent to it.
 */
export function decodePlace(
  message: Pick<Message, "is_topic_message" | "message_thread_id"> & {
    readonly chat: Pick<Chat, "id">;
  },
): Place {
  const { chat, is_topic_message, message_thread_id: threadId } = message;
  return {
    chatId: parseChatId(chat.id),
    threadId: is_topic_message && threadId !== undefined ? parseThreadId(threadId) : null,
  };
}
