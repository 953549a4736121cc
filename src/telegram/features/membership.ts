import { type Api, Composer, GrammyError } from "grammy";
import { carryOut } from "../../desk/carry_out.ts";
import type { Desk } from "../../desk/desk.ts";
import {
  noteBotMembership,
  noteBotRemoval,
  notePrivateChat,
} from "../../desk/note_bot_membership.ts";
import type { Telemetry } from "../../desk/ports.ts";
import { type ChatId, parseUpdateId, parseUserId } from "../../people/ids.ts";
import type { BotContext } from "../bot_context.ts";
import { decodeBotRights, isAddition } from "../decode/bot_membership.ts";
import { decodeGroupChat } from "../decode/chat.ts";
import { countHandled } from "../expected_errors.ts";

/** The bot is added to a group, removed, or gets other rights there, or a person starts or stops it. */
export function createMembership(desk: Desk): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on("my_chat_member", async (ctx) => {
    const change = ctx.myChatMember;
    const updateId = parseUpdateId(ctx.update.update_id);
    const userId = parseUserId(change.from.id);
    const rights = decodeBotRights(change.new_chat_member);
    if (change.chat.type === "private") {
      await carryOut(desk, notePrivateChat, { updateId, userId, open: rights.inChat });
      return;
    }
    const chat = decodeGroupChat(change.chat);
    if (chat === null) return;
    if (!rights.inChat) {
      await carryOut(desk, noteBotRemoval, { updateId, chatId: chat.chatId });
      return;
    }
    const canPin = rights.canPin === "default"
      ? await mayMembersPin(ctx.api, chat.chatId, desk.telemetry)
      : rights.canPin;
    await carryOut(desk, noteBotMembership, {
      updateId,
      chat,
      addedBy: userId,
      added: isAddition(change),
      canPin,
      seesMessages: rights.seesAll || ctx.me.can_read_all_group_messages,
    });
  });
  return composer;
}

/** Whether the group lets all its members pin; false where the bot has just been removed again. */
async function mayMembersPin(
  api: Pick<Api, "getChat">,
  chatId: ChatId,
  telemetry: Telemetry,
): Promise<boolean> {
  try {
    const { permissions } = await api.getChat(chatId);
    return permissions?.can_pin_messages === true;
  } catch (error) {
    if (!(error instanceof GrammyError) || ![400, 403].includes(error.error_code)) throw error;
    countHandled(telemetry, error);
    return false;
  }
}
