import assert from "node:assert/strict";
import type { Answer, MemberRefusal } from "../../../src/desk/answer.ts";
import type { DeliveryContent, DeliveryKind } from "../../../src/desk/delivery_content.ts";
import { incidentStatuses } from "../../../src/incident/incident.ts";
import type { DepartmentAnswer, DepartmentRefusal } from "../../../src/desk/department_answer.ts";
import type { SettingsAnswer } from "../../../src/desk/settings_answer.ts";
import type { PeopleAnswer, PeopleRefusal } from "../../../src/desk/people_answer.ts";
import type { Refusal } from "../../../src/incident/refusal.ts";
import {
  parseAnonymousCommandId,
  parseCardId,
  parseChatId,
  parseConnectionRequestId,
  parseDepartmentId,
  parseGroupId,
  parseIncidentId,
  parseInvitationId,
  parseJoinRequestId,
  parseMessageId,
  parseOrganisationId,
  parseThreadId,
  parseUserId,
} from "../../../src/people/ids.ts";
import { findDeliveryContent } from "../../../src/postgres/documents/delivery_content.ts";

const incidentId = parseIncidentId(42);
const userId = parseUserId(7_000_000_001);
const departmentId = parseDepartmentId(3);
const messageId = parseMessageId(9);
const requestId = parseConnectionRequestId(12);

/** Every reason; a new one fails to compile until it stands here, and to pass until it is read. */
const refusals: { readonly [R in Refusal["reason"]]: Extract<Refusal, { reason: R }> } = {
  outdated: { reason: "outdated" },
  wrong_status: { reason: "wrong_status", status: "closed" },
  not_in_department: { reason: "not_in_department", departmentId },
  not_reporter: { reason: "not_reporter" },
  already_claimed: { reason: "already_claimed" },
  already_responder: { reason: "already_responder" },
  not_responder: { reason: "not_responder" },
  already_writer: { reason: "already_writer" },
  department_restricted: { reason: "department_restricted", departmentId },
  same_department: { reason: "same_department", departmentId },
  too_late: { reason: "too_late" },
};

type ReasonOf<T extends Answer["type"]> = Extract<Answer, { type: T }> extends
  { reason: infer R extends string } ? R : never;

const setupReasons: { readonly [R in ReasonOf<"setup_refused">]: R } = {
  not_administrator: "not_administrator",
  sign_ups_closed: "sign_ups_closed",
  already_connected: "already_connected",
  name_too_short: "name_too_short",
  name_too_long: "name_too_long",
  no_department: "no_department",
  private_chat: "private_chat",
};
const ticketReasons: { readonly [R in ReasonOf<"ticket_refused">]: R } = {
  too_short: "too_short",
  too_long: "too_long",
  nothing_found: "nothing_found",
  quotes_us: "quotes_us",
  sees_commands_only: "sees_commands_only",
  private_chat: "private_chat",
  too_many_of_person: "too_many_of_person",
  too_many_in_group: "too_many_in_group",
};
const summaryReasons: { readonly [R in ReasonOf<"summary_refused">]: R } = {
  too_short: "too_short",
  too_long: "too_long",
  no_words: "no_words",
};
const connectionReasons: { readonly [R in ReasonOf<"connection_refused">]: R } = {
  not_manager: "not_manager",
  private_chat: "private_chat",
  no_code: "no_code",
  already_connected: "already_connected",
  not_administrator: "not_administrator",
  wrong_code: "wrong_code",
  too_many_tries: "too_many_tries",
};
const reportReasons: { readonly [R in ReasonOf<"report_refused">]: R } = {
  not_manager: "not_manager",
  usage: "usage",
  future: "future",
};
const memberReasons: {
  readonly [T in MemberRefusal["type"]]: Extract<MemberRefusal, { type: T }>;
} = {
  not_manager: { type: "not_manager" },
  usage: { type: "usage" },
  no_such_department: { type: "no_such_department", name: "Legal" },
  already_member: { type: "already_member", userId, departmentId },
  is_bot: { type: "is_bot" },
};

const departmentReasons: {
  readonly [T in DepartmentRefusal["type"]]: DepartmentRefusal & { readonly type: T };
} = {
  not_manager: { type: "not_manager" },
  usage: { type: "usage" },
  sla_usage: { type: "sla_usage" },
  name_too_short: { type: "name_too_short" },
  name_too_long: { type: "name_too_long" },
  too_many: { type: "too_many" },
  last_one: { type: "last_one" },
  claim_minutes: { type: "claim_minutes" },
  resolve_minutes: { type: "resolve_minutes" },
  no_such_department: { type: "no_such_department", name: "Legal" },
  name_taken: { type: "name_taken", name: "Legal" },
  still_open: { type: "still_open", name: "Legal", numbers: [1, 2], more: 3 },
};
const departmentAnswers: {
  readonly [T in DepartmentAnswer["type"]]: readonly Extract<
    DepartmentAnswer,
    { readonly type: T }
  >[];
} = {
  listed: [{ type: "listed" }],
  added: [{ type: "added", name: "Legal" }],
  renamed: [{ type: "renamed", from: "Legal", to: "Law" }],
  removed: [{ type: "removed", name: "Legal", members: 2 }],
  restricted: [{ type: "restricted", name: "Legal", restricted: true }],
  service_level: [{
    type: "service_level",
    name: null,
    inherited: false,
    claimMinutes: 10,
    resolveMinutes: 120,
  }],
  refused: Object.values(departmentReasons).map((reason) => ({ type: "refused", reason })),
};

