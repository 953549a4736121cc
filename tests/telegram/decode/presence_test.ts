import assert from "node:assert/strict";
import type { ChatMember } from "grammy/types";
import { decodeMemberChange, decodePresence } from "../../../src/telegram/decode/presence.ts";
import { createMessage, dana, group, mike, otherBot } from "../updates.ts";

const member: ChatMember = { status: "member", user: mike };
const left: ChatMember = { status: "left", user: mike };
const kicked: ChatMember = { status: "kicked", user: mike, until_date: 0 };

const change = (before: ChatMember, after: ChatMember) =>
  decodeMemberChange({
    chat: group,
    from: dana,
    date: 1,
    old_chat_member: before,
    new_chat_member: after,
  });

Deno.test("who comes and who leaves, of their own or not", () => {
  assert.deepEqual(change(left, member), { users: [mike], present: true });
  assert.deepEqual(change(member, left), { users: [mike], present: false });
  assert.deepEqual(change(member, kicked), { users: [mike], present: false });
});

Deno.test("a change of rights, and of who is out anyway, is neither", () => {
  assert.equal(change(member, member), null);
  assert.equal(change(left, kicked), null);
});

Deno.test("bots come and go unnoticed", () => {
  const bot = { user: otherBot } as const;
  assert.equal(change({ status: "left", ...bot }, { status: "member", ...bot }), null);
  assert.equal(decodePresence(createMessage({ left_chat_member: otherBot })), null);
});

Deno.test("service messages say the same", () => {
  const joined = createMessage({ new_chat_members: [mike, otherBot, dana] });
  assert.deepEqual(decodePresence(joined), { users: [mike, dana], present: true });
  const gone = createMessage({ left_chat_member: mike });
  assert.deepEqual(decodePresence(gone), { users: [mike], present: false });
  assert.equal(decodePresence(createMessage()), null);
});
