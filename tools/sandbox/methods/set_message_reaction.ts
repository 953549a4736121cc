import * as v from "valibot";
import { getChatForBot, getMessageForBot } from "../access.ts";
import { badRequest } from "../bot_api_error.ts";
import { chatId, flag, integer, json, optional } from "../parameters.ts";
import { createMethod } from "./create_method.ts";

/** The emoji that may be reactions. Source: the Bot API, ReactionTypeEmoji. */
const EMOJI: ReadonlySet<string> = new Set(
  ("❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ " +
    "🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 " +
    "🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡").split(" "),
);
const reaction = v.strictObject({ type: v.literal("emoji"), emoji: v.string() });

export const setMessageReaction = createMethod({
  name: "setMessageReaction",
  parameters: {
    chat_id: chatId,
    message_id: integer,
    reaction: optional(json(v.array(reaction))),
    is_big: optional(flag),
  },
  run(context, parameters) {
    const { world, bot } = context;
    const chat = getChatForBot(context, parameters.chat_id);
    const message = getMessageForBot(chat, parameters.message_id, "message to react not found");
    const { reaction: wanted = [] } = parameters;
    if (wanted.length > 1) throw badRequest("REACTIONS_TOO_MANY");
    const emoji = wanted[0]?.emoji;
    if (emoji === undefined) {
      message.reactions.delete(bot.personId);
    } else {
      const known = EMOJI.has(emoji.replace(/\uFE0F$/, ""));
      if (!known || !chat.reactionsAllowed) throw badRequest("REACTION_INVALID");
      message.reactions.set(bot.personId, emoji);
    }
    world.changes.emit({ kind: "message", chatId: chat.id, messageId: message.id });
    return true;
  },
});