const peopleReasons: {
  readonly [T in PeopleRefusal["type"]]: PeopleRefusal & { readonly type: T };
} = {
  not_manager: { type: "not_manager" },
  unmember_usage: { type: "unmember_usage" },
  role_usage: { type: "role_usage" },
  join_usage: { type: "join_usage" },
  is_bot: { type: "is_bot" },
  no_such_department: { type: "no_such_department", name: "Legal" },
  join_unknown: { type: "join_unknown", name: "Legal" },
  unknown_person: { type: "unknown_person", username: "ann" },
  not_member: { type: "not_member", userId, departmentId },
  already_member: { type: "already_member", userId, departmentId },
  already_asked: { type: "already_asked", userId, departmentId },
  belongs_nowhere: { type: "belongs_nowhere", userId },
  last_manager: { type: "last_manager", userId },
  no_department: { type: "no_department", userId },
  same_role: { type: "same_role", userId, role: "driver" },
};
const joinRequest = {
  type: "join_request",
  requestId: parseJoinRequestId(7),
  organisationId: parseOrganisationId(2),
  userId,
  departmentId,
} as const;
const peopleAnswers: {
  readonly [T in PeopleAnswer["type"]]: readonly Extract<PeopleAnswer, { readonly type: T }>[];
} = {
  listed: [{ type: "listed" }],
  left: [
    { type: "left", userId, departmentId, role: "dispatcher", released: [42] },
    { type: "left", userId, departmentId: null, role: "driver", released: [] },
  ],
  role_changed: [{ type: "role_changed", userId, role: "ops_manager", released: [] }],
  join_asked: [{ type: "join_asked", departmentId }],
  join_request: [
    { ...joinRequest, mentions: [userId], decision: null },
    { ...joinRequest, mentions: [], decision: { approved: false, by: userId } },
  ],
  join_decided: [
    { type: "join_decided", userId, departmentId, decision: { approved: true, by: userId } },
  ],
  refused: Object.values(peopleReasons).map((reason) => ({ type: "refused", reason })),
};

const settingsAnswers: readonly SettingsAnswer[] = [
  { type: "board", view: "main" },
  { type: "minutes_changed", setting: "claim_minutes", minutes: 15 },
  { type: "zone_changed", timeZone: "America/Chicago" },
  { type: "refused", reason: { type: "not_manager" } },
  { type: "refused", reason: { type: "minutes", least: 1, most: 10 } },
  { type: "refused", reason: { type: "zone", words: "Mars", zones: ["A/B"] } },
];

const answers: { readonly [T in Answer["type"]]: readonly Extract<Answer, { type: T }>[] } = {
  welcome: [{ type: "welcome", connected: false, canPin: true, seesMessages: false }],
  cannot_pin: [{ type: "cannot_pin", userId, groupTitle: "Acme" }],
  setup_done: [{ type: "setup_done", organisation: "Acme", departments: ["Dispatch"] }],
  setup_refused: Object.values(setupReasons).map((reason) => ({ type: "setup_refused", reason })),
  not_connected: [{ type: "not_connected" }],
  not_applied: [{ type: "not_applied" }],
  ticket_refused: Object.values(ticketReasons).map((reason) => ({
    type: "ticket_refused",
    reason,
  })),
  member_added: [{ type: "member_added", userId, departmentId }],
  member_invited: [{
    type: "member_invited",
    username: "ann",
    departmentId,
    invitationId: parseInvitationId(5),
  }],
  member_refused: Object.values(memberReasons).map((reason) => ({
    type: "member_refused",
    reason,
  })),
  departments: Object.values(departmentAnswers).flat()
    .map((said) => ({ type: "departments", said })),
  settings: settingsAnswers.map((said) => ({ type: "settings", said })),
  people: Object.values(peopleAnswers).flat().map((said) => ({ type: "people", said })),
  open_incidents: [{ type: "open_incidents" }],
  my_incidents: [{ type: "my_incidents" }],
  responder_left: [
    { type: "responder_left", userId, number: 42, waitingFor: departmentId },
    { type: "responder_left", userId, number: 42, waitingFor: null },
  ],
  confirm_yourself: [{ type: "confirm_yourself", commandId: parseAnonymousCommandId(4) }],
  comment_usage: [{ type: "comment_usage" }],
  reopen_usage: [{ type: "reopen_usage" }],
  incident: [{ type: "incident", incidentId }],
  incident_not_found: [{ type: "incident_not_found", number: 17 }],
  incident_usage: [{ type: "incident_usage" }],
  report: [{ type: "report", period: { kind: "week", firstDay: "2026-11-16" } }],
  report_refused: Object.values(reportReasons).map((reason) => ({
    type: "report_refused",
    reason,
  })),
  summary_refused: Object.values(summaryReasons).map((reason) => ({
    type: "summary_refused",
    reason,
  })),
  refused: [
    ...Object.values(refusals).map((refusal) => ({ type: "refused", refusal }) as const),
    ...incidentStatuses.map((status) =>
      ({ type: "refused", refusal: { reason: "wrong_status", status } }) as const
    ),
  ],
  connection_code: [{ type: "connection_code" }],
  connection_awaited: [{ type: "connection_awaited" }],
  connection_asked: [{ type: "connection_asked", requestId }],
  connection_answered: [{ type: "connection_answered", requestId }],
  group_connected: [{ type: "group_connected", organisation: "Acme" }],
  connection_declined: [{ type: "connection_declined" }],
  connection_refused: Object.values(connectionReasons).map((reason) => ({
    type: "connection_refused",
    reason,
  })),
  organisation_asked: [{ type: "organisation_asked" }],
  organisation_chosen: [{ type: "organisation_chosen", organisation: "Acme" }],
  platform: [{ type: "platform" }],
  help: [
    { type: "help", place: "group", role: "ops_manager" },
    { type: "help", place: "private", role: null },
    { type: "help", place: "private", role: null, platformAdmin: true },
  ],
};

