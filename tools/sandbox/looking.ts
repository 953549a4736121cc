/** What a person sees: their chats, the force reply that is open for them, the bot's commands. */
import type { World } from "./create_world.ts";
import { isAdministrator, isInChat } from "./rights.ts";
import { listBotsIn } from "./visibility.ts";
import type { Bot, Chat, SandboxMessage } from "./world.ts";

export function listMessages(chat: Chat): SandboxMessage[] {
  return [...chat.messages.values()].filter(({ deleted }) => !deleted);
}

export function listChatsOf(world: World, personId: number): Chat[] {
  return [
    ...[...world.groups.values()].filter((chat) =>
      chat.migratedTo === undefined && isInChat(chat.members.get(personId))
    ),
    ...[...world.privateChats.values()].filter((chat) => chat.id === personId),
  ];
}

export function findForceReply(
  world: World,
  chat: Chat,
  personId: number,
): SandboxMessage | undefined {
  const messages = listMessages(chat);
  const answered = new Set(
    messages.filter(({ fromId }) => fromId === personId).map(({ replyTo }) => replyTo?.messageId),
  );
  return messages.findLast((message) =>
    message.forceReply !== undefined && !answered.has(message.id) &&
    (!message.forceReply.selective || isMeant(world, chat, message, personId))
  );
}

/** Selective means: who is mentioned, and who wrote the message that is answered. */
function isMeant(world: World, chat: Chat, message: SandboxMessage, personId: number): boolean {
  const answered = chat.messages.get(message.replyTo?.messageId ?? 0);
  if (answered?.fromId === personId) return true;
  const username = world.people.get(personId)?.username?.toLowerCase();
  return message.entities.some((entity) => {
    if (entity.type === "text_mention") return entity.user.id === personId;
    if (entity.type !== "mention") return false;
    const name = message.text?.slice(entity.offset + 1, entity.offset + entity.length);
    return username !== undefined && name?.toLowerCase() === username;
  });
}

/** The first scope that has commands wins. Source: Bot API, "Determining list of commands". */
export function listCommandsFor(
  world: World,
  chat: Chat,
  personId: number,
): { bot: Bot; command: string; description: string }[] {
  const language = world.people.get(personId)?.languageCode.slice(0, 2) ?? "en";
  const scopes = scopesFor(chat, personId).flatMap((scope) => [`${scope}|${language}`, scope]);
  return listBotsIn(world, chat).flatMap((bot) => {
    const scope = scopes.find((name) => bot.commands.has(name));
    const commands = scope === undefined ? [] : bot.commands.get(scope) ?? [];
    return commands.map((command) => ({ bot, ...command }));
  });
}

function scopesFor(chat: Chat, personId: number): string[] {
  if (chat.kind === "private") return [`chat:${chat.id}`, "all_private_chats", "default"];
  const administrator = isAdministrator(chat.members.get(personId));
  return [
    `chat_member:${chat.id}:${personId}`,
    ...(administrator ? [`chat_administrators:${chat.id}`] : []),
    `chat:${chat.id}`,
    ...(administrator ? ["all_chat_administrators"] : []),
    "all_group_chats",
    "default",
  ];
}
