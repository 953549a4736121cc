import type { Answer } from "../../../src/desk/answer.ts";
import type { IncidentLine } from "../../../src/desk/views.ts";
import {
  parseAnonymousCommandId,
  parseChatId,
  parseConnectionRequestId,
  parseDepartmentId,
  parseIncidentId,
  parseInvitationId,
  parseMessageId,
  parseOrganisationId,
} from "../../../src/people/ids.ts";
import { type AnswerViews, noViews, renderAnswer } from "../../../src/telegram/render/answers.ts";
import { createCommandLists } from "../../../src/telegram/render/commands.ts";
import { renderClaimedNotice, renderResolvedNotice } from "../../../src/telegram/render/notices.ts";
import { renderPing, renderPrivatePing } from "../../../src/telegram/render/ping.ts";
import {
  renderReportPrompt,
  renderSetupNamePrompt,
  renderSummaryPrompt,
} from "../../../src/telegram/render/prompts.ts";
import type { Rendered, RenderedPrompt } from "../../../src/telegram/render/rendered.ts";
import { renderSetupBoard } from "../../../src/telegram/render/setup_board.ts";
import { assertGolden, draw } from "./golden.ts";
import { parseHtml } from "./parse_html.ts";
import { words } from "./read_words.ts";
import { createStory } from "./sample_story.ts";
import {
  at,
  claimed,
  createCardView,
  dana,
  dispatch,
  maintenance,
  max,
  mia,
  reported,
  resolved,
  safety,
  waiting,
} from "./sample_views.ts";

const link = "https://t.me/c/1234567890/99";

function drawPrompt({ html, placeholder }: RenderedPrompt): string {
  return `${parseHtml(html)}\n\n[[ ${placeholder} ]]`;
}

Deno.test("what is sent into chats reads as in messages.golden.txt", () => {
  const one = (message: Rendered) => draw([message]);
  const setup = {
    chatId: parseChatId(-5),
    userId: dana.userId,
    name: "Acme & Sons",
    departments: ["Dispatch", "Maintenance"],
    messageId: null,
    promptMessageId: null,
  };
  const view = createCardView(waiting, { media: ["photo"] });
  const commands = createCommandLists(words).map(({ scope, commands }) =>
    [scope.type, ...commands.map((one) => `/${one.command}  ${one.description}`)].join("\n")
  );
  assertGolden(
    "messages.golden.txt",
    new Map([
      ["ping", one(renderPing(words, view, [max, mia], false))],
      ["ping of the managers", one(renderPing(words, view, [mia], true))],
      ["private ping", one(renderPrivatePing(words, view, false, link))],
      ["private ping of a manager, no link", one(renderPrivatePing(words, view, true, null))],
      ["claimed notice", one(renderClaimedNotice(words, createCardView(claimed), max))],
      ["resolved notice", one(renderResolvedNotice(words, createCardView(resolved)))],
      ["summary prompt", drawPrompt(renderSummaryPrompt(words, max, 42))],
      ["report prompt", drawPrompt(renderReportPrompt(words, mia))],
      ["name prompt of a set-up", drawPrompt(renderSetupNamePrompt(words, dana))],
      [
        "board of a set-up",
        one(renderSetupBoard(words, setup, ["Dispatch", "Maintenance", "Safety", "Accounting"])),
      ],
      ["commands", commands.join("\n\n")],
    ]),
  );
});

const lines: readonly IncidentLine[] = [
  {
    id: parseIncidentId(1),
    number: 42,
    status: "in_progress",
    departmentName: "Maintenance",
    excerpt: "Truck 12 lost its coolant on the A9 near exit 4. Warning lights on, cannot drive",
    openedAt: at("14:02"),
    responders: [max, mia],
    card: {
      chatId: parseChatId(-1001234567890),
      groupKind: "supergroup",
      messageId: parseMessageId(99),
    },
  },
  {
    id: parseIncidentId(2),
    number: 7,
    status: "awaiting_department",
    departmentName: null,
    excerpt: "Who <b>has</b> the gate key & the code?",
    openedAt: at("23:10", "2025-10-31"),
    responders: [],
    card: { chatId: parseChatId(-500), groupKind: "group", messageId: parseMessageId(5) },
  },
];
const list = { timeZone: "Europe/Berlin", now: at("16:00"), lines, more: false };
const views: AnswerViews = {
  ...noViews,
  people: [dana, max, mia],
  departments: [dispatch, maintenance, safety],
  list,
  details: createStory(),
};

