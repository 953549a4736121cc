import * as v from "valibot";
import type { Answer } from "../../desk/answer.ts";
import { incidentStatuses } from "../../incident/incident.ts";
import type { Refusal } from "../../incident/refusal.ts";
import { roles } from "../../people/role.ts";
import { connectionAnswer } from "./connection_answer.ts";
import { departmentAnswer } from "./department_answer.ts";
import { settingsAnswer } from "./settings_answer.ts";
import { peopleAnswer } from "./people_answer.ts";
import {
  anonymousCommandId,
  count,
  departmentId,
  incidentId,
  invitationId,
  userId,
} from "./ids.ts";
import { reportPeriod } from "./report_period.ts";

const refusal: v.GenericSchema<unknown, Refusal> = v.variant("reason", [
  v.object({ reason: v.literal("wrong_status"), status: v.picklist(incidentStatuses) }),
  v.object({
    reason: v.picklist(["not_in_department", "department_restricted", "same_department"]),
    departmentId,
  }),
  v.object({
    reason: v.picklist([
      "outdated",
      "not_reporter",
      "already_claimed",
      "already_responder",
      "not_responder",
      "already_writer",
      "too_late",
    ]),
  }),
]);

const setupRefusal = v.picklist([
  "not_administrator",
  "sign_ups_closed",
  "already_connected",
  "name_too_short",
  "name_too_long",
  "no_department",
  "private_chat",
]);

const memberRefusal = v.variant("type", [
  v.object({ type: v.picklist(["not_manager", "usage", "is_bot"]) }),
  v.object({ type: v.literal("no_such_department"), name: v.string() }),
  v.object({ type: v.literal("already_member"), userId, departmentId }),
]);

/** What the desk says, as it waits in a delivery. */
export const answer: v.GenericSchema<unknown, Answer> = v.variant("type", [
  connectionAnswer,
  v.object({
    type: v.literal("welcome"),
    connected: v.boolean(),
    canPin: v.boolean(),
    seesMessages: v.boolean(),
  }),
  v.object({
    type: v.literal("setup_done"),
    organisation: v.string(),
    departments: v.array(v.string()),
  }),
  v.object({ type: v.literal("cannot_pin"), userId, groupTitle: v.string() }),
  v.object({ type: v.literal("setup_refused"), reason: setupRefusal }),
  v.object({
    type: v.literal("ticket_refused"),
    reason: v.picklist([
      "too_short",
      "too_long",
      "nothing_found",
      "sees_commands_only",
      "quotes_us",
      "private_chat",
      "too_many_of_person",
      "too_many_in_group",
    ]),
  }),
  v.object({ type: v.literal("member_added"), userId, departmentId }),
  v.object({
    type: v.literal("member_invited"),
    username: v.string(),
    departmentId,
    invitationId,
  }),
  v.object({ type: v.literal("member_refused"), reason: memberRefusal }),
  v.object({
    type: v.picklist([
      "not_connected",
      "not_applied",
      "open_incidents",
      "my_incidents",
      "incident_usage",
    ]),
  }),
  v.object({
    type: v.literal("responder_left"),
    userId,
    number: count,
    waitingFor: v.nullable(departmentId),
  }),
  v.object({ type: v.literal("confirm_yourself"), commandId: anonymousCommandId }),
  v.object({ type: v.picklist(["comment_usage", "reopen_usage"]) }),
  v.object({ type: v.literal("settings"), said: settingsAnswer }),
  v.object({ type: v.literal("people"), said: peopleAnswer }),
  v.object({ type: v.literal("departments"), said: departmentAnswer }),
  v.object({ type: v.literal("incident"), incidentId }),
  v.object({ type: v.literal("incident_not_found"), number: count }),
  v.object({
    type: v.literal("summary_refused"),
    reason: v.picklist(["too_short", "too_long", "no_words"]),
  }),
  v.object({ type: v.literal("report"), period: reportPeriod }),
  v.object({
    type: v.literal("report_refused"),
    reason: v.picklist(["not_manager", "usage", "future"]),
  }),
  v.object({ type: v.literal("refused"), refusal }),
  v.object({
    type: v.literal("help"),
    place: v.picklist(["group", "private"]),
    role: v.nullable(v.picklist(roles)),
    platformAdmin: v.exactOptional(v.literal(true)),
  }),
]);
