/** Making and finding people, bots and chats. */
import { type NewGroup, type NewPerson, SandboxError } from "./control.ts";
import { privateKey, type World } from "./create_world.ts";
import { postMessage } from "./post_message.ts";
import { createMember } from "./rights.ts";
import type { Bot, Chat, ChatKind, Person, SandboxMessage } from "./world.ts";

const TOKEN_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

export function addPerson(world: World, person: NewPerson): Person {
  const { languageCode = "en", ...rest } = person;
  const added: Person = { ...rest, id: world.nextPersonId(false), languageCode, isBot: false };
  refuseTakenName(world, added.username);
  world.people.set(added.id, added);
  world.changes.emit({ kind: "person", personId: added.id });
  return added;
}

export function addBot(
  world: World,
  wish: { token?: string; username?: string; firstName?: string; privacyMode?: boolean },
): Bot {
  const { username = `sandbox${world.bots.size + 1}_bot`, firstName = "Roadcall" } = wish;
  refuseTakenName(world, username);
  const personId = idFromToken(wish.token) ?? world.nextPersonId(true);
  if (world.people.has(personId)) throw new SandboxError(`the id ${personId} is taken`);
  const bot: Bot = {
    token: wish.token ?? createToken(personId),
    personId,
    username,
    privacyMode: wish.privacyMode ?? true,
    commands: new Map(),
    description: "",
    shortDescription: "",
  };
  world.people.set(personId, {
    id: personId,
    firstName,
    username,
    languageCode: "en",
    isBot: true,
  });
  world.bots.set(personId, bot);
  world.changes.emit({ kind: "person", personId });
  return bot;
}

function refuseTakenName(world: World, username: string | undefined): void {
  if (username === undefined) return;
  const wanted = username.toLowerCase();
  for (const { username: taken } of world.people.values()) {
    if (taken?.toLowerCase() === wanted) throw new SandboxError(`@${username} is taken`);
  }
}

function idFromToken(token: string | undefined): number | undefined {
  if (token === undefined) return undefined;
  const id = Number(/^(\d{6,12}):[\w-]{30,}$/.exec(token)?.[1]);
  if (Number.isNaN(id)) {
    throw new SandboxError("a bot's token is its id, a colon and at least 30 letters or digits");
  }
  return id;
}

function createToken(personId: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(33));
  return `${personId}:AA${[...bytes].map((byte) => TOKEN_ALPHABET.charAt(byte % 64)).join("")}`;
}

function createChat(chat: Pick<Chat, "id" | "kind" | "title" | "isForum">): Chat {
  return {
    ...chat,
    members: new Map(),
    pinned: [],
    messages: new Map(),
    reactionsAllowed: true,
    membersMayPin: false,
    topics: new Map(),
  };
}

export function addGroup(world: World, group: NewGroup): Chat {
  const { title, kind = "supergroup", isForum = false, creator, members = [] } = group;
  if (isForum && kind === "group") throw new SandboxError("only a supergroup can be a forum");
  const founder = getPerson(world, creator);
  const chat = createGroupChat(world, { title, kind, isForum });
  chat.members.set(creator, createMember(creator, "creator"));
  for (const id of members) {
    if (getPerson(world, id).isBot) throw new SandboxError("add a bot with addBotToGroup");
    if (id !== creator) chat.members.set(id, createMember(id, "member"));
  }
  postMessage(world, chat, {
    fromId: creator,
    service: `${founder.firstName} created the group “${title}”`,
    serviceEvent: { kind: "group_created", title },
  });
  return chat;
}

export function createGroupChat(
  world: World,
  group: { title: string; kind: Exclude<ChatKind, "private">; isForum: boolean },
): Chat {
  const chat = createChat({ ...group, id: world.nextGroupId(group.kind) });
  world.groups.set(chat.id, chat);
  world.changes.emit({ kind: "chat", chatId: chat.id });
  return chat;
}

export function openPrivateChat(world: World, bot: Bot, personId: number): Chat {
  const key = privateKey(bot.personId, personId);
  const known = world.privateChats.get(key);
  if (known !== undefined) return known;
  const title = getPerson(world, bot.personId).firstName;
  const chat = createChat({ id: personId, kind: "private", title, isForum: false });
  chat.botId = bot.personId;
  chat.members.set(personId, createMember(personId, "member"));
  chat.members.set(bot.personId, createMember(bot.personId, "member"));
  world.privateChats.set(key, chat);
  world.changes.emit({ kind: "chat", chatId: chat.id });
  return chat;
}

export function getPerson(world: World, personId: number): Person {
  const person = world.people.get(personId);
  if (person === undefined) throw new SandboxError(`the sandbox knows no person ${personId}`);
  return person;
}

export function getBot(world: World, ref: { personId: number } | number): Bot {
  const id = typeof ref === "number" ? ref : ref.personId;
  const bot = world.bots.get(id);
  if (bot === undefined) throw new SandboxError(`the sandbox knows no bot ${id}`);
  return bot;
}

export function getGroup(world: World, chatId: number): Chat {
  const chat = world.groups.get(chatId);
  if (chat === undefined) throw new SandboxError(`the sandbox knows no group ${chatId}`);
  return chat;
}

/** A group, or the first private chat of that person (or of `actor` with that bot). */
export function findChat(world: World, chatId: number, actor?: number): Chat | undefined {
  const group = world.groups.get(chatId);
  if (group !== undefined) return group;
  if (actor !== undefined && world.bots.has(chatId)) {
    return world.privateChats.get(privateKey(chatId, actor));
  }
  for (const chat of world.privateChats.values()) if (chat.id === chatId) return chat;
  return undefined;
}

export function getChat(world: World, chatId: number, actor?: number): Chat {
  const chat = findChat(world, chatId, actor);
  if (chat === undefined) throw new SandboxError(`the sandbox knows no chat ${chatId}`);
  return chat;
}

/** @throws {SandboxError} also where the message was deleted */
export function getMessage(chat: Chat, messageId: number): SandboxMessage {
  const message = chat.messages.get(messageId);
  if (message === undefined || message.deleted) {
    throw new SandboxError(
      `chat ${chat.id} has no message ${messageId}${message === undefined ? "" : " any more"}`,
    );
  }
  return message;
}
