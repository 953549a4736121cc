import assert from "node:assert/strict";
import type { PressAction, PressOutcome } from "../../../src/desk/outcome.ts";
import type { Department } from "../../../src/desk/ports.ts";
import {
  descriptionLength,
  organisationNameLength,
  summaryLength,
} from "../../../src/desk/words.ts";
import { incidentStatuses } from "../../../src/incident/incident.ts";
import type { Refusal } from "../../../src/incident/refusal.ts";
import {
  renderNotApplied,
  renderPressAnswer,
  renderUnknownPress,
} from "../../../src/telegram/render/messages.ts";
import { alertLimit, placeholderLimit } from "../../../src/telegram/render/rendered.ts";
import {
  renderReportPrompt,
  renderSetupNamePrompt,
  renderSummaryPrompt,
} from "../../../src/telegram/render/prompts.ts";
import { words } from "./read_words.ts";
import { dana, maintenance, safety } from "./sample_views.ts";

const { id: departmentId } = maintenance;

// Records, so that a new reason or action does not compile until it stands here.
const refusals: Readonly<Record<Exclude<Refusal["reason"], "wrong_status">, Refusal>> = {
  outdated: { reason: "outdated" },
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
const actions: Readonly<Record<PressAction, PressOutcome>> = {
  assign_department: { type: "done", action: "assign_department" },
  transfer: { type: "done", action: "transfer" },
  claim: { type: "done", action: "claim" },
  release: { type: "done", action: "release" },
  request_resolution: { type: "done", action: "request_resolution" },
  withdraw_resolution: { type: "done", action: "withdraw_resolution" },
  take_over_summary: { type: "done", action: "take_over_summary" },
  cancel: { type: "done", action: "cancel" },
  reopen: { type: "done", action: "reopen" },
  add_summary: { type: "done", action: "add_summary" },
  open_choice: { type: "done", action: "open_choice" },
  close_choice: { type: "done", action: "close_choice" },
};
type SetupReason = Extract<PressOutcome, { type: "setup_refused" }>["reason"];
const setups: Readonly<Record<SetupReason, PressOutcome>> = {
  not_administrator: { type: "setup_refused", reason: "not_administrator" },
  sign_ups_closed: { type: "setup_refused", reason: "sign_ups_closed" },
  already_connected: { type: "setup_refused", reason: "already_connected" },
  name_too_short: { type: "setup_refused", reason: "name_too_short" },
  name_too_long: { type: "setup_refused", reason: "name_too_long" },
  no_department: { type: "setup_refused", reason: "no_department" },
  private_chat: { type: "setup_refused", reason: "private_chat" },
  not_yours: { type: "setup_refused", reason: "not_yours" },
  over: { type: "setup_refused", reason: "over" },
};
type ConnectionReason = Extract<PressOutcome, { type: "connection_refused" }>["reason"];
const connections: Readonly<Record<ConnectionReason, PressOutcome>> = {
  over: { type: "connection_refused", reason: "over" },
  not_manager: { type: "connection_refused", reason: "not_manager" },
  already_connected: { type: "connection_refused", reason: "already_connected" },
};
const refused: readonly PressOutcome[] = [
  ...Object.values(refusals).map((refusal) => ({
    type: "refused" as const,
    refusal,
    department: null,
  })),
  ...incidentStatuses.map((status) => ({
    type: "refused" as const,
    refusal: { reason: "wrong_status" as const, status },
    department: null,
  })),
  ...Object.values(setups),
  { type: "choice_not_yours" },
  { type: "not_here" },
  { type: "moved", number: 42 },
  { type: "invitation_refused", reason: "other_name" },
  { type: "invitation_refused", reason: "over" },
  { type: "confirmation_refused", reason: "not_administrator" },
  { type: "confirmation_refused", reason: "over" },
  ...Object.values(connections),
];
const done: readonly PressOutcome[] = [
  ...Object.values(actions),
  { type: "stepped" },
  { type: "duplicate" },
];

const longName = { ...safety, id: departmentId, name: "Maintenance & <Repairs> ".repeat(10) };

function naming(outcome: PressOutcome, department: Department | null): PressOutcome {
  return outcome.type === "refused" ? { ...outcome, department } : outcome;
}

Deno.test("every refusal is an alert of a sentence or two, and no two say the same", () => {
  const texts = refused.map((outcome) => {
    for (const department of [null, maintenance, longName]) {
      const { text, alert } = renderPressAnswer(words, naming(outcome, department));
      assert.ok(alert);
      assert.ok(text.length <= alertLimit, `${text.length}: ${text}`);
      assert.match(text, /^[\p{Lu}🔒].*[.?]$/u);
      assert.doesNotMatch(text, /&(amp|lt);|\{|undefined/);
    }
    return renderPressAnswer(words, naming(outcome, maintenance)).text;
  });
  assert.equal(new Set(texts).size, refused.length);
  for (const { text, alert } of [renderUnknownPress(words), renderNotApplied(words)]) {
    assert.ok(alert && text.length <= alertLimit);
    assert.ok(!texts.includes(text));
  }
});

Deno.test("what was done is said in passing, in a few words", () => {
  for (const outcome of done) {
    const { text, alert } = renderPressAnswer(words, outcome);
    assert.equal(alert, false);
    assert.ok(text.length > 0 && text.length <= 40, text);
  }
});

Deno.test("a refusal names the department, and makes do without its name", () => {
  const { not_in_department, same_department } = refusals;
  const outcome: PressOutcome = {
    type: "refused",
    refusal: not_in_department,
    department: maintenance,
  };
  assert.match(renderPressAnswer(words, outcome).text, /^Only Maintenance and/);
  assert.match(renderPressAnswer(words, naming(outcome, null)).text, /^Only the department and/);
  const same: PressOutcome = { ...outcome, refusal: same_department, department: null };
  assert.match(renderPressAnswer(words, same).text, /^The department has it already/);
});

Deno.test("placeholders fit the input field", () => {
  const prompts = [
    renderSummaryPrompt(words, dana, 42),
    renderReportPrompt(words, dana),
    renderSetupNamePrompt(words, dana),
  ];
  for (const { placeholder } of prompts) assert.ok(placeholder.length <= placeholderLimit);
});

Deno.test("the words name the limits that the desk keeps", () => {
  const say = (number: number) => new RegExp(`\\b${number.toLocaleString("en")} characters`);
  assert.match(words.text("ticket-too-short"), say(descriptionLength.least));
  assert.match(words.text("ticket-too-long"), say(descriptionLength.most));
  assert.match(words.text("summary-too-short"), say(summaryLength.least));
  assert.match(words.text("summary-too-long"), say(summaryLength.most));
  assert.match(words.text("setup-name-too-short"), say(organisationNameLength.least));
  assert.match(words.text("setup-name-too-long"), say(organisationNameLength.most));
});
