import { getChatForBot, getMessageForBot } from "../access.ts";
import { badRequest } from "../bot_api_error.ts";
import { chatId, flag, integer, optional } from "../parameters.ts";
import { pinMessage } from "../pins.ts";
import { mayPin } from "../rights.ts";
import { createMethod } from "./create_method.ts";

export const pinChatMessage = createMethod({
  name: "pinChatMessage",
  parameters: {
    chat_id: chatId,
    message_id: integer,
    disable_notification: optional(flag),
  },
  run(context, parameters) {
    const { world, bot } = context;
    const chat = getChatForBot(context, parameters.chat_id);
    if (!mayPin(chat, bot.personId)) {
      throw badRequest("not enough rights to manage pinned messages in the chat");
    }
    const message = getMessageForBot(chat, parameters.message_id, "message to pin not found");
    pinMessage(world, chat, message, bot.personId, parameters.disable_notification !== true);
    return true;
  },
});
