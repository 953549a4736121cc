import type { Update } from "grammy/types";

/** The lane of an update: those of a chat go in order, one without a chat stands alone. */
export function findLane(update: Update): string {
  const query = update.callback_query;
  const chat = (update.message ?? update.edited_message ?? query?.message ??
    update.my_chat_member ?? update.chat_member)?.chat;
  if (chat !== undefined) return `chat ${chat.id}`;
  return query === undefined ? `update ${update.update_id}` : `person ${query.from.id}`;
}
