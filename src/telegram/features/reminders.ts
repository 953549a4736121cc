import { Composer } from "grammy";
import { answerStillWorking } from "../../desk/answer_still_working.ts";
import { carryOut } from "../../desk/carry_out.ts";
import type { Desk } from "../../desk/desk.ts";
import { type BotContext, isGroupPress } from "../bot_context.ts";
import type { PressAnswers } from "../press_answers.ts";
import { answerPress } from "./answer_press.ts";

/** The buttons under "still working?". */
export function createReminders(desk: Desk, answers: PressAnswers): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.filter(isGroupPress("still_working"), async (ctx) => {
    const { incoming, data: { incidentId, expected, answer } } = ctx.pressed;
    const press = { ...incoming, incidentId, expected, answer };
    answerPress(answers, ctx, await carryOut(desk, answerStillWorking, press));
  });
  return composer;
}
