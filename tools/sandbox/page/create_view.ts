/** Puts together what one look at the page shows. */
import type { Sandbox } from "../control.ts";
import type { Chat, Person } from "../world.ts";
import { findGuideState, type Guide } from "./guide.ts";
import { renderPageAddress } from "./links.ts";
import { renderClock, renderPersonName } from "./names.ts";
import { callsPerson, type ReadMarks } from "./read_marks.ts";
import type { ChatRow, OpenChat, PageView } from "./view.ts";
import { createOpenChat, createUnstartedChat } from "./view_chat.ts";
import { findAuthor, renderSummary } from "./view_messages.ts";

/** What the address says. */
export interface PageQuery {
  readonly as: number | null;
  /** A group's id, or a bot's for the viewer's private chat with it. */
  readonly chat: number | null;
  readonly list: boolean;
  readonly all: boolean;
}

export interface ViewSettings {
  readonly title: string;
  /** What a person is here, by their id: "driver", "dispatcher, Maintenance". */
  readonly roleHints: ReadonlyMap<number, string>;
  readonly guide: Guide | null;
  readonly links: PageView["links"];
}

/** @returns null while the sandbox has no people; who is not found is a newcomer */
export function createView(
  sandbox: Sandbox,
  query: PageQuery,
  settings: ViewSettings,
  marks: ReadMarks,
): PageView | null {
  const humans = sandbox.people.filter((person) => !person.isBot);
  const viewer = humans.find((person) => person.id === query.as) ?? findNewcomer(sandbox, humans);
  if (viewer === undefined) return null;
  const open = findOpenChat(sandbox, viewer, query);
  const newest = open?.messages.at(-1);
  if (open?.chat && newest !== undefined && !query.list) {
    marks.mark(viewer.id, open.chat.id, newest.message.id);
  }
  const hintOf = (person: Person) => settings.roleHints.get(person.id) ?? "";
  const group = open?.chat && open.chat.kind !== "private" ? open.chat : null;
  return {
    title: settings.title,
    viewer,
    viewerHint: hintOf(viewer),
    people: humans.map((person) => ({
      person,
      hint: hintOf(person),
      address: renderPageAddress(person.id, open?.ref ?? null, query.list ? { list: 1 } : {}),
      current: person.id === viewer.id,
      calls: countCalls(sandbox, person, marks),
    })),
    chats: listRows(sandbox, viewer, open, marks),
    open,
    showList: query.list,
    guide: settings.guide === null || group === null
      ? null
      : findGuideState(settings.guide, sandbox.messages(group.id)),
    links: settings.links,
    now: Math.floor(sandbox.now() / 1000),
  };
}

/** Whoever comes for the first time is an ordinary member: that is where the story begins. */
function findNewcomer(sandbox: Sandbox, humans: readonly Person[]): Person | undefined {
  const isOrdinary = ({ id }: Person) =>
    sandbox.chats.some((chat) => chat.members.get(id)?.status === "member");
  return humans.find(isOrdinary) ?? humans[0];
}

function findOpenChat(sandbox: Sandbox, viewer: Person, query: PageQuery): OpenChat | null {
  const chats = sandbox.chatsOf(viewer.id).filter((chat) => chat.migratedTo === undefined);
  const named = chats.find((chat) => chat.id === query.chat || chat.botId === query.chat);
  const bot = sandbox.people.find((person) => person.isBot && person.id === query.chat);
  if (named === undefined && bot !== undefined) return createUnstartedChat(bot);
  // a link into a group that has migrated leads to what it became
  const heir = sandbox.chats.find((chat) => chat.migratedFrom === query.chat);
  const chat = named ?? chats.find((candidate) => candidate.id === heir?.id) ?? chats[0];
  return chat === undefined ? null : createOpenChat(sandbox, chat, viewer, query.all);
}

function countCalls(sandbox: Sandbox, person: Person, marks: ReadMarks): number {
  return sandbox.chatsOf(person.id).reduce((sum, chat) => {
    const unread = marks.listUnread(person.id, chat.id, sandbox.messages(chat.id));
    return sum + unread.filter((message) => callsPerson(message, person, chat)).length;
  }, 0);
}

function listRows(
  sandbox: Sandbox,
  viewer: Person,
  open: OpenChat | null,
  marks: ReadMarks,
): ChatRow[] {
  const chats = sandbox.chatsOf(viewer.id).filter((chat) => chat.migratedTo === undefined);
  const rows = chats.map((chat) => createRow(sandbox, chat, viewer, open, marks));
  const started = new Set(chats.map((chat) => chat.botId));
  const waiting = sandbox.bots.filter((bot) => !started.has(bot.personId)).map((bot): ChatRow => ({
    ref: bot.personId,
    title: renderPersonName(sandbox.person(bot.personId)),
    avatarId: bot.personId,
    isGroup: false,
    preview: "Press Start to talk in private",
    previewAuthor: "",
    time: "",
    unread: 0,
    mentions: 0,
    open: open?.ref === bot.personId,
  }));
  return [...rows, ...waiting];
}

function createRow(
  sandbox: Sandbox,
  chat: Chat,
  viewer: Person,
  open: OpenChat | null,
  marks: ReadMarks,
): ChatRow {
  const messages = sandbox.messages(chat.id);
  const last = messages.at(-1);
  const unread = marks.listUnread(viewer.id, chat.id, messages);
  const isGroup = chat.kind !== "private";
  const author = last === undefined || last.service !== undefined || !isGroup
    ? ""
    : last.fromId === viewer.id
    ? "You"
    : findAuthor(last, { chat, people: sandbox.people }).name;
  return {
    ref: chat.botId ?? chat.id,
    title: chat.botId === undefined ? chat.title : renderPersonName(sandbox.person(chat.botId)),
    avatarId: chat.botId ?? chat.id,
    isGroup,
    preview: last === undefined ? "No messages yet" : renderSummary(last),
    previewAuthor: author,
    time: last === undefined ? "" : renderClock(last.date),
    unread: unread.length,
    mentions: isGroup ? unread.filter((message) => callsPerson(message, viewer, chat)).length : 0,
    open: open?.chat?.id === chat.id,
  };
}
