import * as v from "valibot";
import { getChatForBot } from "../access.ts";
import { badRequest } from "../bot_api_error.ts";
import { findDeletionProblem } from "../deleting.ts";
import { chatId, json } from "../parameters.ts";
import { removeMessage } from "../post_message.ts";
import { createMethod } from "./create_method.ts";

export const deleteMessages = createMethod({
  name: "deleteMessages",
  parameters: {
    chat_id: chatId,
    message_ids: json(v.pipe(v.array(v.number()), v.minLength(1), v.maxLength(100))),
  },
  run(context, parameters) {
    const chat = getChatForBot(context, parameters.chat_id);
    // Those that are not there are skipped, as the Bot API says.
    const messages = parameters.message_ids.flatMap((id) => {
      const message = chat.messages.get(id);
      return message === undefined || message.deleted ? [] : [message];
    });
    for (const message of messages) {
      const problem = findDeletionProblem(context, chat, message);
      if (problem !== undefined) throw badRequest(problem);
    }
    for (const message of messages) removeMessage(context.world, chat, message);
    return true;
  },
});
