import { getChatForBot } from "../access.ts";
import { chatId } from "../parameters.ts";
import { isInChat } from "../rights.ts";
import { createMethod } from "./create_method.ts";

export const getChatMemberCount = createMethod({
  name: "getChatMemberCount",
  parameters: { chat_id: chatId },
  run: (context, parameters) =>
    [...getChatForBot(context, parameters.chat_id).members.values()].filter(isInChat).length,
});
