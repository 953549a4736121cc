import { badRequest } from "../bot_api_error.ts";
import { formatText } from "../format_text.ts";
import {
  entities,
  linkPreviewOptions,
  optional,
  parseMode,
  sendParameters,
  text,
} from "../parameters.ts";
import { sendMessageAs, TEXT_LIMIT } from "../sending.ts";
import { createMethod } from "./create_method.ts";

export const sendMessage = createMethod({
  name: "sendMessage",
  limited: true,
  parameters: {
    ...sendParameters,
    text,
    parse_mode: optional(parseMode),
    entities: optional(entities),
    link_preview_options: optional(linkPreviewOptions),
  },
  run: (context, parameters) =>
    sendMessageAs(context, parameters, (chat) => {
      const formatted = formatText(context, chat, parameters);
      if (formatted.text === "") throw badRequest("message text is empty");
      if (formatted.text.length > TEXT_LIMIT) throw badRequest("message is too long");
      return formatted;
    }),
});
