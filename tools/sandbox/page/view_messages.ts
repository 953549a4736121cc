/** The messages of one chat as one person sees them. */
import type { Chat, Person, SandboxMessage } from "../world.ts";
import { renderColourClass, renderDay, renderPersonName } from "./names.ts";
import type { MessageView, QuotedMessage, ReactionCount } from "./view.ts";

const MEDIA_NAMES = {
  photo: "Photo",
  voice: "Voice message",
  document: "File",
  location: "Location",
} as const;

/** Messages by the same author this close together stand as one run, without a new name. */
const RUN_SECONDS = 300;

/** One line that stands for a message: in the chat list, above a reply, in the pinned bar. */
export function renderSummary(message: SandboxMessage): string {
  if (message.service !== undefined) return message.service;
  const words = message.text ?? message.caption ?? "";
  const media = message.media === undefined ? "" : MEDIA_NAMES[message.media.kind];
  const all = words === "" || media === "" ? media + words : `${media}, ${words}`;
  return all.replaceAll(/\s+/g, " ").trim();
}

export interface MessageViewContext {
  readonly chat: Chat;
  readonly viewer: Person;
  readonly people: readonly Person[];
}

/** Who a message is by, as the chat shows it: an anonymous administrator speaks as the chat. */
export function findAuthor(
  message: SandboxMessage,
  { chat, people }: Pick<MessageViewContext, "chat" | "people">,
): { id: number; name: string; isBot: boolean; anonymous: boolean } {
  if (message.channel !== undefined) {
    return { id: message.channel.id, name: message.channel.title, isBot: false, anonymous: true };
  }
  if (message.senderChatId !== undefined) {
    return { id: message.senderChatId, name: chat.title, isBot: false, anonymous: true };
  }
  const person = people.find((candidate) => candidate.id === message.fromId);
  return person === undefined
    ? { id: message.fromId ?? 0, name: "Deleted account", isBot: false, anonymous: false }
    : { id: person.id, name: renderPersonName(person), isBot: person.isBot, anonymous: false };
}

/** What is shown of a message above one that answers it, or in the pinned bar. */
export function createQuote(
  message: SandboxMessage,
  context: Pick<MessageViewContext, "chat" | "people">,
  quote?: string,
): QuotedMessage {
  const author = findAuthor(message, context);
  return {
    messageId: message.id,
    author: author.name,
    colour: renderColourClass(author.id),
    text: message.deleted ? "Deleted message" : quote ?? renderSummary(message),
  };
}

/** @param messages the messages to show, oldest first */
export function createMessageViews(
  messages: readonly SandboxMessage[],
  context: MessageViewContext,
): MessageView[] {
  return messages.map((message, index) => {
    const earlier = messages[index - 1];
    const later = messages[index + 1];
    return createMessageView(message, earlier, later, context);
  });
}

function createMessageView(
  message: SandboxMessage,
  earlier: SandboxMessage | undefined,
  later: SandboxMessage | undefined,
  context: MessageViewContext,
): MessageView {
  const { chat, viewer } = context;
  const author = findAuthor(message, context);
  const own = message.fromId === viewer.id && !author.anonymous;
  const day = renderDay(message.date);
  const newDay = earlier === undefined || renderDay(earlier.date) !== day;
  const rights = chat.members.get(viewer.id);
  const isAdmin = rights?.status === "creator" || rights?.status === "administrator";
  const isPrivate = chat.kind === "private";
  const answered = message.replyTo === undefined
    ? undefined
    : chat.messages.get(message.replyTo.messageId);
  const status = author.anonymous ? undefined : chat.members.get(author.id)?.status;
  return {
    message,
    authorId: author.id,
    author: author.name,
    authorTag: author.anonymous
      ? "anonymous admin"
      : status === "creator"
      ? "owner"
      : author.isBot
      ? "bot"
      : status === "administrator"
      ? "admin"
      : "",
    own,
    alone: isPrivate,
    first: newDay || !isSameRun(earlier, message),
    last: !isSameRun(message, later),
    day: newDay ? day : null,
    topic: message.threadId === undefined ? null : chat.topics.get(message.threadId)?.name ?? null,
    quoted: answered === undefined ? null : createQuote(answered, context, message.replyTo?.quote),
    reactions: countReactions(message, viewer.id),
    mayEdit: message.fromId === viewer.id && message.media?.kind !== "location" &&
      message.service === undefined,
    mayDelete: message.fromId === viewer.id || isAdmin || isPrivate,
    mayPin: isPrivate || rights?.status === "creator" || chat.membersMayPin ||
      (rights?.status === "administrator" && rights.canPinMessages),
    pinned: chat.pinned.includes(message.id),
  };
}

function isSameRun(first: SandboxMessage | undefined, second: SandboxMessage | undefined): boolean {
  return first !== undefined && second !== undefined && first.service === undefined &&
    second.service === undefined && first.fromId === second.fromId &&
    first.senderChatId === second.senderChatId && second.date - first.date < RUN_SECONDS;
}

function countReactions(message: SandboxMessage, viewerId: number): ReactionCount[] {
  const counts = new Map<string, number>();
  for (const emoji of message.reactions.values()) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  const own = message.reactions.get(viewerId);
  return [...counts].map(([emoji, count]) => ({ emoji, count, own: emoji === own }));
}
