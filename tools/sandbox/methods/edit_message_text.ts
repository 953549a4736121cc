import { badRequest } from "../bot_api_error.ts";
import { getEditableMessage, isSameMarkup, NOT_MODIFIED } from "../editing.ts";
import { formatText } from "../format_text.ts";
import { readInlineMarkup } from "../markup.ts";
import {
  chatId,
  entities,
  integer,
  linkPreviewOptions,
  optional,
  parseMode,
  replyMarkup,
  text,
} from "../parameters.ts";
import { changeMessage } from "../post_message.ts";
import { presentMessage } from "../present.ts";
import { TEXT_LIMIT } from "../sending.ts";
import { createMethod } from "./create_method.ts";

export const editMessageText = createMethod({
  name: "editMessageText",
  limited: true,
  parameters: {
    chat_id: chatId,
    message_id: integer,
    text,
    parse_mode: optional(parseMode),
    entities: optional(entities),
    link_preview_options: optional(linkPreviewOptions),
    reply_markup: optional(replyMarkup),
  },
  run(context, parameters) {
    const { world } = context;
    const { chat, message } = getEditableMessage(context, parameters);
    const formatted = formatText(context, chat, parameters);
    if (formatted.text === "") throw badRequest("message text is empty");
    if (formatted.text.length > TEXT_LIMIT) throw badRequest("MESSAGE_TOO_LONG");
    const { replyMarkup: markup } = readInlineMarkup(parameters.reply_markup);
    if (message.text === undefined) throw badRequest("there is no text in the message to edit");
    if (
      message.text === formatted.text && isSameMarkup(message.replyMarkup, markup) &&
      JSON.stringify(message.entities) === JSON.stringify(formatted.entities)
    ) {
      throw badRequest(NOT_MODIFIED);
    }
    // Editing without a keyboard takes the old one away.
    if (markup === undefined) delete message.replyMarkup;
    else message.replyMarkup = markup;
    changeMessage(world, chat, message, formatted);
    return presentMessage(world, chat, message);
  },
});
