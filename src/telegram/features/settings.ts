import { Composer } from "grammy";
import { carryOut } from "../../desk/carry_out.ts";
import type { Desk } from "../../desk/desk.ts";
import { pressSettings } from "../../desk/settings/press_settings.ts";
import { receivePrivateSetting } from "../../desk/settings/receive_setting.ts";
import { showSettings } from "../../desk/settings/show_settings.ts";
import { parseMessageId } from "../../people/ids.ts";
import { type BotContext, isCommand, isPress, isPrivate } from "../bot_context.ts";
import { findBody } from "../decode/content.ts";
import { findReply } from "../decode/reply.ts";
import type { PressAnswers } from "../press_answers.ts";
import { answerPress } from "./answer_press.ts";

/** `/settings`, its board, and in private the replies to its questions. */
export function createSettings(desk: Desk, answers: PressAnswers): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.filter(isCommand("settings"), async ({ received: { incoming } }) => {
    await carryOut(desk, showSettings, incoming);
  });
  composer.filter(isPress("settings"), async (ctx) => {
    const { incoming, data: { organisationId, action } } = ctx.pressed;
    const press = { ...incoming, organisationId, action };
    answerPress(answers, ctx, await carryOut(desk, pressSettings, press));
  });
  composer.filter(isPrivate, async ({ me, received, notes }, next) => {
    const { incoming, command, message } = received;
    const reply = command === null ? findReply(message) : null;
    const applied = reply?.from?.id === me.id && await carryOut(desk, receivePrivateSetting, {
      ...incoming,
      body: findBody(message),
      replyTo: parseMessageId(reply.message_id),
    });
    if (!applied) return await next();
    notes.became = "setting";
  });
  return composer;
}
