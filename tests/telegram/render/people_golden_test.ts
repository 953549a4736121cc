import type { DepartmentAnswer, DepartmentRefusal } from "../../../src/desk/department_answer.ts";
import type { PeopleAnswer, PeopleRefusal } from "../../../src/desk/people_answer.ts";
import type { Answer } from "../../../src/desk/answer.ts";
import type { SettingsAnswer } from "../../../src/desk/settings_answer.ts";
import {
  parseDepartmentId,
  parseJoinRequestId,
  parseOrganisationId,
} from "../../../src/people/ids.ts";
import { type AnswerViews, noViews, renderAnswer } from "../../../src/telegram/render/answers.ts";
import { renderPressAnswer } from "../../../src/telegram/render/messages.ts";
import { renderSettingPrompt } from "../../../src/telegram/render/settings_answers.ts";
import { assertGolden, draw } from "./golden.ts";
import { parseHtml } from "./parse_html.ts";
import { words } from "./read_words.ts";
import {
  at,
  createCardView,
  dana,
  dispatch,
  maintenance,
  max,
  mia,
  safety,
  waiting,
} from "./sample_views.ts";

const organisation = {
  ...createCardView(waiting).organisation,
  defaultDepartmentId: dispatch.id,
  quietReminders: true,
};
const views: AnswerViews = {
  ...noViews,
  people: [dana, max, mia],
  departments: [dispatch, maintenance, safety],
  roster: {
    organisation,
    departments: [
      { ...dispatch, claimMinutes: null, resolveMinutes: null, members: 0 },
      { ...maintenance, claimMinutes: 5, resolveMinutes: 90, members: 1 },
      { ...safety, claimMinutes: null, resolveMinutes: 2880, members: 2 },
    ],
    members: [
      { person: max, role: "ops_manager", departmentIds: [safety.id] },
      { person: mia, role: "dispatcher", departmentIds: [maintenance.id, safety.id] },
      { person: dana, role: "ops_manager", departmentIds: [] },
    ],
    drivers: 12,
    manager: true,
  },
  settings: { organisation, now: at("14:02") },
};

const department = { userId: mia.userId, departmentId: maintenance.id };
const departmentRefusals: readonly DepartmentRefusal[] = [
  { type: "not_manager" },
  { type: "usage" },
  { type: "sla_usage" },
  { type: "name_too_short" },
  { type: "name_too_long" },
  { type: "too_many" },
  { type: "last_one" },
  { type: "claim_minutes" },
  { type: "resolve_minutes" },
  { type: "no_such_department", name: "<Repairs>" },
  { type: "name_taken", name: "Safety & Co" },
  { type: "still_open", name: "Safety", numbers: [7, 42], more: 0 },
  { type: "still_open", name: "Safety", numbers: [7, 42], more: 3 },
];
const departmentAnswers: readonly DepartmentAnswer[] = [
  { type: "listed" },
  { type: "added", name: "Tyre & rim service" },
  { type: "renamed", from: "Tyre service", to: "Tyres" },
  { type: "removed", name: "Tyres", members: 0 },
  { type: "removed", name: "Tyres", members: 1 },
  { type: "removed", name: "Tyres", members: 4 },
  { type: "restricted", name: "Tyres", restricted: true },
  { type: "restricted", name: "Tyres", restricted: false },
  {
    type: "service_level",
    name: "Tyres",
    inherited: false,
    claimMinutes: 15,
    resolveMinutes: 120,
  },
  { type: "service_level", name: "Tyres", inherited: true, claimMinutes: 15, resolveMinutes: 120 },
  { type: "service_level", name: null, inherited: false, claimMinutes: 15, resolveMinutes: 120 },
  ...departmentRefusals.map((reason) => ({ type: "refused", reason }) as const),
];

