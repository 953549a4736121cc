/** Which messages a bot may edit, and when an edit changes nothing. */
import { getChatForBot, getMessageForBot } from "./access.ts";
import { badRequest } from "./bot_api_error.ts";
import type { CallContext } from "./parts.ts";
import type { Chat, InlineKeyboardMarkup, SandboxMessage } from "./world.ts";

export const NOT_MODIFIED = "message is not modified: specified new message content and reply " +
  "markup are exactly the same as a current content and reply markup of the message";

export function getEditableMessage(
  context: CallContext,
  target: { chat_id: string | number; message_id: number },
): { chat: Chat; message: SandboxMessage } {
  const chat = getChatForBot(context, target.chat_id);
  const message = getMessageForBot(chat, target.message_id, "message to edit not found");
  // Own messages only, and none that carries a force reply: see the Bot API, "Updating messages".
  const own = message.fromId === context.bot.personId && message.serviceEvent === undefined;
  if (!own || message.forceReply !== undefined) throw badRequest("message can't be edited");
  return { chat, message };
}

export function isSameMarkup(
  a: InlineKeyboardMarkup | undefined,
  b: InlineKeyboardMarkup | undefined,
): boolean {
  return JSON.stringify(normalise(a)) === JSON.stringify(normalise(b));
}

/** The order of a button's fields means nothing. */
function normalise(markup: InlineKeyboardMarkup | undefined): unknown {
  return markup?.inline_keyboard.map((row) =>
    row.map((button) => Object.entries(button).toSorted(([a], [b]) => a < b ? -1 : 1))
  );
}
