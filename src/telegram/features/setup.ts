import { Composer } from "grammy";
import { carryOut } from "../../desk/carry_out.ts";
import type { Desk } from "../../desk/desk.ts";
import { pressSetup, type SetupStep } from "../../desk/setup/press_setup.ts";
import { startSetup } from "../../desk/setup/start_setup.ts";
import { type BotContext, isGroupCommand, isGroupPress } from "../bot_context.ts";
import type { CallbackData } from "../callback_data.ts";
import type { PressAnswers } from "../press_answers.ts";
import { answerPress } from "./answer_press.ts";

const steps = ["setup_toggle", "setup_rename", "setup_finish", "setup_cancel"] as const;
type StepData = Extract<CallbackData, { readonly type: (typeof steps)[number] }>;

/** `/setup`, the welcome's button, and the board of a guided set-up. */
export function createSetup(desk: Desk, answers: PressAnswers): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.filter(isGroupCommand("setup"), async ({ received: { incoming, chat, command } }) => {
    const name = command.words.trim();
    await carryOut(
      desk,
      startSetup,
      { ...incoming, chat, name: name === "" ? null : name },
      "by_reply",
    );
  });
  composer.filter(isGroupPress("setup_start"), async (ctx) => {
    const { incoming, chat } = ctx.pressed;
    const reason = await carryOut(desk, startSetup, { ...incoming, chat, name: null }, "by_press");
    answerPress(
      answers,
      ctx,
      reason === null ? { type: "stepped" } : { type: "setup_refused", reason },
    );
  });
  composer.filter(isGroupPress(...steps), async (ctx) => {
    const { incoming, chat, data } = ctx.pressed;
    const press = { ...incoming, chat, step: decodeStep(data) };
    answerPress(answers, ctx, await carryOut(desk, pressSetup, press));
  });
  return composer;
}

function decodeStep(data: StepData): SetupStep {
  switch (data.type) {
    case "setup_toggle":
      return { type: "toggle", department: data.department };
    case "setup_rename":
      return { type: "rename" };
    case "setup_finish":
      return { type: "finish" };
    case "setup_cancel":
      return { type: "cancel" };
  }
}