const place = { chatId: parseChatId(-1_002_000_000_001), threadId: parseThreadId(4) };

const reminder = {
  incidentId,
  says: "overdue",
  clock: "claim",
  since: 1_795_451_278_974,
  event: 4,
  silent: true,
} as const;

const contents: {
  readonly [K in DeliveryKind]: readonly Extract<DeliveryContent, { kind: K }>[];
} = {
  card: [{ kind: "card", cardId: parseCardId(8) }],
  ping: [{ kind: "ping", incidentId, session: 2, userIds: [userId], managers: true }],
  private_ping: [{ kind: "private_ping", incidentId, session: 1, managers: false }],
  claimed_notice: [{ kind: "claimed_notice", incidentId, userId }],
  resolved_notice: [{ kind: "resolved_notice", incidentId, cycle: 1, silent: true }],
  reminder: [{ kind: "reminder", userIds: [userId], ...reminder }],
  private_reminder: [
    { kind: "private_reminder", ...reminder },
    { kind: "private_reminder", ...reminder, missedSince: 1_795_451_278_000 },
  ],
  catch_up: [{ kind: "catch_up" }],
  prompt: [{ kind: "prompt", promptId: 11 }],
  delete_message: [{ kind: "delete_message", messageId }],
  reaction: [
    { kind: "reaction", messageId, emoji: "✍" },
    { kind: "reaction", messageId, emoji: "👍" },
    { kind: "reaction", messageId, emoji: "🙈" },
  ],
  setup_board: [{ kind: "setup_board" }],
  setup_name_prompt: [
    { kind: "setup_name_prompt", replyTo: null },
    { kind: "setup_name_prompt", replyTo: messageId },
  ],
  report_file: [
    {
      kind: "report_file",
      file: "chart",
      period: { kind: "day", firstDay: "2026-11-16" },
      expiresSeconds: null,
    },
    {
      kind: "report_file",
      file: "table",
      period: { kind: "month", firstDay: "2026-11-01" },
      expiresSeconds: 300,
    },
  ],
  answer: Object.values(answers).flat().flatMap((answer) =>
    [
      {
        kind: "answer",
        answer,
        replyTo: messageId,
        expiresSeconds: 300,
        fallback: { place, replyTo: messageId },
        viewer: { userId, groupId: parseGroupId(6) },
      },
      {
        kind: "answer",
        answer,
        replyTo: null,
        expiresSeconds: null,
        fallback: null,
        edits: messageId,
        viewer: { userId, groupId: null },
      },
    ] as const
  ),
};

Deno.test("every kind of delivery is read back as it was written", () => {
  for (const content of Object.values(contents).flat()) {
    assert.deepEqual(findDeliveryContent(JSON.parse(JSON.stringify(content))), content);
  }
});

Deno.test("what is no delivery is refused", () => {
  for (
    const wrong of [
      null,
      {},
      { kind: "unknown" },
      { kind: "card" },
      { kind: "card", cardId: "x" },
      { kind: "ping", incidentId: 1, session: 1, userIds: [-5], managers: true },
      { kind: "answer", answer: { type: "new" } },
    ]
  ) {
    assert.equal(findDeliveryContent(wrong), null, JSON.stringify(wrong));
  }
});
