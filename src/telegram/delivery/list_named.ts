import type { Answer } from "../../desk/answer.ts";
import type { PeopleAnswer } from "../../desk/people_answer.ts";
import type { UserId } from "../../people/ids.ts";

/** The people whom an answer names. */
export function listNamed(answer: Answer): readonly UserId[] {
  switch (answer.type) {
    case "member_added":
    case "cannot_pin":
    case "responder_left":
      return [answer.userId];
    case "member_refused":
      return answer.reason.type === "already_member" ? [answer.reason.userId] : [];
    case "people":
      return listNamedPeople(answer.said);
    default:
      return [];
  }
}

function listNamedPeople(said: PeopleAnswer): readonly UserId[] {
  switch (said.type) {
    case "listed":
    case "join_asked":
      return [];
    case "left":
    case "role_changed":
      return [said.userId];
    case "join_request": {
      const { userId, mentions, decision } = said;
      return decision === null ? [userId, ...mentions] : [userId, decision.by];
    }
    case "join_decided":
      return [said.userId, said.decision.by];
    case "refused":
      return "userId" in said.reason ? [said.reason.userId] : [];
  }
}
