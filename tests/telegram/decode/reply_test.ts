import assert from "node:assert/strict";
import { findQuoted, findReply } from "../../../src/telegram/decode/reply.ts";
import {
  createCaption,
  createMessage,
  createReply,
  createText,
  forum,
  type GroupMessage,
  mike,
  otherBot,
} from "../updates.ts";

const quote = (id: number) => createReply(createText("Flat tyre", { message_id: id, from: mike }));
const topicsFirst = createReply(createMessage({
  message_id: 3,
  chat: forum,
  forum_topic_created: { name: "Yard", icon_color: 1 },
}));
const inTopic = { chat: forum, message_thread_id: 3, is_topic_message: true } as const;

const table: readonly [string, Partial<GroupMessage>, number | null][] = [
  ["none", {}, null],
  ["a message", { reply_to_message: quote(4) }, 4],
  ["a chain's first message, outside a forum", {
    reply_to_message: quote(3),
    message_thread_id: 3,
  }, 3],
  ["a topic's first message", { ...inTopic, reply_to_message: topicsFirst }, null],
  ["a topic's first message, stripped of what it says", {
    ...inTopic,
    reply_to_message: quote(3),
  }, null],
  ["a message in a topic", { ...inTopic, reply_to_message: quote(4) }, 4],
];

for (const [name, parts, expected] of table) {
  Deno.test(`what a message replies to: ${name}`, () => {
    assert.equal(findReply(createText("hi", parts))?.message_id ?? null, expected);
  });
}

Deno.test("a quoted message comes with its words and its file", () => {
  const photo = [{ file_id: "p", file_unique_id: "u", width: 1, height: 1 }];
  const reply = createReply(createCaption("Look", { message_id: 4, from: otherBot, photo }));
  assert.deepEqual(findQuoted(createText("/ticket", { reply_to_message: reply })), {
    messageId: 4,
    userId: 500,
    body: "Look",
    media: { kind: "photo", fileId: "p" },
  });
  assert.equal(findQuoted(createText("/ticket")), null);
});
