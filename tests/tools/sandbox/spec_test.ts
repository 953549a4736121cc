import assert from "node:assert/strict";
import { findProblem } from "../../../tools/sandbox/check_call.ts";
import type { BotApiSpec } from "../../../tools/sandbox/spec.ts";
import { readSpec } from "../../../tools/sandbox/spec.ts";
import { acmeTest, assertRefused } from "./acme.ts";

const field = (name: string, types: string[], required = false, description = "") => ({
  name,
  types,
  required,
  description,
});

/** In the shape of the real data, and as small as the rules to try on it. */
const SPEC: BotApiSpec = {
  version: "0.1",
  methods: {
    sendMessage: {
      name: "sendMessage",
      fields: [
        field("chat_id", ["Integer", "String"], true),
        field("text", ["String"], true, "1-10 characters after entities parsing"),
        field("parse_mode", ["String"]),
        field("reply_markup", ["Keyboard", "ForceReply"]),
        field("limit", ["Integer"], false, "Values between 1-100 are accepted."),
        field("silent", ["Boolean"]),
        field("ids", ["Array of Integer"], false, "A JSON-serialized list of 1-2 identifiers"),
      ],
    },
  },
  types: {
    Keyboard: { name: "Keyboard", fields: [field("rows", ["Array of Array of Button"], true)] },
    Button: {
      name: "Button",
      fields: [field("text", ["String"], true), field("data", ["String"], false, "1-4 bytes")],
    },
    ForceReply: { name: "ForceReply", fields: [field("force_reply", ["True"], true)] },
  },
};
const base = { chat_id: 1, text: "x" };

const TABLE: readonly [payload: Record<string, unknown>, problem: RegExp | undefined][] = [
  [base, undefined],
  [{ ...base, chat_id: "@name" }, undefined],
  [{ text: "x" }, /sendMessage\.chat_id is required/],
  [{ ...base, texts: "y" }, /has no field "texts"/],
  [{ ...base, text: 5 }, /sendMessage\.text is no String/],
  [{ ...base, text: "x".repeat(11) }, /sendMessage\.text is 11, allowed is 1 to 10/],
  [{ ...base, text: "<b>0123456789</b>", parse_mode: "HTML" }, undefined],
  [{ ...base, silent: "true" }, undefined],
  [{ ...base, silent: "yes" }, /silent is no Boolean/],
  [{ ...base, limit: 101 }, /limit is 101, allowed is 1 to 100/],
  [{ ...base, ids: [1, 2] }, undefined],
  [{ ...base, ids: [1, 2, 3] }, /ids is 3, allowed is 1 to 2/],
  [{ ...base, ids: [1, "2"] }, /ids\.1 is no Integer/],
  [{ ...base, reply_markup: { rows: [[{ text: "a", data: "1234" }]] } }, undefined],
  [{ ...base, reply_markup: '{"force_reply":true}' }, undefined],
  [{ ...base, reply_markup: { rows: [[{ text: "a", data: "ü234" }]] } }, /data is 5, allowed/],
  [{ ...base, reply_markup: { rows: [[{ label: "a" }]] } }, /has no field "label"/],
];

Deno.test("a call is held against the Bot API as data", () => {
  for (const [payload, expected] of TABLE) {
    const problem = findProblem(SPEC, "sendMessage", payload);
    if (expected === undefined) assert.equal(problem, undefined, JSON.stringify(payload));
    else assert.match(problem ?? "none", expected, JSON.stringify(payload));
  }
  assert.match(findProblem(SPEC, "getMe", {}) ?? "", /has no method getMe/);
});

acmeTest("a violation is refused and recorded", async ({ api, group, sandbox }) => {
  await api.sendMessage(group.id, "x");
  await assertRefused(
    api.sendMessage(group.id, "x", { disable_notification: true }),
    400,
    'sendMessage has no field "disable_notification" (the Bot API\'s spec)',
  );
  assert.deepEqual(sandbox.specViolations.filter(({ method }) => method === "sendMessage"), [
    { method: "sendMessage", problem: 'sendMessage has no field "disable_notification"' },
  ]);
}, {
  spec: {
    ...SPEC,
    methods: {
      ...SPEC.methods,
      getUpdates: { name: "getUpdates", fields: [field("offset", ["Integer"])] },
    },
  },
});

Deno.test("a file that is no such data is named", async () => {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(path, "[]");
    assert.throws(() => readSpec(path), /is not the Bot API as data/);
  } finally {
    await Deno.remove(path);
  }
});

// There is nothing to try where the data is not at hand; the rules above are tried anyhow.
const published = Deno.env.get("BOT_API_SPEC") ?? "";
if (published !== "") {
  Deno.test("the published data is read", () => {
    const spec = readSpec(published);
    const payload = { chat_id: 1, text: "x", reply_parameters: { message_id: 1 } };
    assert.equal(findProblem(spec, "sendMessage", payload), undefined);
    assert.match(
      findProblem(spec, "pinChatMessage", { chat_id: 1 }) ?? "",
      /message_id is required/,
    );
  });
}
