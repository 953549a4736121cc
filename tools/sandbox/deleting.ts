/**
 * Which messages a bot may delete. Source: the Bot API on deleteMessage: own ones for 48 hours,
 * any in a private chat for as long, any in a group as an administrator with the right to.
 */
import type { CallContext } from "./parts.ts";
import { isAdministrator, mayDelete } from "./rights.ts";
import type { Chat, SandboxMessage } from "./world.ts";

const DELETABLE_SECONDS = 48 * 60 * 60;

/** @returns why not, in Telegram's words, or undefined */
export function findDeletionProblem(
  { world, bot }: CallContext,
  chat: Chat,
  message: SandboxMessage,
): string | undefined {
  const own = message.fromId === bot.personId;
  if (!own && !mayDelete(chat, bot.personId)) return "message can't be deleted";
  const old = world.date() - message.date > DELETABLE_SECONDS;
  const administrator = chat.kind === "supergroup" &&
    isAdministrator(chat.members.get(bot.personId));
  return old && !administrator ? "message can't be deleted for everyone" : undefined;
}
