import * as v from "valibot";
import { getChatToWriteIn } from "../access.ts";
import { chatId, integer, optional } from "../parameters.ts";
import { createMethod } from "./create_method.ts";

export const sendChatAction = createMethod({
  name: "sendChatAction",
  parameters: {
    chat_id: chatId,
    message_thread_id: optional(integer),
    action: v.picklist([
      "typing",
      "upload_photo",
      "record_video",
      "upload_video",
      "record_voice",
      "upload_voice",
      "upload_document",
      "choose_sticker",
      "find_location",
      "record_video_note",
      "upload_video_note",
    ]),
  },
  run(context, parameters) {
    const chat = getChatToWriteIn(context, parameters.chat_id);
    context.world.changes.emit({
      kind: "typing",
      chatId: chat.id,
      personId: context.bot.personId,
      action: parameters.action,
    });
    return true;
  },
});
