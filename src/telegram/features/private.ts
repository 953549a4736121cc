import { Composer } from "grammy";
import { carryOut } from "../../desk/carry_out.ts";
import { chooseOrganisation, showOrganisation } from "../../desk/choose_organisation.ts";
import type { Desk } from "../../desk/desk.ts";
import { showPlatform } from "../../desk/show_platform.ts";
import { type BotContext, isPress, isPrivateCommand } from "../bot_context.ts";
import type { PressAnswers } from "../press_answers.ts";
import { answerPress } from "./answer_press.ts";

/** What there is in private only: `/organisation` with its buttons, and `/platform`. */
export function createPrivate(desk: Desk, answers: PressAnswers): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.filter(isPrivateCommand("organisation", "organization"), async ({ received }) => {
    await carryOut(desk, showOrganisation, received.incoming);
  });
  composer.filter(isPress("choose_organisation"), async (ctx) => {
    const { incoming, data: { organisationId } } = ctx.pressed;
    answerPress(
      answers,
      ctx,
      await carryOut(desk, chooseOrganisation, { ...incoming, organisationId }),
    );
  });
  composer.filter(isPrivateCommand("platform"), async ({ received }) => {
    await carryOut(desk, showPlatform, received.incoming);
  });
  return composer;
}
