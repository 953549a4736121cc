/** From the sandbox's model to Telegram's own shapes, as one bot gets to see them. */
import type { Chat as ApiChat, ChatMember, Message, User } from "grammy/types";
import type { World } from "./create_world.ts";
import { fileFields } from "./present_file.ts";
import { rightsOfAdministrator, rightsOfRestricted } from "./rights.ts";
import type { Bot, Chat, Member, SandboxMessage } from "./world.ts";

/** Who speaks for an administrator that stays anonymous. Telegram's own account. */
const GROUP_ANONYMOUS_BOT: User = {
  id: 1087968824,
  is_bot: true,
  first_name: "Group",
  username: "GroupAnonymousBot",
};

/** Who forwards a linked channel's posts; no bot, as the Bot API has it. */
const TELEGRAM: User = { id: 777000, is_bot: false, first_name: "Telegram" };
/** Who speaks for a member that writes as a channel. */
const CHANNEL_BOT: User = {
  id: 136817688,
  is_bot: true,
  first_name: "Channel",
  username: "Channel_Bot",
};

export type NonChannelChat = Exclude<ApiChat, ApiChat.ChannelChat>;
/**
 * grammY's `Message`, but for the answered message: its type there cannot be written down
 * under exactOptionalPropertyTypes.
 */
export type PresentedMessage =
  & Omit<Message, "reply_to_message" | "pinned_message" | "from" | "chat">
  & {
    from: User;
    chat: NonChannelChat;
    reply_to_message?: PresentedMessage;
    pinned_message?: PresentedMessage | GoneMessage;
  };
/** Telegram's InaccessibleMessage. */
export interface GoneMessage {
  chat: NonChannelChat;
  message_id: number;
  date: 0;
}

export function userOf(world: World, personId: number): User {
  const person = world.people.get(personId);
  if (person === undefined) throw new Error(`the sandbox knows no person ${personId}`);
  return {
    id: person.id,
    is_bot: person.isBot,
    first_name: person.firstName,
    ...(person.lastName === undefined ? {} : { last_name: person.lastName }),
    ...(person.username === undefined ? {} : { username: person.username }),
    ...(person.isBot ? {} : { language_code: person.languageCode }),
  };
}

export function botUser(world: World, bot: Bot): User & { is_bot: true; username: string } {
  return { ...userOf(world, bot.personId), is_bot: true, username: bot.username };
}

export function chatForBot(world: World, chat: Chat): NonChannelChat {
  if (chat.kind === "private") {
    const { id, first_name, last_name, username } = userOf(world, chat.id);
    return {
      id,
      type: "private",
      first_name,
      ...(last_name === undefined ? {} : { last_name }),
      ...(username === undefined ? {} : { username }),
    };
  }
  if (chat.kind === "group") return { id: chat.id, type: "group", title: chat.title };
  return {
    id: chat.id,
    type: "supergroup",
    title: chat.title,
    ...(chat.isForum ? { is_forum: true } : {}),
  };
}

/** The message, or what is left of it for a bot once it was deleted. */
export function messageForBot(
  world: World,
  chat: Chat,
  message: SandboxMessage,
): PresentedMessage | GoneMessage {
  if (message.deleted) {
    return { chat: chatForBot(world, chat), message_id: message.id, date: 0 };
  }
  return presentMessage(world, chat, message);
}

/** @param withReply false for the answered message inside a message: Telegram goes one deep */
export function presentMessage(
  world: World,
  chat: Chat,
  message: SandboxMessage,
  withReply = true,
): PresentedMessage {
  const entities = message.entities.length === 0 ? undefined : message.entities;
  return {
    message_id: message.id,
    ...authorFields(world, chat, message),
    chat: chatForBot(world, chat),
    date: message.date,
    ...(message.editDate === undefined ? {} : { edit_date: message.editDate }),
    ...threadFields(message),
    ...(withReply ? replyFields(world, chat, message) : {}),
    ...(message.text === undefined ? {} : { text: message.text }),
    ...(message.text !== undefined && entities !== undefined ? { entities } : {}),
    ...(message.caption === undefined ? {} : { caption: message.caption }),
    ...(message.caption !== undefined && entities !== undefined
      ? { caption_entities: entities }
      : {}),
    ...(message.media === undefined ? {} : fileFields(world, message.media)),
    ...(message.replyMarkup === undefined ? {} : { reply_markup: message.replyMarkup }),
    ...serviceFields(world, chat, message),
  };
}

