import { Composer } from "grammy";
import { acceptInvitation } from "../../desk/accept_invitation.ts";
import { addMember } from "../../desk/add_member.ts";
import { carryOut } from "../../desk/carry_out.ts";
import type { Desk } from "../../desk/desk.ts";
import { type BotContext, isCommand, isPress } from "../bot_context.ts";
import { decodeMemberCommand } from "../decode/member_command.ts";
import type { PressAnswers } from "../press_answers.ts";
import { answerPress } from "./answer_press.ts";

/** `/member`, and the button "I am @name". */
export function createMembers(desk: Desk, answers: PressAnswers): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.filter(isCommand("member"), async ({ received, me }) => {
    await carryOut(desk, addMember, decodeMemberCommand(received, received.command, me));
  });
  composer.filter(isPress("accept_invitation"), async (ctx) => {
    const { incoming, data: { invitationId } } = ctx.pressed;
    answerPress(
      answers,
      ctx,
      await carryOut(desk, acceptInvitation, { ...incoming, invitationId }),
    );
  });
  return composer;
}
