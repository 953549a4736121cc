import { Composer } from "grammy";
import { carryOut } from "../../desk/carry_out.ts";
import { answerConnection } from "../../desk/connect/answer_connection.ts";
import { askForCode } from "../../desk/connect/make_code.ts";
import { requestConnection } from "../../desk/connect/request_connection.ts";
import type { Desk } from "../../desk/desk.ts";
import { type BotContext, isGroupCommand, isPress, isPrivateCommand } from "../bot_context.ts";
import type { PressAnswers } from "../press_answers.ts";
import { answerPress } from "./answer_press.ts";

/** `/connect` in private, `/connect CODE` in a group, and the buttons of who made the code. */
export function createConnections(desk: Desk, answers: PressAnswers): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.filter(isPrivateCommand("connect"), async ({ received: { incoming, command } }) => {
    await carryOut(desk, askForCode, { ...incoming, words: command.words });
  });
  composer.filter(isGroupCommand("connect"), async ({ received: { incoming, chat, command } }) => {
    await carryOut(desk, requestConnection, { ...incoming, chat, words: command.words });
  });
  composer.filter(isPress("answer_connection"), async (ctx) => {
    const { incoming, data: { organisationId, requestId, approve } } = ctx.pressed;
    const press = { ...incoming, organisationId, requestId, approve };
    answerPress(answers, ctx, await carryOut(desk, answerConnection, press));
  });
  return composer;
}
