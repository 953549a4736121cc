import { Composer } from "grammy";
import type { Update } from "grammy/types";
import { confirmCommand, keepAnonymousCommand } from "../../desk/anonymous_command.ts";
import type { Desk } from "../../desk/desk.ts";
import { type BotContext, isGroupPress } from "../bot_context.ts";
import { attributeCommand, decodeAnonymousCommand } from "../decode/anonymous.ts";
import type { PressAnswers } from "../press_answers.ts";
import { answerPress } from "./answer_press.ts";

export interface AnonymousOptions {
  /** The commands that may be given in a group. */
  readonly commands: ReadonlySet<string>;
  /** Hands an update to all features. */
  readonly apply: (update: Update) => Promise<void>;
}

/** Commands of administrators who stay anonymous, and the press that says who they are. */
export function createAnonymous(
  desk: Desk,
  answers: PressAnswers,
  { commands, apply }: AnonymousOptions,
): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on("message", async (ctx, next) => {
    const command = decodeAnonymousCommand(ctx.update, ctx.me.username, commands);
    if (command === null) await next();
    else await keepAnonymousCommand(desk, command);
  });
  composer.filter(isGroupPress("confirm_yourself"), async (ctx) => {
    const { incoming, data: { commandId } } = ctx.pressed;
    const { from, update } = ctx;
    if (from === undefined) return;
    const outcome = await confirmCommand(desk, { ...incoming, commandId }, async (received) => {
      await apply(attributeCommand(received, from, update.update_id));
    });
    answerPress(answers, ctx, outcome);
  });
  return composer;
}
