/** The open chat as one person sees it: its header, pins, messages and what the composer offers. */
import type { Sandbox } from "../control.ts";
import type { Bot, Chat, Person } from "../world.ts";
import { renderPersonName } from "./names.ts";
import type { CommandChoice, MentionChoice, OpenChat } from "./view.ts";
import { createMessageViews, createQuote } from "./view_messages.ts";

/** Older messages than this many are shown only when asked for. */
export const SHOWN_MESSAGES = 200;

/** What the chat needs of the sandbox: only looking. */
export type ChatSource = Pick<
  Sandbox,
  "people" | "bots" | "messages" | "pinned" | "forceReplyFor" | "commandsFor" | "person"
>;

/** A chat that exists. @param all every message, however many there are */
export function createOpenChat(
  source: ChatSource,
  chat: Chat,
  viewer: Person,
  all: boolean,
): OpenChat {
  const messages = source.messages(chat.id);
  const shown = all ? messages : messages.slice(-SHOWN_MESSAGES);
  const context = { chat, viewer, people: source.people };
  const bot = chat.botId === undefined ? undefined : source.person(chat.botId);
  const forced = source.forceReplyFor(chat.id, viewer.id);
  return {
    ref: chat.botId ?? chat.id,
    chat,
    title: bot === undefined ? chat.title : renderPersonName(bot),
    subtitle: bot === undefined ? renderMemberCount(chat) : "bot",
    avatarId: bot?.id ?? chat.id,
    messages: createMessageViews(shown, context),
    leftOut: messages.length - shown.length,
    pinned: source.pinned(chat.id).map((message) => createQuote(message, context)),
    forceReply: forced === undefined ? null : {
      ...createQuote(forced, context),
      placeholder: forced.forceReply?.placeholder ?? "Reply",
    },
    commands: listCommands(source, chat, viewer),
    mentions: listMentions(source, chat, viewer),
    reactionsAllowed: chat.reactionsAllowed,
    cannotWrite: findWritingProblem(chat, viewer),
    startBotId: chat.blocked === true && chat.botId !== undefined ? chat.botId : null,
  };
}

/** The private chat with a bot that this person has not started yet. */
export function createUnstartedChat(bot: Person): OpenChat {
  return {
    ref: bot.id,
    chat: null,
    title: renderPersonName(bot),
    subtitle: "bot",
    avatarId: bot.id,
    messages: [],
    leftOut: 0,
    pinned: [],
    forceReply: null,
    commands: [],
    mentions: [],
    reactionsAllowed: false,
    cannotWrite: null,
    startBotId: bot.id,
  };
}

function renderMemberCount(chat: Chat): string {
  const count = [...chat.members.values()].filter((member) => isIn(member.status)).length;
  return count === 1 ? "1 member" : `${count} members`;
}

function isIn(status: string): boolean {
  return status !== "left" && status !== "kicked";
}

function listCommands(source: ChatSource, chat: Chat, viewer: Person): CommandChoice[] {
  const offered = source.commandsFor(chat.id, viewer.id);
  const several = new Set(offered.map(({ bot }: { bot: Bot }) => bot.personId)).size > 1;
  return offered.map(({ bot, command, description }) => ({
    insert: several ? `/${command}@${bot.username}` : `/${command}`,
    description,
  }));
}

function listMentions(source: ChatSource, chat: Chat, viewer: Person): MentionChoice[] {
  if (chat.kind === "private") return [];
  return source.people
    .filter((person) =>
      person.id !== viewer.id && isIn(chat.members.get(person.id)?.status ?? "left")
    )
    .map((person) => ({
      personId: person.id,
      name: renderPersonName(person),
      username: person.username ?? null,
    }));
}

function findWritingProblem(chat: Chat, viewer: Person): string | null {
  if (chat.migratedTo !== undefined) return "This group became a supergroup.";
  if (chat.kind === "private") return null;
  const member = chat.members.get(viewer.id);
  if (member === undefined || !isIn(member.status)) return "You are not a member of this group.";
  if (member.status === "restricted" && !member.canSendMessages) {
    return "You are not allowed to write in this group.";
  }
  return null;
}
