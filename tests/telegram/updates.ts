/** Updates as Telegram sends them, for tests. */
import type { Chat, Message, MessageEntity, Update, User, UserFromGetMe } from "grammy/types";

export const me: UserFromGetMe = {
  id: 999,
  is_bot: true,
  first_name: "Roadcall",
  username: "roadcall_bot",
  can_join_groups: true,
  can_read_all_group_messages: false,
  can_manage_bots: false,
  supports_guest_queries: false,
  supports_inline_queries: false,
  supports_join_request_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
};

export const dana: User = {
  id: 11,
  is_bot: false,
  first_name: "Dana",
  last_name: "Wells",
  username: "dana_w",
  language_code: "en",
};
export const mike: User = { id: 12, is_bot: false, first_name: "Mike" };
export const otherBot: User = { id: 500, is_bot: true, first_name: "Gps", username: "gps_bot" };
/** The made-up account of anonymous administrators. */
export const groupAnonymousBot: User = {
  id: 1087968824,
  is_bot: true,
  first_name: "Group",
  username: "GroupAnonymousBot",
};
/** Telegram's own account, which forwards a linked channel's posts. */
export const telegram: User = { id: 777000, is_bot: false, first_name: "Telegram" };

export const group: Chat.SupergroupChat = { id: -1001, type: "supergroup", title: "Acme trucks" };
export const forum: Chat.SupergroupChat = { ...group, id: -1002, is_forum: true };
export const basicGroup: Chat.GroupChat = { id: -77, type: "group", title: "Small group" };
export const channel: Chat.ChannelChat = { id: -1003, type: "channel", title: "News" };
export const privateChat: Chat.PrivateChat = { id: dana.id, type: "private", first_name: "Dana" };

/** A message as an update brings it: never of a channel. */
export type GroupMessage = Message & Update.NonChannel;
type Parts = Partial<GroupMessage>;

/** A message of Dana in the group, with nothing in it. */
export function createMessage(parts: Parts = {}): GroupMessage {
  return { message_id: 5, date: 1, from: dana, chat: group, ...parts };
}

/** Its text with the entities that clients make of commands and mentions. */
export function createText(text: string, parts: Parts = {}): GroupMessage {
  return createMessage({ text, entities: markUp(text), ...parts });
}

export function createCaption(caption: string, parts: Parts): GroupMessage {
  return createMessage({ caption, caption_entities: markUp(caption), ...parts });
}

export function createUpdate(message: GroupMessage, updateId = 1): Update {
  return { update_id: updateId, message };
}

type ReplyMessage = NonNullable<Message["reply_to_message"]>;

/** A message as another one carries it that replies to it: it says no more what it replies to. */
export function createReply(message: GroupMessage): ReplyMessage {
  if (!isReplyMessage(message)) throw new TypeError("A quoted message quotes none itself");
  return message;
}

/** grammY's type cannot be written as a literal under `exactOptionalPropertyTypes`. */
function isReplyMessage(message: object): message is ReplyMessage {
  return !("reply_to_message" in message);
}

function markUp(text: string): MessageEntity[] {
  const commands = mark(text, /(?<=^|\s)\/[a-z0-9_]+(?:@[a-z0-9_]+)?/gi, "bot_command");
  const mentions = mark(text, /(?<=^|\s)@[a-z0-9_]+/gi, "mention");
  return [...commands, ...mentions];
}

function mark(text: string, pattern: RegExp, type: "bot_command" | "mention"): MessageEntity[] {
  return [...text.matchAll(pattern)]
    .map((match) => ({ type, offset: match.index, length: match[0].length }));
}
