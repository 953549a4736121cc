import { Composer } from "grammy";
import { carryOut } from "../../desk/carry_out.ts";
import type { Desk } from "../../desk/desk.ts";
import { reportIncident } from "../../desk/report_incident.ts";
import { type BotContext, isGroupCommand } from "../bot_context.ts";
import { findMedia } from "../decode/content.ts";
import { findQuoted, findReply } from "../decode/reply.ts";

/** `/ticket`, in words, as a caption, as a reply, or bare. */
export function createReport(desk: Desk): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.filter(isGroupCommand("ticket"), async ({ me, received, notes }) => {
    const { incoming, command, message } = received;
    const quotesUs = findReply(message)?.from?.id === me.id;
    notes.opened = await carryOut(desk, reportIncident, {
      ...incoming,
      words: command.words,
      media: findMedia(message),
      quoted: quotesUs ? null : findQuoted(message),
      quotesUs,
    });
  });
  return composer;
}
