import { entities, flag, optional, parseMode, sendParameters, text } from "../parameters.ts";
import { sendMessageAs } from "../sending.ts";
import { readMedia } from "../uploads.ts";
import { createMethod } from "./create_method.ts";

export const sendPhoto = createMethod({
  name: "sendPhoto",
  limited: true,
  parameters: {
    ...sendParameters,
    photo: text,
    caption: optional(text),
    parse_mode: optional(parseMode),
    caption_entities: optional(entities),
    show_caption_above_media: optional(flag),
    has_spoiler: optional(flag),
  },
  run: (context, parameters) =>
    sendMessageAs(
      context,
      parameters,
      (chat) => readMedia(context, chat, "photo", parameters.photo, parameters),
    ),
});
