import { Composer } from "grammy";
import { carryOut } from "../../desk/carry_out.ts";
import type { Desk } from "../../desk/desk.ts";
import { pressCard } from "../../desk/press_card.ts";
import { type BotContext, isPress } from "../bot_context.ts";
import type { PressAnswers } from "../press_answers.ts";
import { answerPress } from "./answer_press.ts";

/** The buttons under an incident's card. */
export function createCard(desk: Desk, answers: PressAnswers): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.filter(isPress("press"), async (ctx) => {
    const { incoming, data: { incidentId, expected, action, departmentId } } = ctx.pressed;
    const press = { ...incoming, incidentId, expected, action, departmentId };
    answerPress(answers, ctx, await carryOut(desk, pressCard, press));
  });
  return composer;
}
