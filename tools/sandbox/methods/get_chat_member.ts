import { getChatForBot } from "../access.ts";
import { badRequest } from "../bot_api_error.ts";
import { chatId, integer } from "../parameters.ts";
import { presentMember } from "../present.ts";
import { createMember } from "../rights.ts";
import { createMethod } from "./create_method.ts";

export const getChatMember = createMethod({
  name: "getChatMember",
  parameters: { chat_id: chatId, user_id: integer },
  run(context, parameters) {
    const { world } = context;
    const chat = getChatForBot(context, parameters.chat_id);
    const { user_id: id } = parameters;
    if (!world.people.has(id)) throw badRequest("invalid user_id specified");
    return presentMember(world, chat, chat.members.get(id) ?? createMember(id, "left"));
  },
});
