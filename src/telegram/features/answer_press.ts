import type { PressOutcome } from "../../desk/outcome.ts";
import type { BotContext } from "../bot_context.ts";
import type { PressAnswers } from "../press_answers.ts";
import type { Words } from "../render/create_words.ts";
import { renderPressAnswer } from "../render/messages.ts";

/**
 * Answers the press that this update is, unless it was answered when it came the first time. Where
 * that one failed here, it was not.
 */
export function answerPress(answers: PressAnswers, ctx: BotContext, outcome: PressOutcome): void {
  if (ctx.callbackQuery === undefined) return;
  if (outcome.type === "duplicate" && !ctx.notes.unsure) return;
  const render = (words: Words) => renderPressAnswer(words, outcome);
  ctx.notes.begun.push(answers.answer(ctx.callbackQuery, render));
}
