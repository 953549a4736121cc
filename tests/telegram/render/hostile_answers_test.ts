/** What is called by people is hostile: groups, organisations, departments, and themselves. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Answer } from "../../../src/desk/answer.ts";
import { readyMadeDepartments } from "../../../src/desk/setup/ready_made_departments.ts";
import {
  parseChatId,
  parseConnectionRequestId,
  parseInvitationId,
  parseJoinRequestId,
} from "../../../src/people/ids.ts";
import { writeTable } from "../../../src/report_files/write_table.ts";
import { type AnswerViews, noViews, renderAnswer } from "../../../src/telegram/render/answers.ts";
import { renderPressAnswer } from "../../../src/telegram/render/messages.ts";
import { renderChart } from "../../../src/telegram/render/report_chart.ts";
import { createReportTable } from "../../../src/telegram/render/report_table.ts";
import { renderSettingPrompt } from "../../../src/telegram/render/settings_answers.ts";
import { renderSetupBoard } from "../../../src/telegram/render/setup_board.ts";
import * as october from "../../incident/october_week.ts";
import { assertSendable, hostileName, hostilePerson, hostileText } from "./hostile.ts";
import { words } from "./read_words.ts";
import { at, organisation, reported, safety } from "./sample_views.ts";

const hostile = fc.record({
  title: hostileText(255),
  department: hostileName,
  typed: hostileText(300),
  username: hostileName,
  person: hostilePerson,
});
type Hostile = typeof hostile extends fc.Arbitrary<infer T> ? T : never;

function createViews({ title, department, typed, person }: Hostile): AnswerViews {
  const named = { ...safety, name: department };
  const theirs = { ...organisation, name: title, defaultDepartmentId: safety.id };
  const line = {
    id: reported.id,
    number: 1,
    status: "awaiting_claim" as const,
    departmentName: department,
    excerpt: typed.slice(0, 80),
    openedAt: at("14:02"),
    responders: [person],
    card: null,
  };
  return {
    ...noViews,
    people: [person],
    departments: [named],
    list: { timeZone: "UTC", now: at("16:00"), lines: Array(40).fill(line), more: true },
    settings: { organisation: theirs, now: at("14:02") },
    roster: {
      organisation: theirs,
      departments: [{ ...named, claimMinutes: 5, resolveMinutes: null, members: 2 }],
      members: Array(40).fill({ person, role: "dispatcher", departmentIds: [safety.id] }),
      drivers: 3,
      manager: true,
    },
    organisations: [{ id: organisation.id, name: title }, { id: organisation.id, name: typed }],
    homeId: organisation.id,
    connectionRequest: {
      id: parseConnectionRequestId(1),
      askedOf: person.userId,
      chat: { chatId: parseChatId(-5), title, kind: "group" },
      threadId: null,
      person,
      answer: "approved",
    },
    report: createReport({ title, department, person }),
  };
}

function createReport(
  { title, department, person }: Pick<Hostile, "title" | "department" | "person">,
) {
  return {
    organisation: { ...organisation, name: title, timeZone: october.timeZone },
    period: { kind: "month", firstDay: "2026-10-01" },
    now: october.now,
    rows: october.rows,
    people: [october.max, october.sven, october.olga].map((userId) => ({ ...person, userId })),
    departments: [
      { id: october.dispatch, name: department },
      { id: october.maintenance, name: department },
    ],
  } as const;
}

function listAnswers({ title, department, typed, username, person }: Hostile): readonly Answer[] {
  const { userId } = person;
  const departmentId = safety.id;
  const requestId = parseConnectionRequestId(1);
  const told = (said: Extract<Answer, { type: "people" }>["said"]) =>
    ({ type: "people", said }) as const;
  const of = (said: Extract<Answer, { type: "departments" }>["said"]) =>
    ({ type: "departments", said }) as const;
  const decision = { approved: true, by: userId };
  return [
    { type: "cannot_pin", userId, groupTitle: title },
    { type: "setup_done", organisation: title, departments: Array(12).fill(department) },
    { type: "member_added", userId, departmentId },
    { type: "member_invited", username, departmentId, invitationId: parseInvitationId(1) },
    { type: "member_refused", reason: { type: "no_such_department", name: typed } },
    { type: "member_refused", reason: { type: "already_member", userId, departmentId } },
    { type: "settings", said: { type: "board", view: "main" } },
    { type: "settings", said: { type: "board", view: "departments" } },
    {
      type: "settings",
      said: { type: "refused", reason: { type: "zone", words: typed, zones: [] } },
    },
    told({ type: "listed" }),
    told({ type: "left", userId, departmentId, role: "driver", released: [1] }),
    told({ type: "role_changed", userId, role: "ops_manager", released: [] }),
    told({ type: "join_asked", departmentId }),
    told({
      type: "join_request",
      requestId: parseJoinRequestId(1),
      organisationId: organisation.id,
      userId,
      departmentId,
      mentions: [userId],
      decision: null,
    }),
    told({ type: "join_decided", userId, departmentId, decision }),
    told({ type: "refused", reason: { type: "join_unknown", name: typed } }),
    told({ type: "refused", reason: { type: "unknown_person", username } }),
    told({ type: "refused", reason: { type: "last_manager", userId } }),
    of({ type: "listed" }),
    of({ type: "added", name: department }),
    of({ type: "renamed", from: department, to: typed }),
    of({ type: "removed", name: department, members: 2 }),
    of({ type: "refused", reason: { type: "no_such_department", name: typed } }),
    of({ type: "refused", reason: { type: "name_taken", name: typed } }),
    { type: "open_incidents" },
    { type: "responder_left", userId, number: 1, waitingFor: departmentId },
    { type: "report", period: { kind: "month", firstDay: "2026-10-01" } },
    { type: "refused", refusal: { reason: "department_restricted", departmentId } },
    { type: "connection_asked", requestId },
    { type: "connection_answered", requestId },
    { type: "group_connected", organisation: title },
    { type: "organisation_asked" },
    { type: "organisation_chosen", organisation: title },
  ];
}

Deno.test("whatever things and people are called, every answer can be sent", () => {
  fc.assert(
    fc.property(hostile, (any) => {
      for (const place of ["group", "private"] as const) {
        const views = { ...createViews(any), place };
        for (const answer of listAnswers(any)) {
          for (const message of renderAnswer(words, answer, views)) assertSendable(message);
        }
      }
      const prompt = renderSettingPrompt(words, any.person, "time_zone");
      assertSendable({ ...prompt, keyboard: null });
      const setup = {
        chatId: parseChatId(-5),
        userId: any.person.userId,
        name: any.title,
        departments: [any.department],
        messageId: null,
        promptMessageId: null,
      };
      assertSendable(renderSetupBoard(words, setup, readyMadeDepartments));
    }),
    { numRuns: 25 },
  );
});

Deno.test("an answer to a press has at most 200 characters, whatever a department is called", () => {
  fc.assert(fc.property(hostileName, (name) => {
    const department = { ...safety, name };
    const { text } = renderPressAnswer(words, {
      type: "refused",
      refusal: { reason: "department_restricted", departmentId: safety.id },
      department,
    });
    assert.ok(text.length <= 200 && text.isWellFormed(), text);
  }));
});

Deno.test("whatever people are called, no cell of a report's table is a formula", async () => {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const names = fc.tuple(
    fc.constantFrom("", "=", "+", "-", "@", "\t", "＝", "\u202e="),
    hostileName,
  );
  await fc.assert(
    fc.asyncProperty(names, hostilePerson, async ([first, name], person) => {
      const called = { ...person, firstName: `${first}${name}`, lastName: null };
      const report = createReport({ title: name, department: `${first}${name}`, person: called });
      const chart = renderChart(words, report);
      assert.ok(chart.subtitle.isWellFormed());
      const table = createReportTable(words, report);
      const text = decoder.decode(await writeTable(table));
      // As a spreadsheet takes a cell (RFC 4180): without its quotes, and the space before it.
      const cells = [...text.slice(1).matchAll(/"((?:[^"]|"")*)"|[^,\r\n]+/g)].map(
        ([whole, quoted]) => (quoted ?? whole).trimStart(),
      );
      for (const cell of cells) assert.doesNotMatch(cell, /^[=+\-@＝＋－＠]/u, text);
      assert.doesNotMatch(text, /[\u202a-\u202e]/);
    }),
    { numRuns: 25 },
  );
});
