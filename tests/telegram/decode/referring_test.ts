import assert from "node:assert/strict";
import { decodeReceived } from "../../../src/telegram/decode/received.ts";
import { decodeReferring } from "../../../src/telegram/decode/referring.ts";
import { createMessage, createReply, createText, createUpdate, me } from "../updates.ts";

function decode(text: string, parts: Parameters<typeof createText>[1] = {}) {
  const received = decodeReceived(createUpdate(createText(text, parts)), me.username);
  assert.ok(received?.command);
  return decodeReferring(received, received.command);
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
