import { Composer } from "grammy";
import type { Update } from "grammy/types";
import { confirmCommand, keepAnonymousCommand } from "../../desk/anonymous_command.ts";
import { carryOut } from "../../desk/carry_out.ts";
import type { Desk } from "../../desk/desk.ts";
import { type BotContext, isGroupPress } from "../bot_context.ts";
import { attributeCommand, decodeAnonymousCommand } from "../decode/anonymous.ts";
import type { PressAnswers } from "../press_answers.ts";
import type { UpdateNotes } from "../update_notes.ts";
import { answerPress } from "./answer_press.ts";

export interface AnonymousOptions {
  /** The commands that may be given in a group. */
  readonly commands: ReadonlySet<string>;
  /** Hands an update to all features; what they note is noted of the press. */
  readonly apply: (update: Update, notes: UpdateNotes) => Promise<void>;
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
    else await carryOut(desk, keepAnonymousCommand, command);
  });
  composer.filter(isGroupPress("confirm_yourself"), async (ctx) => {
    const { incoming, data: { commandId } } = ctx.pressed;
    const { from, update } = ctx;
    if (from === undefined) return;
    const outcome = await carryOut(
      desk,
      confirmCommand,
      { ...incoming, commandId },
      async (received) => {
        await apply(attributeCommand(received, from, update.update_id), ctx.notes);
      },
    );
    answerPress(answers, ctx, outcome);
  });
  return composer;
}
