import { Composer } from "grammy";
import { carryOut } from "../../desk/carry_out.ts";
import type { Desk } from "../../desk/desk.ts";
import { changeRole } from "../../desk/members/change_role.ts";
import { decideJoin } from "../../desk/members/decide_join.ts";
import { removeMember } from "../../desk/members/remove_member.ts";
import { requestToJoin } from "../../desk/members/request_to_join.ts";
import { showMembers } from "../../desk/members/show_members.ts";
import { type BotContext, isCommand, isPress } from "../bot_context.ts";
import { decodeMemberCommand } from "../decode/member_command.ts";
import { parseRole } from "../decode/role.ts";
import type { PressAnswers } from "../press_answers.ts";
import { answerPress } from "./answer_press.ts";

/** `/members`, `/unmember`, `/role`, `/join`, and the buttons that decide about the last. */
export function createPeople(desk: Desk, answers: PressAnswers): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.filter(isCommand("members"), async ({ received: { incoming } }) => {
    await carryOut(desk, showMembers, incoming);
  });
  composer.filter(isCommand("unmember"), async ({ received, me }) => {
    await carryOut(desk, removeMember, decodeMemberCommand(received, received.command, me));
  });
  composer.filter(isCommand("role"), async ({ received, me }) => {
    const { departmentName: word, ...command } = decodeMemberCommand(
      received,
      received.command,
      me,
    );
    await carryOut(desk, changeRole, { ...command, role: parseRole(word) });
  });
  composer.filter(isCommand("join"), async ({ received: { incoming, command } }) => {
    const departmentName = command.words.trim().replaceAll(/\s+/g, " ");
    await carryOut(desk, requestToJoin, { ...incoming, departmentName });
  });
  composer.filter(isPress("decide_join"), async (ctx) => {
    const { incoming, data: { organisationId, requestId, approved } } = ctx.pressed;
    const press = { ...incoming, organisationId, requestId, approved };
    answerPress(answers, ctx, await carryOut(desk, decideJoin, press));
  });
  return composer;
}
