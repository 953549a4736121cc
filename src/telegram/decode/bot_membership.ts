import type { ChatMember, ChatMemberUpdated } from "grammy/types";

/** What a member may do, as far as the update says. */
export interface BotRights {
  readonly inChat: boolean;
  /** `default`: what the group allows all its members. */
  readonly canPin: boolean | "default";
  /** Everything that is written, whatever privacy mode says. */
  readonly seesAll: boolean;
}

export function decodeBotRights(member: ChatMember): BotRights {
  switch (member.status) {
    case "creator":
      return { inChat: true, canPin: true, seesAll: true };
    case "administrator":
      return { inChat: true, canPin: member.can_pin_messages === true, seesAll: true };
    case "member":
      return { inChat: true, canPin: "default", seesAll: false };
    case "restricted":
      return { inChat: member.is_member, canPin: member.can_pin_messages, seesAll: false };
    case "left":
    case "kicked":
      return { inChat: false, canPin: false, seesAll: false };
  }
}

/** Whether the bot was not in the chat before and is now. */
export function isAddition({ old_chat_member, new_chat_member }: ChatMemberUpdated): boolean {
  return !decodeBotRights(old_chat_member).inChat && decodeBotRights(new_chat_member).inChat;
}
