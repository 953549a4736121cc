import { Composer } from "grammy";
import { carryOut } from "../../desk/carry_out.ts";
import type { Desk } from "../../desk/desk.ts";
import { showReport } from "../../desk/show_report.ts";
import { type BotContext, isCommand } from "../bot_context.ts";

/** `/report`, `/report month`, `/report last week`, `/report 2026-10`. */
export function createReports(desk: Desk): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.filter(isCommand("report"), async ({ received: { incoming, command } }) => {
    await carryOut(desk, showReport, { ...incoming, words: command.words });
  });
  return composer;
}
