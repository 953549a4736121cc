import assert from "node:assert/strict";
import fc from "fast-check";
import { askedSettings } from "../../src/desk/ports/messages.ts";
import type { SettingsAction } from "../../src/desk/settings/press_settings.ts";
import type { PressAction } from "../../src/desk/outcome.ts";
import {
  parseAnonymousCommandId,
  parseConnectionRequestId,
  parseDepartmentId,
  parseIncidentId,
  parseInvitationId,
  parseJoinRequestId,
  parseOrganisationId,
} from "../../src/people/ids.ts";
import {
  type CallbackData,
  callbackDataLimit,
  encodeCallback,
  parseCallback,
} from "../../src/telegram/callback_data.ts";

const plainActions = [
  "claim",
  "release",
  "request_resolution",
  "withdraw_resolution",
  "take_over_summary",
  "cancel",
  "reopen",
  "add_summary",
  "open_choice",
  "close_choice",
] as const satisfies PressAction[];

/** Objects as literals make them, so that they compare equal to what the parser makes. */
function plainRecord<T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) {
  return fc.record<T>(model, { noNullPrototype: true });
}

const id = fc.oneof(
  fc.integer({ min: 1, max: 100_000 }),
  fc.maxSafeInteger().map((number) => Math.max(Math.abs(number), 1)),
  fc.constant(Number.MAX_SAFE_INTEGER),
);
const expected = plainRecord({ cycle: id, session: fc.oneof(fc.constant(0), id) });
const press = {
  type: fc.constant("press" as const),
  incidentId: id.map(parseIncidentId),
  expected,
};

const anyCallback: fc.Arbitrary<CallbackData> = fc.oneof(
  plainRecord({
    ...press,
    action: fc.constantFrom(...plainActions),
    departmentId: fc.constant(null),
  }),
  plainRecord({
    ...press,
    action: fc.constantFrom("assign_department" as const, "transfer" as const),
    departmentId: id.map(parseDepartmentId),
  }),
  fc.constantFrom<CallbackData>(
    { type: "setup_start" },
    { type: "setup_rename" },
    { type: "setup_finish" },
    { type: "setup_cancel" },
  ),
  plainRecord({
    type: fc.constant("still_working" as const),
    answer: fc.constantFrom("yes" as const, "hand_over" as const, "resolve" as const),
    incidentId: id.map(parseIncidentId),
    expected,
  }),
  plainRecord({ type: fc.constant("setup_toggle" as const), department: fc.nat(20) }),
  plainRecord({
    type: fc.constant("choose_organisation" as const),
    organisationId: id.map(parseOrganisationId),
  }),
  plainRecord({
    type: fc.constant("answer_connection" as const),
    approve: fc.boolean(),
    organisationId: id.map(parseOrganisationId),
    requestId: id.map(parseConnectionRequestId),
  }),
  plainRecord({
    type: fc.constant("settings" as const),
    organisationId: id.map(parseOrganisationId),
    action: fc.oneof(
      fc.constantFrom<SettingsAction>(
        { type: "quiet_reminders" },
        { type: "default_department" },
        { type: "set_default", departmentId: null },
        { type: "back" },
        { type: "done" },
        ...askedSettings.map((setting) => ({ type: "ask", setting }) as const),
      ),
      id.map((department): SettingsAction => ({
        type: "set_default",
        departmentId: parseDepartmentId(department),
      })),
    ),
  }),
  plainRecord({
    type: fc.constant("decide_join" as const),
    organisationId: id.map(parseOrganisationId),
    requestId: id.map(parseJoinRequestId),
    approved: fc.boolean(),
  }),
  plainRecord({
    type: fc.constant("confirm_yourself" as const),
    commandId: id.map(parseAnonymousCommandId),
  }),
  plainRecord({
    type: fc.constant("accept_invitation" as const),
    invitationId: id.map(parseInvitationId),
  }),
);

Deno.test("what a button carries comes back as it was, and fits", () => {
  fc.assert(fc.property(anyCallback, (data) => {
    const text = encodeCallback(data);
    assert.ok(new TextEncoder().encode(text).length <= callbackDataLimit, text);
    assert.deepEqual(parseCallback(text), data);
  }));
});

Deno.test("no two buttons carry the same", () => {
  fc.assert(fc.property(anyCallback, anyCallback, (one, other) => {
    const same = encodeCallback(one) === encodeCallback(other);
    assert.equal(same, JSON.stringify(sorted(one)) === JSON.stringify(sorted(other)));
  }));
});

function sorted(data: CallbackData): unknown {
  return Object.entries(data).toSorted(([one], [other]) => one < other ? -1 : 1);
}

Deno.test("anything that was not written here means nothing", () => {
  const claim = encodeCallback({
    type: "press",
    action: "claim",
    incidentId: parseIncidentId(420),
    expected: { cycle: 1, session: 2 },
    departmentId: null,
  });
  assert.equal(claim, "1:cl:bo:1:2");
  for (
    const text of [
      "",
      ":",
      "claim",
      "0:cl:bo:1:2",
      "2:cl:bo:1:2",
      "1:xx:bo:1:2",
      "1:cl",
      "1:cl:bo:1",
      "1:cl:bo:1:2:3",
      "1:cl:bo:1:2:",
      "1:cl:0:1:2",
      "1:cl:bo:0:2",
      "1:cl:-1:1:2",
      "1:cl:BO:1:2",
      "1:cl:0bo:1:2",
      "1:cl:zzzzzzzzzzz:1:2",
      "1:cl: bo:1:2",
      "1:as:bo:1:0",
      "1:as:bo:1:0:0",
      "1:tr:bo:1:0:1:1",
      "1:ss:1",
      "1:st",
      "1:st:1:2",
      "1:in",
      "1:in:0",
      "1:og",
      "1:og:0",
      "1:og:1:1",
      "1:ap:1",
      "1:de:0:1",
      "1:de:1:0",
      "1:ap:1:1:1",
      "1:constructor:1:1:1",
      "1:toString",
    ]
  ) assert.equal(parseCallback(text), null, text);
});

Deno.test("nothing that a client can send makes the parser throw", () => {
  const pieces = fc.oneof(
    fc.string(),
    fc.constantFrom("1", "cl", "as", "st", "in", "og", "ap", "de", "0", "-1", "zz", "__proto__"),
  );
  fc.assert(fc.property(fc.array(pieces), (fields) => {
    const text = fields.join(":");
    const data = parseCallback(text);
    if (data !== null) assert.equal(encodeCallback(data), text);
  }));
});
