import { entities, flag, optional, parseMode, sendParameters, text } from "../parameters.ts";
import { sendMessageAs } from "../sending.ts";
import { readMedia } from "../uploads.ts";
import { createMethod } from "./create_method.ts";

export const sendDocument = createMethod({
  name: "sendDocument",
  limited: true,
  parameters: {
    ...sendParameters,
    document: text,
    caption: optional(text),
    parse_mode: optional(parseMode),
    caption_entities: optional(entities),
    disable_content_type_detection: optional(flag),
  },
  run: (context, parameters) =>
    sendMessageAs(
      context,
      parameters,
      (chat) => readMedia(context, chat, "document", parameters.document, parameters),
    ),
});
