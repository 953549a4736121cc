import { Composer } from "grammy";
import { carryOut } from "../../desk/carry_out.ts";
import type { Desk } from "../../desk/desk.ts";
import { notePresence } from "../../desk/note_presence.ts";
import type { Place } from "../../desk/ports.ts";
import { parseUpdateId } from "../../people/ids.ts";
import type { BotContext } from "../bot_context.ts";
import { decodeGroupChat, decodePlace } from "../decode/chat.ts";
import { decodePerson } from "../decode/person.ts";
import { decodeMemberChange, decodePresence, type Presence } from "../decode/presence.ts";

/** People come to a group and leave it. An administrator is told twice, which does no harm. */
export function createPresence(desk: Desk): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  const note = async (ctx: BotContext, place: Place | null, presence: Presence | null) =>
    place !== null && presence !== null && await carryOut(desk, notePresence, {
      updateId: parseUpdateId(ctx.update.update_id),
      place,
      people: presence.users.map(decodePerson),
      present: presence.present,
    });

  composer.on("chat_member", async (ctx, next) => {
    const chat = decodeGroupChat(ctx.chatMember.chat);
    const place = chat === null ? null : { chatId: chat.chatId, threadId: null };
    if (!await note(ctx, place, decodeMemberChange(ctx.chatMember))) await next();
  });
  composer.on(["message:new_chat_members", "message:left_chat_member"], async (ctx, next) => {
    const place = decodeGroupChat(ctx.message.chat) === null ? null : decodePlace(ctx.message);
    if (!await note(ctx, place, decodePresence(ctx.message))) await next();
  });
  return composer;
}