const { userId } = mia;
const request = {
  type: "join_request",
  requestId: parseJoinRequestId(3),
  organisationId: parseOrganisationId(1),
  ...department,
} as const;
const peopleRefusals: readonly PeopleRefusal[] = [
  { type: "not_manager" },
  { type: "unmember_usage" },
  { type: "role_usage" },
  { type: "join_usage" },
  { type: "is_bot" },
  { type: "no_such_department", name: "Repairs" },
  { type: "join_unknown", name: "Repairs" },
  { type: "unknown_person", username: "new_hand" },
  { type: "not_member", ...department },
  { type: "already_member", ...department },
  { type: "already_asked", ...department },
  { type: "belongs_nowhere", userId },
  { type: "last_manager", userId },
  { type: "no_department", userId },
  { type: "same_role", userId, role: "dispatcher" },
];
const peopleAnswers: readonly PeopleAnswer[] = [
  { type: "listed" },
  { type: "left", ...department, role: "dispatcher", released: [] },
  { type: "left", ...department, role: "driver", released: [42] },
  { type: "left", userId, departmentId: null, role: "driver", released: [7, 42] },
  { type: "role_changed", userId, role: "ops_manager", released: [] },
  { type: "role_changed", userId, role: "driver", released: [7, 42] },
  { type: "join_asked", departmentId: safety.id },
  { ...request, mentions: [], decision: null },
  { ...request, mentions: [max.userId, dana.userId], decision: null },
  { ...request, mentions: [], decision: { approved: true, by: max.userId } },
  { ...request, mentions: [], decision: { approved: false, by: max.userId } },
  { type: "join_decided", ...department, decision: { approved: true, by: max.userId } },
  { type: "join_decided", ...department, decision: { approved: false, by: max.userId } },
  ...peopleRefusals.map((reason) => ({ type: "refused", reason }) as const),
];

const settingsAnswers: readonly SettingsAnswer[] = [
  { type: "board", view: "main" },
  { type: "board", view: "departments" },
  { type: "minutes_changed", setting: "claim_minutes", minutes: 15 },
  { type: "minutes_changed", setting: "resolve_minutes", minutes: 180 },
  { type: "minutes_changed", setting: "summary_minutes", minutes: 5 },
  { type: "zone_changed", timeZone: "America/Chicago" },
  { type: "refused", reason: { type: "not_manager" } },
  { type: "refused", reason: { type: "minutes", least: 1, most: 10_080 } },
  { type: "refused", reason: { type: "zone", words: "<Mars>", zones: [] } },
  { type: "refused", reason: { type: "zone", words: "Center", zones: ["A/Center", "B/Center"] } },
];

Deno.test("answers about departments, people and settings read as in people.golden.txt", () => {
  const scenes = new Map<string, string>();
  const add = (what: string, answer: Answer, changes: Partial<AnswerViews> = {}) => {
    const title = `${scenes.size + 1}: ${what}`;
    scenes.set(title, draw(renderAnswer(words, answer, { ...views, ...changes })));
  };
  for (const said of departmentAnswers) add("departments", { type: "departments", said });
  for (const said of peopleAnswers) add("people", { type: "people", said });
  for (const said of settingsAnswers) add("settings", { type: "settings", said });
  add("settings, no default, aloud", { type: "settings", said: { type: "board", view: "main" } }, {
    settings: {
      organisation: { ...organisation, defaultDepartmentId: null, quietReminders: false },
      now: at("14:02"),
    },
  });
  for (
    const setting of ["claim_minutes", "resolve_minutes", "summary_minutes", "time_zone"] as const
  ) {
    const { html, placeholder } = renderSettingPrompt(words, mia, setting);
    scenes.set(`question: ${setting}`, `${parseHtml(html)}\n\n[[ ${placeholder} ]]`);
  }
  const presses = [
    { type: "asked" },
    { type: "setting_changed", setting: "quiet_reminders", on: true },
    { type: "setting_changed", setting: "quiet_reminders", on: false },
    { type: "setting_changed", setting: "default_department", department: null },
    {
      type: "setting_changed",
      setting: "default_department",
      department: { id: parseDepartmentId(9), name: "Yard", restricted: true },
    },
    { type: "board_refused", reason: "not_manager" },
    { type: "board_refused", reason: "decided" },
    { type: "board_refused", reason: "over" },
  ] as const;
  scenes.set(
    "presses",
    presses.map((outcome) => renderPressAnswer(words, outcome))
      .map(({ text, alert }) => alert ? `(!) ${text}` : text).join("\n"),
  );
  assertGolden("people.golden.txt", scenes);
});
