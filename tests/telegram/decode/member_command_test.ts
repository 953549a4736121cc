import assert from "node:assert/strict";
import type { MemberCommand } from "../../../src/desk/add_member.ts";
import { decodeMemberCommand } from "../../../src/telegram/decode/member_command.ts";
import { decodeReceived } from "../../../src/telegram/decode/received.ts";
import {
  channel,
  createMessage,
  createReply,
  createText,
  createUpdate,
  forum,
  groupAnonymousBot,
  type GroupMessage,
  me,
  mike,
  otherBot,
} from "../updates.ts";

function decode(message: GroupMessage): Pick<MemberCommand, "target" | "departmentName"> {
  const received = decodeReceived(createUpdate(message), me.username);
  assert.ok(received !== null && received.command !== null);
  const { target, departmentName } = decodeMemberCommand(received, received.command, me);
  return { target, departmentName };
}

function findTarget(message: GroupMessage): string | null {
  const { target } = decode(message);
  if (target === null) return null;
  if (target.type === "username") return `@${target.username}`;
  return `${target.isBot ? "bot" : "person"} ${target.person.userId}`;
}

const reply = (parts: Partial<GroupMessage> = {}) => ({
  reply_to_message: createReply(
    createText("I can do tyres", { message_id: 4, from: mike, ...parts }),
  ),
});
const textMention = createMessage({
  text: "/member Mike Night shift",
  entities: [
    { type: "bot_command", offset: 0, length: 7 },
    { type: "text_mention", offset: 8, length: 4, user: mike },
  ],
});

const table: readonly [string, GroupMessage, string | null, string][] = [
  ["by name", createText("/member @mike_r Maintenance"), "@mike_r", "Maintenance"],
  ["the name last", createText("/member Night shift @mike_r"), "@mike_r", "Night shift"],
  ["many words", createText("/member  @mike_r  Night \n shift "), "@mike_r", "Night shift"],
  ["by text mention", textMention, "person 12", "Night shift"],
  ["as a reply", createText("/member Night shift", reply()), "person 12", "Night shift"],
  ["a name wins over a reply", createText("/member @dana_w Safety", reply()), "@dana_w", "Safety"],
  [
    "a reply to a bot",
    createText("/member Safety", reply({ from: otherBot })),
    "bot 500",
    "Safety",
  ],
  ["this bot by name", createText("/member @Roadcall_bot Safety"), "bot 999", "Safety"],
  [
    "the command named to this bot",
    createText("/member@roadcall_bot @mike_r Safety"),
    "@mike_r",
    "Safety",
  ],
  [
    "a reply to an anonymous administrator",
    createText("/member Safety", reply({ from: groupAnonymousBot, sender_chat: channel })),
    null,
    "Safety",
  ],
  [
    "a topic's first message is no reply",
    createText("/member Safety", {
      ...reply({ message_id: 3 }),
      chat: forum,
      message_thread_id: 3,
      is_topic_message: true,
    }),
    null,
    "Safety",
  ],
  ["nobody", createText("/member"), null, ""],
];

for (const [name, message, target, departmentName] of table) {
  Deno.test(`/member: ${name}`, () => {
    assert.equal(findTarget(message), target);
    assert.equal(decode(message).departmentName, departmentName);
  });
}
