import assert from "node:assert/strict";
import { parseIncidentId } from "../../../src/people/ids.ts";
import { encodeCallback } from "../../../src/telegram/callback_data.ts";
import { decodeReceived } from "../../../src/telegram/decode/received.ts";
import { decodeReferring } from "../../../src/telegram/decode/referring.ts";
import { createMessage, createReply, createText, createUpdate, me, otherBot } from "../updates.ts";

function decode(text: string, parts: Parameters<typeof createText>[1] = {}) {
  const received = decodeReceived(createUpdate(createText(text, parts)), me.username);
  assert.ok(received?.command);
  return decodeReferring(received, received.command, me);
}

const table: readonly (readonly [string, { number: number; words: string } | null])[] = [
  ["/comment 0042 on my way", { number: 42, words: " on my way" }],
  ["/comment #42 on my way", { number: 42, words: " on my way" }],
  ["/comment   7\non my way", { number: 7, words: "\non my way" }],
  ["/comment 0042", { number: 42, words: "" }],
  ["/comment on my way", null],
  ["/comment 2nd tyre", null],
  ["/comment", null],
];

for (const [text, numbered] of table) {
  Deno.test(`the number in ${JSON.stringify(text)}`, () => {
    assert.deepEqual(decode(text).numbered, numbered);
  });
}

Deno.test("what it replies to, where it does", () => {
  const quoted = createReply(createMessage({ message_id: 3, text: "hello" }));
  assert.equal(decode("/reopen again", { reply_to_message: quoted }).replyTo, 3);
  assert.equal(decode("/reopen again").replyTo, null);
});

Deno.test("the incident that a card of ours shows, and no other bot's", () => {
  const callback_data = encodeCallback({
    type: "press",
    action: "claim",
    incidentId: parseIncidentId(42),
    expected: { cycle: 1, session: 1 },
    departmentId: null,
  });
  const reply_markup = { inline_keyboard: [[{ text: "Claim", callback_data }]] };
  const show = (from: typeof otherBot) =>
    decode("/comment so", {
      reply_to_message: createReply(createMessage({ message_id: 3, from, reply_markup })),
    }).shownIncidentId;
  assert.equal(show(me), 42);
  assert.equal(show(otherBot), null);
  assert.equal(decode("/comment so").shownIncidentId, null);
});
