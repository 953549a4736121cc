import type { Message, Update } from "grammy/types";
import type { Incoming } from "../../desk/incoming.ts";
import type { GroupChat } from "../../desk/ports.ts";
import { parseMessageId, parseUpdateId } from "../../people/ids.ts";
import { decodeGroupChat, decodePlace } from "./chat.ts";
import { type Command, findCommand } from "./command.ts";
import { findBody, findMedia } from "./content.ts";
import { decodePerson, findSender } from "./person.ts";

/** A message of a person that has words or a file. */
export interface Received {
  readonly incoming: Incoming;
  /** Null in the person's private chat with the bot. */
  readonly chat: GroupChat | null;
  readonly command: Command | null;
  readonly message: Message;
}

/**
 * Null for what concerns nobody here: other kinds of updates, service messages, channels, what
 * bots, channels and anonymous administrators write, and commands for another bot.
 *
 * @param username this bot's, without the @
 */
export function decodeReceived(update: Update, username: string): Received | null {
  return update.message === undefined ? null : decode(update, update.message, username);
}

/** The same of a message that its author edited. It is never carried out as a command. */
export function decodeEdited(update: Update, username: string): Received | null {
  const { edited_message } = update;
  return edited_message === undefined ? null : decode(update, edited_message, username);
}

function decode(update: Update, message: Message, username: string): Received | null {
  const sender = findSender(message);
  if (sender === null) return null;
  const chat = decodeGroupChat(message.chat);
  if (chat === null && message.chat.type !== "private") return null;
  if (findBody(message) === null && findMedia(message) === null) return null;
  const command = findCommand(message, username);
  if (command?.forUs === false) return null;
  return {
    incoming: {
      updateId: parseUpdateId(update.update_id),
      person: decodePerson(sender),
      place: decodePlace(message),
      messageId: parseMessageId(message.message_id),
    },
    chat,
    command,
    message,
  };
}
