/**
 * Which messages a bot is told of. Source: Telegram's page on bot features, "Privacy mode",
 * read narrowly: an ordinary member with privacy mode on gets commands that may be meant for
 * it, replies to its own messages and service messages, and no more.
 */
import type { World } from "./create_world.ts";
import { isAdministrator, isInChat } from "./rights.ts";
import type { Bot, Chat, SandboxMessage } from "./world.ts";

export function botSees(bot: Bot, chat: Chat, message: SandboxMessage): boolean {
  if (message.fromId === bot.personId) return false;
  if (chat.kind === "private") return chat.botId === bot.personId;
  const member = chat.members.get(bot.personId);
  if (!isInChat(member)) return false;
  if (!bot.privacyMode || isAdministrator(member)) return true;
  if (message.serviceEvent !== undefined) return true;
  const answered = message.replyTo === undefined
    ? undefined
    : chat.messages.get(message.replyTo.messageId);
  return answered?.fromId === bot.personId || isCommandFor(bot, message);
}

function isCommandFor(bot: Bot, message: SandboxMessage): boolean {
  const text = message.text ?? message.caption ?? "";
  const command = message.entities.find((entity) =>
    entity.type === "bot_command" && entity.offset === 0
  );
  if (command === undefined) return false;
  const [, addressee] = text.slice(0, command.length).split("@");
  return addressee === undefined || addressee.toLowerCase() === bot.username.toLowerCase();
}

/** The bots that could be told of something in this chat. No bot hears another bot. */
export function listBotsIn(world: World, chat: Chat): Bot[] {
  return [...world.bots.values()].filter((bot) =>
    chat.kind === "private" ? chat.botId === bot.personId : isInChat(chat.members.get(bot.personId))
  );
}
