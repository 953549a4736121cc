import { getChatForBot } from "../access.ts";
import { badRequest } from "../bot_api_error.ts";
import { chatId, flag, optional } from "../parameters.ts";
import { presentMember } from "../present.ts";
import { isAdministrator } from "../rights.ts";
import { createMethod } from "./create_method.ts";

export const getChatAdministrators = createMethod({
  name: "getChatAdministrators",
  parameters: { chat_id: chatId, return_bots: optional(flag) },
  run(context, parameters) {
    const { world, bot } = context;
    const chat = getChatForBot(context, parameters.chat_id);
    if (chat.kind === "private") {
      throw badRequest("there are no administrators in the private chat");
    }
    return [...chat.members.values()]
      .filter(isAdministrator)
      .filter(({ personId }) =>
        personId === bot.personId || parameters.return_bots === true || !world.bots.has(personId)
      )
      .map((member) => presentMember(world, chat, member));
  },
});
