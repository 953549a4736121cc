import assert from "node:assert/strict";
import {
  attributeCommand,
  decodeAnonymousCommand,
} from "../../../src/telegram/decode/anonymous.ts";
import { decodeReceived } from "../../../src/telegram/decode/received.ts";
import {
  channel,
  createCaption,
  createText,
  createUpdate,
  dana,
  forum,
  group,
  groupAnonymousBot,
  type GroupMessage,
  me,
} from "../updates.ts";

const known = new Set(["ticket", "open"]);
const decode = (message: GroupMessage) =>
  decodeAnonymousCommand(createUpdate(message, 7), me.username, known);
const anonymous = { from: groupAnonymousBot, sender_chat: group };

Deno.test("a command in the group's own name is kept as it came", () => {
  const command = decode(createText("/ticket flat tyre", anonymous));
  assert.ok(command !== null);
  assert.deepEqual([command.updateId, command.messageId, command.place], [7, 5, {
    chatId: group.id,
    threadId: null,
  }]);

  const update = attributeCommand(command.received, dana, 9);
  const received = decodeReceived(update, me.username);
  assert.equal(received?.incoming.updateId, 9);
  assert.equal(received?.incoming.person.userId, dana.id);
  assert.equal(received?.command?.words, " flat tyre");
});

Deno.test("in a topic it stays there, and as a caption it is one too", () => {
  const topic = { chat: forum, sender_chat: forum, is_topic_message: true, message_thread_id: 3 };
  assert.equal(decode(createText("/open", { ...anonymous, ...topic }))?.place.threadId, 3);
  const photo = [{ file_id: "a", file_unique_id: "a", width: 1, height: 1 }];
  assert.ok(decode(createCaption("/ticket mirror", { ...anonymous, photo })) !== null);
});

Deno.test("nobody else's message is such a command", () => {
  for (
    const message of [
      createText("/ticket flat tyre"),
      createText("flat tyre", anonymous),
      createText("/dance", anonymous),
      createText("/open@gps_bot", anonymous),
      createText("/open", { ...anonymous, sender_chat: channel }),
    ]
  ) assert.equal(decode(message), null, message.text);
});

Deno.test("what was never kept is not carried out", () => {
  assert.throws(() => attributeCommand("{}", dana, 9), TypeError);
});