function authorFields(
  world: World,
  chat: Chat,
  message: SandboxMessage,
): Pick<PresentedMessage, "from" | "sender_chat" | "is_automatic_forward"> {
  const { channel, senderChatId, fromId } = message;
  if (channel !== undefined) {
    const { id, title, linked } = channel;
    return {
      from: linked ? TELEGRAM : CHANNEL_BOT,
      sender_chat: { id, title, type: "channel" },
      ...(linked ? { is_automatic_forward: true } : {}),
    };
  }
  if (senderChatId === undefined) return { from: userOf(world, fromId ?? GROUP_ANONYMOUS_BOT.id) };
  return { from: GROUP_ANONYMOUS_BOT, sender_chat: chatForBot(world, chat) };
}

function threadFields(message: SandboxMessage): Partial<PresentedMessage> {
  if (message.threadId === undefined) return {};
  return {
    message_thread_id: message.threadId,
    ...(message.isTopicMessage === true ? { is_topic_message: true } : {}),
  };
}

function replyFields(world: World, chat: Chat, message: SandboxMessage): Partial<PresentedMessage> {
  // Inside a topic each message answers, for the Bot API, the message that opened the topic.
  const topic = message.isTopicMessage === true && message.threadId !== message.id
    ? message.threadId
    : undefined;
  const answeredId = message.replyTo?.messageId ?? topic;
  const answered = answeredId === undefined ? undefined : chat.messages.get(answeredId);
  if (answered === undefined || answered.deleted) return {};
  const quote = message.replyTo?.quote;
  return {
    reply_to_message: presentMessage(world, chat, answered, false),
    ...(quote === undefined ? {} : {
      quote: {
        text: quote,
        position: Math.max(0, (answered.text ?? answered.caption ?? "").indexOf(quote)),
        is_manual: true,
      },
    }),
  };
}

function serviceFields(
  world: World,
  chat: Chat,
  message: SandboxMessage,
): Partial<PresentedMessage> {
  const event = message.serviceEvent;
  switch (event?.kind) {
    case undefined:
      return {};
    case "group_created":
      return chat.kind === "group"
        ? { group_chat_created: true }
        : { supergroup_chat_created: true };
    case "members_joined":
      return { new_chat_members: event.personIds.map((id) => userOf(world, id)) };
    case "member_left":
      return { left_chat_member: userOf(world, event.personId) };
    case "pinned": {
      const pinned = chat.messages.get(event.messageId);
      return pinned === undefined || pinned.deleted
        ? {
          pinned_message: {
            chat: chatForBot(world, chat),
            message_id: event.messageId,
            date: 0,
          },
        }
        : { pinned_message: presentMessage(world, chat, pinned, false) };
    }
    case "topic_created":
      return { forum_topic_created: { name: event.name, icon_color: 7322096 } };
    case "migrated_to":
      return { migrate_to_chat_id: event.chatId };
    case "migrated_from":
      return { migrate_from_chat_id: event.chatId };
  }
}

export function presentMember(world: World, chat: Chat, member: Member): ChatMember {
  const user = userOf(world, member.personId);
  switch (member.status) {
    case "creator":
      return { status: "creator", user, is_anonymous: member.anonymous };
    case "administrator":
      return {
        status: "administrator",
        user,
        can_be_edited: false,
        ...rightsOfAdministrator(chat, member),
      };
    case "restricted":
      return { status: "restricted", user, ...rightsOfRestricted(member), until_date: 0 };
    case "kicked":
      return { status: "kicked", user, until_date: 0 };
    case "member":
    case "left":
      return { status: member.status, user };
  }
}
