import { badRequest } from "../bot_api_error.ts";
import { getEditableMessage, isSameMarkup, NOT_MODIFIED } from "../editing.ts";
import { readInlineMarkup } from "../markup.ts";
import { chatId, integer, optional, replyMarkup } from "../parameters.ts";
import { touchMessage } from "../post_message.ts";
import { presentMessage } from "../present.ts";
import { createMethod } from "./create_method.ts";

export const editMessageReplyMarkup = createMethod({
  name: "editMessageReplyMarkup",
  limited: true,
  parameters: { chat_id: chatId, message_id: integer, reply_markup: optional(replyMarkup) },
  run(context, parameters) {
    const { chat, message } = getEditableMessage(context, parameters);
    const { replyMarkup: markup } = readInlineMarkup(parameters.reply_markup);
    if (isSameMarkup(message.replyMarkup, markup)) throw badRequest(NOT_MODIFIED);
    if (markup === undefined) delete message.replyMarkup;
    else message.replyMarkup = markup;
    touchMessage(context.world, chat, message);
    return presentMessage(context.world, chat, message);
  },
});
