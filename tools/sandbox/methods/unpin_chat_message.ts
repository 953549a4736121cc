import { getChatForBot, getMessageForBot } from "../access.ts";
import { badRequest } from "../bot_api_error.ts";
import { chatId, integer, optional } from "../parameters.ts";
import { unpinMessage } from "../pins.ts";
import { mayPin } from "../rights.ts";
import { createMethod } from "./create_method.ts";

export const unpinChatMessage = createMethod({
  name: "unpinChatMessage",
  parameters: { chat_id: chatId, message_id: optional(integer) },
  run(context, parameters) {
    const { world, bot } = context;
    const chat = getChatForBot(context, parameters.chat_id);
    if (!mayPin(chat, bot.personId)) {
      throw badRequest("not enough rights to manage pinned messages in the chat");
    }
    // Without an id the newest pin goes.
    const messageId = parameters.message_id ?? chat.pinned.at(-1);
    if (messageId === undefined) throw badRequest("message to unpin not found");
    getMessageForBot(chat, messageId, "message to unpin not found");
    unpinMessage(world, chat, messageId);
    return true;
  },
});
