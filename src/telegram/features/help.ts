import { Composer } from "grammy";
import type { Desk } from "../../desk/desk.ts";
import { showHelp } from "../../desk/show_help.ts";
import { type BotContext, isGroupCommand, isPrivate } from "../bot_context.ts";

/** `/help` and `/start`, and whatever is written in private, where nothing else is understood. */
export function createHelp(desk: Desk): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.filter(isGroupCommand("help", "start"), async ({ received: { incoming } }) => {
    await showHelp(desk, { ...incoming, where: "group" });
  });
  composer.filter(isPrivate, async ({ received: { incoming } }) => {
    await showHelp(desk, { ...incoming, where: "private" });
  });
  return composer;
}
