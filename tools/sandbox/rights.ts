/** Who may do what in a chat, and the same as the long lists of flags that Telegram shows. */
import type { ChatAdministratorRights, ChatMemberRestricted, ChatPermissions } from "grammy/types";
import type { Chat, Member, MemberStatus } from "./world.ts";

export type PresentMember = Member & { status: Exclude<MemberStatus, "left" | "kicked"> };

export function isInChat(member: Member | undefined): member is PresentMember {
  return member !== undefined && member.status !== "left" && member.status !== "kicked";
}

export function isAdministrator(member: Member | undefined): boolean {
  return member?.status === "creator" || member?.status === "administrator";
}

export function mayPin(chat: Chat, personId: number): boolean {
  if (chat.kind === "private") return true;
  const member = chat.members.get(personId);
  if (!isInChat(member)) return false;
  if (member.status === "creator") return true;
  if (member.status === "administrator") return member.canPinMessages || chat.membersMayPin;
  return chat.membersMayPin;
}

export function mayWrite(chat: Chat, personId: number): boolean {
  if (chat.kind === "private") return chat.blocked !== true;
  const member = chat.members.get(personId);
  return isInChat(member) && (member.status !== "restricted" || member.canSendMessages);
}

/** Deleting another's message. */
export function mayDelete(chat: Chat, personId: number): boolean {
  return chat.kind === "private" || isAdministrator(chat.members.get(personId));
}

export function createMember(personId: number, status: MemberStatus): Member {
  return {
    personId,
    status,
    canPinMessages: status === "creator",
    anonymous: false,
    canSendMessages: true,
  };
}

export function rightsOfAdministrator(chat: Chat, member: Member): ChatAdministratorRights {
  return {
    is_anonymous: member.anonymous,
    can_manage_chat: true,
    can_delete_messages: true,
    can_manage_video_chats: false,
    can_restrict_members: false,
    can_promote_members: false,
    can_change_info: false,
    can_invite_users: true,
    can_post_stories: false,
    can_edit_stories: false,
    can_delete_stories: false,
    can_send_welcome_messages: false,
    can_pin_messages: member.canPinMessages,
    ...(chat.kind === "supergroup" ? { can_manage_topics: false } : {}),
  };
}

export function rightsOfRestricted(
  member: Member,
): Omit<ChatMemberRestricted, "status" | "user" | "until_date"> {
  const may = member.canSendMessages;
  return {
    is_member: true,
    can_send_messages: may,
    can_send_audios: may,
    can_send_documents: may,
    can_send_photos: may,
    can_send_videos: may,
    can_send_video_notes: may,
    can_send_voice_notes: may,
    can_send_polls: may,
    can_send_other_messages: may,
    can_add_web_page_previews: may,
    can_react_to_messages: may,
    can_change_info: false,
    can_invite_users: false,
    can_edit_tag: false,
    can_pin_messages: false,
    can_manage_topics: false,
  };
}

/** What every member may do in this chat. */
export function permissionsOf(chat: Chat): ChatPermissions {
  return {
    can_send_messages: true,
    can_send_audios: true,
    can_send_documents: true,
    can_send_photos: true,
    can_send_videos: true,
    can_send_video_notes: true,
    can_send_voice_notes: true,
    can_send_polls: true,
    can_send_other_messages: true,
    can_add_web_page_previews: true,
    can_change_info: false,
    can_invite_users: true,
    can_pin_messages: chat.membersMayPin,
    can_manage_topics: false,
  };
}