const requestId = parseConnectionRequestId(4);
const connection = {
  homeId: parseOrganisationId(1),
  connectionRequest: {
    id: requestId,
    askedOf: mia.userId,
    chat: { chatId: parseChatId(-700), title: "Night <shift>", kind: "supergroup" },
    threadId: null,
    person: { ...dana, username: "dana_d" },
    answer: null,
  },
} as const;
const connectionRefusals = [
  "not_manager",
  "private_chat",
  "no_code",
  "already_connected",
  "not_administrator",
  "wrong_code",
  "too_many_tries",
] as const;
const { organisation } = views.details ?? createStory();
const organisations = {
  homeId: parseOrganisationId(2),
  organisations: [
    { ...organisation, id: parseOrganisationId(1), name: "Acme & Sons" },
    { ...organisation, id: parseOrganisationId(2), name: "Rival <Freight>" },
  ],
};

const member = { userId: mia.userId, departmentId: maintenance.id };
const scenes: readonly (readonly [string, Answer, Partial<AnswerViews>?])[] = [
  [
    "welcome, all is missing",
    { type: "welcome", connected: false, canPin: false, seesMessages: false },
  ],
  [
    "welcome back, all in order",
    { type: "welcome", connected: true, canPin: true, seesMessages: true },
  ],
  [
    "cannot pin, in the group",
    { type: "cannot_pin", userId: mia.userId, groupTitle: "Acme <Drivers>" },
  ],
  [
    "cannot pin, in private",
    { type: "cannot_pin", userId: mia.userId, groupTitle: "Acme <Drivers>" },
    { place: "private" },
  ],
  ["ticket, privacy mode", { type: "ticket_refused", reason: "sees_commands_only" }],
  [
    "set-up done",
    {
      type: "setup_done",
      organisation: "Acme & Sons",
      departments: ["Dispatch", "Maintenance", "Safety"],
    },
  ],
  ["set-up refused", { type: "setup_refused", reason: "not_administrator" }],
  ["not connected, in a group", { type: "not_connected" }],
  ["not connected, in private", { type: "not_connected" }, { place: "private" }],
  ["not applied", { type: "not_applied" }],
  ["ticket too short", { type: "ticket_refused", reason: "too_short" }],
  ["ticket too long", { type: "ticket_refused", reason: "too_long" }],
  ["ticket, nothing found", { type: "ticket_refused", reason: "nothing_found" }],
  ["ticket, too many of one person", { type: "ticket_refused", reason: "too_many_of_person" }],
  ["ticket, too many in a group", { type: "ticket_refused", reason: "too_many_in_group" }],
  ["ticket, in private", { type: "ticket_refused", reason: "private_chat" }],
  ["member added", { type: "member_added", ...member }],
  [
    "member invited",
    {
      type: "member_invited",
      username: "new_hand",
      departmentId: safety.id,
      invitationId: parseInvitationId(3),
    },
  ],
  ["member, not by a manager", { type: "member_refused", reason: { type: "not_manager" } }],
  ["member, usage", { type: "member_refused", reason: { type: "usage" } }],
  [
    "member, no such department",
    { type: "member_refused", reason: { type: "no_such_department", name: "<Repairs>" } },
  ],
  [
    "member, no department at all",
    { type: "member_refused", reason: { type: "no_such_department", name: "Repairs" } },
    { departments: [] },
  ],
  ["member already", { type: "member_refused", reason: { type: "already_member", ...member } }],
  ["member, a bot", { type: "member_refused", reason: { type: "is_bot" } }],
  ["open", { type: "open_incidents" }],
  ["open, more than are shown", { type: "open_incidents" }, { list: { ...list, more: true } }],
  ["open, none", { type: "open_incidents" }, { list: { ...list, lines: [] } }],
  ["mine", { type: "my_incidents" }, { list: { ...list, lines: lines.slice(0, 1) } }],
  ["mine, none", { type: "my_incidents" }, { list: { ...list, lines: [] } }],
  ["incident, its whole story", { type: "incident", incidentId: reported.id }],
  ["incident not found", { type: "incident_not_found", number: 99 }],
  ["incident, usage", { type: "incident_usage" }],
  [
    "the last responder left",
    { type: "responder_left", userId: mia.userId, number: 42, waitingFor: maintenance.id },
  ],
  [
    "one responder of several left",
    { type: "responder_left", userId: mia.userId, number: 42, waitingFor: null },
  ],
  [
    "an anonymous admin is asked who it is",
    { type: "confirm_yourself", commandId: parseAnonymousCommandId(4) },
  ],
  ["comment, usage", { type: "comment_usage" }],
  ["reopen, usage", { type: "reopen_usage" }],
  ["summary too short", { type: "summary_refused", reason: "too_short" }],
  ["summary too long", { type: "summary_refused", reason: "too_long" }],
  ["summary without words", { type: "summary_refused", reason: "no_words" }],
  [
    "refused",
    {
      type: "refused",
      refusal: { reason: "not_in_department", departmentId: parseDepartmentId(2) },
    },
  ],
  [
    "a code that connects a group",
    { type: "connection_code" },
    { connectionCode: { code: "0123456789abcdef0123456789abcdef", minutes: 60 } },
  ],
  ["connection, asked of the manager", { type: "connection_asked", requestId }, connection],
  [
    "connection approved, to the manager",
    { type: "connection_answered", requestId },
    { connectionRequest: { ...connection.connectionRequest, answer: "approved" } },
  ],
  [
    "connection declined, to the manager",
    { type: "connection_answered", requestId },
    { connectionRequest: { ...connection.connectionRequest, answer: "declined" } },
  ],
  ["connection awaited", { type: "connection_awaited" }],
  ["group connected", { type: "group_connected", organisation: "Acme & Sons" }],
  ["connection declined", { type: "connection_declined" }],
  ...connectionRefusals.map((reason) =>
    [`connection refused, ${reason}`, { type: "connection_refused", reason }] as const
  ),
  ["which organisation", { type: "organisation_asked" }, organisations],
  ["organisation chosen", { type: "organisation_chosen", organisation: "Acme & Sons" }],
  [
    "platform",
    { type: "platform" },
    {
      platform: {
        now: at("16:00"),
        lastTick: at("15:57"),
        organisations: [
          {
            organisationId: parseOrganisationId(1),
            groups: 2,
            openIncidents: 3,
            due: 0,
            failed: 1,
          },
          { organisationId: null, groups: 0, openIncidents: 0, due: 1, failed: 0 },
        ],
      },
    },
  ],
  [
    "platform, before the first tick",
    { type: "platform" },
    { platform: { now: at("16:00"), lastTick: null, organisations: [] } },
  ],
  [
    "help in private for a platform admin",
    { type: "help", place: "private", role: null, platformAdmin: true },
  ],
  [
    "help in private for a driver of two organisations",
    { type: "help", place: "private", role: "driver" },
    organisations,
  ],
  ["help in a group, not connected", { type: "help", place: "group", role: null }],
  ["help in a group for a driver", { type: "help", place: "group", role: "driver" }],
  ["help in a group for a dispatcher", { type: "help", place: "group", role: "dispatcher" }],
  ["help in a group for an ops manager", { type: "help", place: "group", role: "ops_manager" }],
  ["help in private", { type: "help", place: "private", role: null }],
  ["help in private for a driver", { type: "help", place: "private", role: "driver" }],
  ["help in private for a dispatcher", { type: "help", place: "private", role: "dispatcher" }],
  ["help in private for an ops manager", { type: "help", place: "private", role: "ops_manager" }],
];

Deno.test("every answer reads as in answers.golden.txt", () => {
  const drawn = scenes.map(([title, answer, changes]) =>
    [title, draw(renderAnswer(words, answer, { ...views, ...changes }))] as const
  );
  assertGolden("answers.golden.txt", new Map(drawn));
});
