import assert from "node:assert/strict";
import type { Update } from "grammy/types";
import { decodeEdited, decodeReceived } from "../../../src/telegram/decode/received.ts";
import {
  basicGroup,
  channel,
  createMessage,
  createText,
  createUpdate,
  dana,
  forum,
  group,
  groupAnonymousBot,
  type GroupMessage,
  me,
  otherBot,
  privateChat,
  telegram,
} from "../updates.ts";

const decode = (update: Update) => decodeReceived(update, me.username);

Deno.test("a person's message carries who wrote what, and where", () => {
  const received = decode(createUpdate(createText("hello"), 7));
  assert.deepEqual(received?.incoming, {
    updateId: 7,
    person: {
      userId: 11,
      firstName: "Dana",
      lastName: "Wells",
      username: "dana_w",
      languageCode: "en",
    },
    place: { chatId: -1001, threadId: null },
    messageId: 5,
  });
  assert.deepEqual(received?.chat, { chatId: -1001, title: "Acme trucks", kind: "supergroup" });
  assert.equal(received?.command, null);
});

Deno.test("names that a person does not have are null", () => {
  const from = { id: 12, is_bot: false, first_name: "Mike" };
  const received = decode(createUpdate(createText("hello", { from })));
  assert.deepEqual(received?.incoming.person, {
    userId: 12,
    firstName: "Mike",
    lastName: null,
    username: null,
    languageCode: null,
  });
});

Deno.test("a basic group is a group, a private chat is none", () => {
  const inBasic = decode(createUpdate(createText("hello", { chat: basicGroup })));
  assert.deepEqual(inBasic?.chat, { chatId: -77, title: "Small group", kind: "group" });
  const inPrivate = decode(createUpdate(createText("hello", { chat: privateChat })));
  assert.ok(inPrivate !== null);
  assert.equal(inPrivate.chat, null);
});

Deno.test("only a forum's topic is a thread, a chain of replies is not", () => {
  const topic = createText("hello", { chat: forum, message_thread_id: 3, is_topic_message: true });
  assert.deepEqual(decode(createUpdate(topic))?.incoming.place, { chatId: -1002, threadId: 3 });
  const chain = createText("hello", { message_thread_id: 3 });
  assert.deepEqual(decode(createUpdate(chain))?.incoming.place, { chatId: -1001, threadId: null });
});

const ignored: readonly [string, GroupMessage | Omit<Update, "update_id">][] = [
  ["another bot's", createText("hello", { from: otherBot })],
  [
    "an anonymous administrator's",
    createText("hello", {
      from: groupAnonymousBot,
      sender_chat: group,
    }),
  ],
  [
    "a channel's post that Telegram forwarded",
    createText("news", {
      from: telegram,
      sender_chat: channel,
      is_automatic_forward: true,
    }),
  ],
  ["a person's who writes as their channel", createText("hello", { sender_chat: channel })],
  ["a service message: somebody joined", createMessage({ new_chat_members: [dana] })],
  [
    "a service message: a topic",
    createMessage({
      forum_topic_created: { name: "Yard", icon_color: 1 },
    }),
  ],
  ["a service message: a pin", createMessage({ pinned_message: createText("card") })],
  ["a service message: the group's photo", createMessage({ new_chat_photo: [] })],
  ["a die", createMessage({ dice: { emoji: "🎲", value: 1 } })],
  ["a command for another bot", createText("/ticket@gps_bot flat tyre")],
  ["an edit", { edited_message: { ...createText("hello, edited"), edit_date: 2 } }],
  ["a channel post", {
    channel_post: { message_id: 1, date: 1, chat: channel, sender_chat: channel, text: "news" },
  }],
];

for (const [name, given] of ignored) {
  Deno.test(`a message that concerns nobody: ${name}`, () => {
    const update = "message_id" in given ? createUpdate(given) : { update_id: 1, ...given };
    assert.equal(decode(update), null);
  });
}

Deno.test("an update with an id that cannot be is an error, not an empty update", () => {
  assert.throws(() => decode(createUpdate(createText("hello", { message_id: 0 }))), TypeError);
});

Deno.test("an edited message is decoded as one, and is never received", () => {
  const update = { update_id: 7, edited_message: { ...createText("/ticket x"), edit_date: 2 } };
  assert.equal(decode(update), null);
  const edited = decodeEdited(update, me.username);
  assert.equal(edited?.command?.name, "ticket");
  assert.equal(edited?.incoming.messageId, 5);
  assert.equal(decodeEdited(createUpdate(createText("hello")), me.username), null);
});
