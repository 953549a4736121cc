import * as v from "valibot";
import type { PeopleAnswer } from "../../desk/people_answer.ts";
import { roles } from "../../people/role.ts";
import { count, departmentId, joinRequestId, organisationId, userId } from "./ids.ts";

const role = v.picklist(roles);
const released = v.array(count);
const decision = v.object({ approved: v.boolean(), by: userId });

/** What is said about who belongs where, as it waits in a delivery. */
export const peopleAnswer: v.GenericSchema<unknown, PeopleAnswer> = v.variant("type", [
  v.object({ type: v.literal("listed") }),
  v.object({
    type: v.literal("left"),
    userId,
    departmentId: v.nullable(departmentId),
    role,
    released,
  }),
  v.object({ type: v.literal("role_changed"), userId, role, released }),
  v.object({ type: v.literal("join_asked"), departmentId }),
  v.object({
    type: v.literal("join_request"),
    requestId: joinRequestId,
    organisationId,
    userId,
    departmentId,
    mentions: v.array(userId),
    decision: v.nullable(decision),
  }),
  v.object({ type: v.literal("join_decided"), userId, departmentId, decision }),
  v.object({
    type: v.literal("refused"),
    reason: v.variant("type", [
      v.object({
        type: v.picklist(["not_manager", "unmember_usage", "role_usage", "join_usage", "is_bot"]),
      }),
      v.object({ type: v.picklist(["no_such_department", "join_unknown"]), name: v.string() }),
      v.object({ type: v.literal("unknown_person"), username: v.string() }),
      v.object({
        type: v.picklist(["not_member", "already_member", "already_asked"]),
        userId,
        departmentId,
      }),
      v.object({
        type: v.picklist(["belongs_nowhere", "last_manager", "no_department"]),
        userId,
      }),
      v.object({ type: v.literal("same_role"), userId, role }),
    ]),
  }),
]);
