import { Composer } from "grammy";
import { carryOut } from "../../desk/carry_out.ts";
import type { Desk } from "../../desk/desk.ts";
import { pointToGroup } from "../../desk/point_to_group.ts";
import { showHelp } from "../../desk/show_help.ts";
import { type BotContext, isGroupCommand, isPrivate, isPrivateCommand } from "../bot_context.ts";

/** `/help` and `/start`, what belongs in a group, and whatever is written in private, where nothing else is understood. */
export function createHelp(desk: Desk): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.filter(isGroupCommand("help", "start"), async ({ received: { incoming } }) => {
    await carryOut(desk, showHelp, { ...incoming, where: "group" });
  });
  composer.filter(isPrivateCommand("ticket", "setup"), async ({ received }) => {
    const { incoming, command } = received;
    await carryOut(desk, pointToGroup, incoming, command.name === "ticket" ? "ticket" : "setup");
  });
  composer.filter(isPrivate, async ({ received: { incoming } }) => {
    await carryOut(desk, showHelp, { ...incoming, where: "private" });
  });
  return composer;
}
