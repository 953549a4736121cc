/** Joining, leaving and changed rights, with the service messages and updates they cause. */
import type { ChatMember, ChatMemberUpdated } from "grammy/types";
import type { World } from "./create_world.ts";
import { postMessage } from "./post_message.ts";
import { chatForBot, presentMember, userOf } from "./present.ts";
import { createMember, isAdministrator, isInChat } from "./rights.ts";
import { listBotsIn } from "./visibility.ts";
import type { Chat, Member } from "./world.ts";

export type MemberPatch = Partial<Omit<Member, "personId">>;

/** @param by the person (or bot) who does it */
export function changeMember(
  world: World,
  chat: Chat,
  personId: number,
  patch: MemberPatch,
  by: number,
): Member {
  const before = chat.members.get(personId) ?? createMember(personId, "left");
  const after: Member = { ...before, ...patch };
  // Rights of an administrator end with the office.
  if (!isAdministrator(after)) Object.assign(after, { canPinMessages: false, anonymous: false });
  if (after.status === "creator") after.canPinMessages = true;
  const shownBefore = presentMember(world, chat, before);
  const listeners = listBotsIn(world, chat);
  chat.members.set(personId, after);
  const shownAfter = presentMember(world, chat, after);

  if (JSON.stringify(shownBefore) !== JSON.stringify(shownAfter)) {
    const change = describe(world, chat, by, shownBefore, shownAfter);
    if (world.bots.has(personId)) {
      world.updates.enqueue(personId, "my_chat_member", { my_chat_member: change });
    }
    for (const bot of listeners) {
      if (bot.personId === personId) continue;
      // Only an administrator is told of others.
      if (!isAdministrator(chat.members.get(bot.personId))) continue;
      world.updates.enqueue(bot.personId, "chat_member", { chat_member: change });
    }
  }
  if (isInChat(after) !== isInChat(before)) announce(world, chat, after, by);
  world.changes.emit({ kind: "member", chatId: chat.id, personId });
  return after;
}

function describe(
  world: World,
  chat: Chat,
  by: number,
  before: ChatMember,
  after: ChatMember,
): ChatMemberUpdated {
  return {
    chat: chatForBot(world, chat),
    from: userOf(world, by),
    date: world.date(),
    old_chat_member: before,
    new_chat_member: after,
  };
}

function announce(world: World, chat: Chat, member: Member, by: number): void {
  const name = userOf(world, member.personId).first_name;
  const actor = userOf(world, by).first_name;
  const { personId } = member;
  const self = personId === by;
  if (isInChat(member)) {
    postMessage(world, chat, {
      fromId: by,
      service: self ? `${name} joined the group` : `${actor} added ${name}`,
      serviceEvent: { kind: "members_joined", personIds: [personId] },
    });
  } else {
    postMessage(world, chat, {
      fromId: by,
      service: self ? `${name} left the group` : `${actor} removed ${name}`,
      serviceEvent: { kind: "member_left", personId },
    });
  }
}

/** A person stops or starts a bot in private. */
export function setBlocked(world: World, chat: Chat, blocked: boolean): void {
  const { botId } = chat;
  if (botId === undefined || (chat.blocked ?? false) === blocked) return;
  chat.blocked = blocked;
  const user = userOf(world, botId);
  const free: ChatMember = { status: "member", user };
  const barred: ChatMember = { status: "kicked", user, until_date: 0 };
  world.updates.enqueue(botId, "my_chat_member", {
    my_chat_member: describe(
      world,
      chat,
      chat.id,
      blocked ? free : barred,
      blocked ? barred : free,
    ),
  });
  world.changes.emit({ kind: "chat", chatId: chat.id });
}
