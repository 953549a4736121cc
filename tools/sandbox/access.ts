/** May this bot act in this chat? In Telegram's words where it may not. */
import { badRequest, BotApiError, forbidden } from "./bot_api_error.ts";
import { privateKey } from "./create_world.ts";
import type { CallContext } from "./parts.ts";
import { isInChat, mayWrite } from "./rights.ts";
import type { Chat, SandboxMessage } from "./world.ts";

/** The chat, where the bot is in it. */
export function getChatForBot(context: CallContext, chatId: number | string): Chat {
  if (typeof chatId === "string") {
    if (chatId === "") throw badRequest("chat_id is empty");
    // Groups here have no public names.
    throw badRequest("chat not found");
  }
  return chatId > 0 ? getPrivateChat(context, chatId) : getGroupForBot(context, chatId);
}

function getPrivateChat({ world, bot }: CallContext, personId: number): Chat {
  const person = world.people.get(personId);
  if (person === undefined) throw badRequest("chat not found");
  if (person.isBot) throw forbidden("bots can't send messages to bots");
  const chat = world.privateChats.get(privateKey(bot.personId, personId));
  if (chat === undefined) {
    // A bot may know a person from a group and still not write first.
    const acquainted = [...world.groups.values()].some(({ members }) =>
      members.has(personId) && members.has(bot.personId)
    );
    if (acquainted) throw forbidden("bot can't initiate conversation with a user");
    throw badRequest("chat not found");
  }
  if (chat.blocked === true) throw forbidden("bot was blocked by the user");
  return chat;
}

function getGroupForBot({ world, bot }: CallContext, chatId: number): Chat {
  const chat = world.groups.get(chatId);
  const member = chat?.members.get(bot.personId);
  if (chat === undefined || member === undefined) throw badRequest("chat not found");
  if (chat.migratedTo !== undefined) {
    throw new BotApiError(
      400,
      "Bad Request: group chat was upgraded to a supergroup chat",
      { migrate_to_chat_id: chat.migratedTo },
    );
  }
  if (isInChat(member)) return chat;
  throw member.status === "kicked"
    ? forbidden(`bot was kicked from the ${chat.kind} chat`)
    : forbidden(`bot is not a member of the ${chat.kind} chat`);
}

/** The chat, where the bot may write in it. */
export function getChatToWriteIn(context: CallContext, chatId: number | string): Chat {
  const chat = getChatForBot(context, chatId);
  if (!mayWrite(chat, context.bot.personId)) {
    throw badRequest("not enough rights to send text messages to the chat");
  }
  return chat;
}

/** A message that is there, or Telegram's "… not found". */
export function getMessageForBot(chat: Chat, messageId: number, notFound: string): SandboxMessage {
  const message = chat.messages.get(messageId);
  if (message === undefined || message.deleted) throw badRequest(notFound);
  return message;
}
