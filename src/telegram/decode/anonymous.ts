import type { Update, User } from "grammy/types";
import type { AnonymousCommand } from "../../desk/anonymous_command.ts";
import { parseMessageId, parseUpdateId, parseUserId } from "../../people/ids.ts";
import { decodeGroupChat, decodePlace } from "./chat.ts";
import { findCommand } from "./command.ts";

/**
 * A command of an administrator who stays anonymous. They write in the group's own name, as
 * `sender_chat`, and under a made-up account (Bot API, "Message"). Null for all else, channels that
 * write in a group among it.
 *
 * @param username this bot's, without the @
 * @param known the commands that may be given in a group, in lower case
 */
export function decodeAnonymousCommand(
  update: Update,
  username: string,
  known: ReadonlySet<string>,
): AnonymousCommand | null {
  const { message } = update;
  if (message?.from === undefined || message.sender_chat?.id !== message.chat.id) return null;
  if (decodeGroupChat(message.chat) === null) return null;
  const command = findCommand(message, username);
  if (command === null || !command.forUs || !known.has(command.name)) return null;
  return {
    updateId: parseUpdateId(update.update_id),
    place: decodePlace(message),
    messageId: parseMessageId(message.message_id),
    userId: parseUserId(message.from.id),
    received: JSON.stringify(update),
  };
}

/**
 * The kept command as if this person had given it.
 *
 * @param updateId of the press that says so
 * @throws {TypeError} where it is no update that was kept here
 */
export function attributeCommand(received: string, person: User, updateId: number): Update {
  const update: unknown = JSON.parse(received);
  if (!isMessageUpdate(update)) throw new TypeError("A kept command is no update with a message");
  const { sender_chat: _group, ...message } = update.message;
  return { update_id: updateId, message: { ...message, from: person } };
}

/** It is what Telegram sent, word by word: nothing else is ever kept, and nothing edits it. */
function isMessageUpdate(
  update: unknown,
): update is { readonly message: NonNullable<Update["message"]> } {
  return typeof update === "object" && update !== null && "message" in update &&
    typeof update.message === "object" && update.message !== null;
}
