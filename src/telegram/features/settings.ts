import { Composer } from "grammy";
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
    await showSettings(desk, incoming);
  });
  composer.filter(isPress("settings"), async (ctx) => {
    const { incoming, data: { organisationId, action } } = ctx.pressed;
    const press = { ...incoming, organisationId, action };
    answerPress(answers, ctx, await pressSettings(desk, press));
  });
  composer.filter(isPrivate, async ({ me, received: { incoming, command, message } }, next) => {
    const reply = command === null ? findReply(message) : null;
    const applied = reply?.from?.id === me.id && await receivePrivateSetting(desk, {
      ...incoming,
      body: findBody(message),
      replyTo: parseMessageId(reply.message_id),
    });
    if (!applied) await next();
  });
  return composer;
}
