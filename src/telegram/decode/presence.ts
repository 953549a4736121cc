import type { ChatMember, ChatMemberUpdated, Message, User } from "grammy/types";

/** Who came or left, bots left out. */
export interface Presence {
  readonly users: readonly User[];
  readonly present: boolean;
}

function isPresent(member: ChatMember): boolean {
  switch (member.status) {
    case "creator":
    case "administrator":
    case "member":
      return true;
    case "restricted":
      return member.is_member;
    case "left":
    case "kicked":
      return false;
  }
}

/** What only an administrator is told. Null where somebody's rights changed and nothing else. */
export function decodeMemberChange(change: ChatMemberUpdated): Presence | null {
  const { old_chat_member: before, new_chat_member: after } = change;
  const present = isPresent(after);
  return after.user.is_bot || isPresent(before) === present
    ? null
    : { users: [after.user], present };
}

/** What every member sees: the service message. Null for any other message. */
export function decodePresence(
  { new_chat_members, left_chat_member }: Pick<Message, "new_chat_members" | "left_chat_member">,
): Presence | null {
  const users = (new_chat_members ?? (left_chat_member === undefined ? [] : [left_chat_member]))
    .filter(({ is_bot }) => !is_bot);
  return users.length === 0 ? null : { users, present: new_chat_members !== undefined };
}
