import { getChatForBot } from "../access.ts";
import { badRequest } from "../bot_api_error.ts";
import { changeMember } from "../membership.ts";
import { chatId } from "../parameters.ts";
import { createMethod } from "./create_method.ts";

export const leaveChat = createMethod({
  name: "leaveChat",
  parameters: { chat_id: chatId },
  run(context, parameters) {
    const { world, bot } = context;
    const chat = getChatForBot(context, parameters.chat_id);
    if (chat.kind === "private") {
      throw badRequest("chat member status can't be changed in private chats");
    }
    changeMember(world, chat, bot.personId, { status: "left" }, bot.personId);
    return true;
  },
});
