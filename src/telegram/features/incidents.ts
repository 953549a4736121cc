import { Composer } from "grammy";
import { carryOut } from "../../desk/carry_out.ts";
import type { Desk } from "../../desk/desk.ts";
import { showIncidents } from "../../desk/show_incidents.ts";
import { type BotContext, isCommand } from "../bot_context.ts";
import { decodeQuestion } from "../decode/question.ts";

/** `/open`, `/mine` and `/incident 0042`. */
export function createIncidents(desk: Desk): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.filter(isCommand("open", "mine", "incident"), async ({ received }) => {
    const { incoming, command: { name, words } } = received;
    await carryOut(desk, showIncidents, { ...incoming, about: decodeQuestion(name, words) });
  });
  return composer;
}
