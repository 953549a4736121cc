import { Composer } from "grammy";
import { carryOut } from "../../desk/carry_out.ts";
import type { Desk } from "../../desk/desk.ts";
import { editMessage } from "../../desk/edit_message.ts";
import type { BotContext } from "../bot_context.ts";
import { findBody, findMedia } from "../decode/content.ts";
import { decodeEdited } from "../decode/received.ts";
import { isYoung } from "../decode/reply.ts";

/** What people change in messages that they wrote before. */
export function createEdits(desk: Desk): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on("edited_message", async (ctx, next) => {
    const edited = decodeEdited(ctx.update, ctx.me.username);
    const command = edited?.command ?? null;
    // Another command than the one that reports is no report, and is not carried out either.
    const concerns = edited !== null && edited.chat !== null &&
      (command === null || command.name === "ticket");
    const changed = concerns && await carryOut(desk, editMessage, {
      ...edited.incoming,
      body: command?.words ?? findBody(edited.message),
      media: findMedia(edited.message),
      isYoung: isYoung({ date: edited.message.edit_date ?? 0 }, edited.message),
    });
    if (!changed) return await next();
    ctx.notes.became = "report";
  });
  return composer;
}
