import { getChatForBot } from "../access.ts";
import { chatId } from "../parameters.ts";
import { chatForBot, presentMessage } from "../present.ts";
import { permissionsOf } from "../rights.ts";
import { createMethod } from "./create_method.ts";

export const getChat = createMethod({
  name: "getChat",
  parameters: { chat_id: chatId },
  run(context, parameters) {
    const { world } = context;
    const chat = getChatForBot(context, parameters.chat_id);
    const newestPin = chat.messages.get(chat.pinned.at(-1) ?? 0);
    return {
      ...chatForBot(world, chat),
      accent_color_id: 0,
      max_reaction_count: 11,
      accepted_gift_types: {
        unlimited_gifts: false,
        limited_gifts: false,
        unique_gifts: false,
        premium_subscription: false,
        gifts_from_channels: false,
      },
      ...(chat.kind === "private" ? {} : { permissions: permissionsOf(chat) }),
      ...(chat.reactionsAllowed ? {} : { available_reactions: [] }),
      ...(newestPin === undefined ? {} : {
        pinned_message: presentMessage(world, chat, newestPin, false),
      }),
    };
  },
});
