import { getChatForBot, getMessageForBot } from "../access.ts";
import { badRequest } from "../bot_api_error.ts";
import { findDeletionProblem } from "../deleting.ts";
import { chatId, integer } from "../parameters.ts";
import { removeMessage } from "../post_message.ts";
import { createMethod } from "./create_method.ts";

export const deleteMessage = createMethod({
  name: "deleteMessage",
  parameters: { chat_id: chatId, message_id: integer },
  run(context, parameters) {
    const chat = getChatForBot(context, parameters.chat_id);
    const message = getMessageForBot(
      chat,
      parameters.message_id,
      "message to delete not found",
    );
    const problem = findDeletionProblem(context, chat, message);
    if (problem !== undefined) throw badRequest(problem);
    removeMessage(context.world, chat, message);
    return true;
  },
});
