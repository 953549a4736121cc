/**
 * What the sandbox knows: people, chats, messages, bots. The server's methods, the control
 * interface and the page all work on this one model; the shapes that travel to the bot are
 * Telegram's own (`grammy/types`), made from it.
 */
import type { InlineKeyboardMarkup, MessageEntity, ReplyParameters } from "grammy/types";

export interface Person {
  readonly id: number;
  firstName: string;
  lastName?: string;
  username?: string;
  languageCode: string;
  isBot: boolean;
}

export type MemberStatus =
  | "creator"
  | "administrator"
  | "member"
  | "restricted"
  | "left"
  | "kicked";

export interface Member {
  personId: number;
  status: MemberStatus;
  /** Only meaningful for administrators. */
  canPinMessages: boolean;
  /** An administrator who posts as the group itself. */
  anonymous: boolean;
  /** Only meaningful for a restricted member: false where writing was taken away. */
  canSendMessages: boolean;
}

export type ChatKind = "private" | "group" | "supergroup" | "channel";

export interface Chat {
  id: number;
  kind: ChatKind;
  title: string;
  isForum: boolean;
  members: Map<number, Member>;
  /** Ids of pinned messages, newest last. */
  pinned: number[];
  messages: Map<number, SandboxMessage>;
  /** Set on a basic group that became a supergroup. */
  migratedTo?: number;
  /** Emoji reactions can be switched off by a group's admins. */
  reactionsAllowed: boolean;
  /** May each member pin? Off, so that a bot needs the right to, as a careful group has it. */
  membersMayPin: boolean;
  /** The bot at the other end of a private chat; absent elsewhere. */
  botId?: number;
  /** Private chats only: the person pressed Stop; the bot may not write any more. */
  blocked?: boolean;
  /** Forums only: topics by the id of the message that opened them. */
  topics: Map<number, Topic>;
  /** Set on a supergroup that was a basic group. */
  migratedFrom?: number;
}

/** One topic of a forum. Its id is the id of its first message, and its thread's id. */
export interface Topic {
  id: number;
  name: string;
}

/** What a service message tells, as Telegram's own fields will say it. */
export type ServiceEvent =
  | { kind: "group_created"; title: string }
  | { kind: "members_joined"; personIds: number[] }
  | { kind: "member_left"; personId: number }
  | { kind: "pinned"; messageId: number }
  | { kind: "topic_created"; name: string }
  | { kind: "migrated_to"; chatId: number }
  | { kind: "migrated_from"; chatId: number };

export interface SandboxMessage {
  id: number;
  chatId: number;
  /** The person or bot that wrote it; absent for a service message of the group. */
  fromId?: number;
  /** Seconds since the epoch, as Telegram counts. */
  date: number;
  editDate?: number;
  text?: string;
  caption?: string;
  entities: MessageEntity[];
  threadId?: number;
  replyTo?: { messageId: number; quote?: string };
  replyMarkup?: InlineKeyboardMarkup;
  /** A force reply, and whether it is for the mentioned or replied-to people only. */
  forceReply?: { selective: boolean; placeholder?: string };
  media?: {
    kind: "photo" | "voice" | "document" | "location";
    fileId: string;
    fileName?: string;
    /** Its bytes are there, as those of what a bot sends. */
    kept?: true;
  };
  /** "Dana joined the group", "Roadcall pinned a message". */
  service?: string;
  serviceEvent?: ServiceEvent;
  /** Set where an anonymous administrator wrote: the chat that speaks instead of the person. */
  senderChatId?: number;
  /** Set where a channel wrote: the one linked with the group, or one that a member speaks as. */
  channel?: { id: number; title: string; linked: boolean };
  /** In a forum: written inside a topic, not in General. */
  isTopicMessage?: boolean;
  /** False where the sender asked for a silent message. */
  notifies: boolean;
  /** Emoji by person id. */
  reactions: Map<number, string>;
  deleted: boolean;
  /** Each text the message had before an edit, oldest first: what tests ask of an edited card. */
  earlierTexts: string[];
}

export interface Bot {
  readonly token: string;
  readonly personId: number;
  readonly username: string;
  /** With privacy mode on, an ordinary member bot sees only commands and replies to it. */
  privacyMode: boolean;
  commands: Map<string, readonly { command: string; description: string }[]>;
  description: string;
  shortDescription: string;
}

/** Something changed; listeners look up what it is now. `chatId` is the chat's own id. */
export type WorldChange =
  | { kind: "message"; chatId: number; messageId: number }
  | { kind: "chat"; chatId: number }
  | { kind: "member"; chatId: number; personId: number }
  | { kind: "person"; personId: number }
  | { kind: "typing"; chatId: number; personId: number; action: string }
  | { kind: "callback"; personId: number; outcome: CallbackOutcome }
  | { kind: "update"; botId: number }
  | { kind: "call"; botId: number; call: RecordedCall }
  | { kind: "settings" }
  | { kind: "time" };

export type ChangeListener = (change: WorldChange) => void;

/** What a person's client shows after a press of an inline button. */
export interface CallbackOutcome {
  id: string;
  answered: boolean;
  text?: string;
  alert: boolean;
  url?: string;
}

/** One call of a Bot API method, as the sandbox saw it. */
export interface RecordedCall {
  at: number;
  method: string;
  payload: Readonly<Record<string, unknown>>;
  status: number;
  /** The sandbox's answer, `ok` and all. */
  answer: unknown;
  /** What it met, where a fault hit it. */
  fault?: Fault;
}

/** A fault to inject into the next calls of a method. */
export interface Fault {
  /** A method's name, or `*` for each. */
  method: string;
  /** How many calls it still hits; `Infinity` until it is cleared. */
  times: number;
  /** Only calls for this chat. */
  chatId?: number;
  /** Answer with this HTTP status instead of carrying the call out. */
  status?: number;
  description?: string;
  retryAfter?: number;
  /** Wait this long before answering. */
  delayMs?: number;
  /** Carry the call out, and answer only when the fault is taken away. */
  holdAnswer?: boolean;
  /** An answer that is held is held no longer than this. */
  holdMs?: number;
  /** Carry the call out, then drop the connection without an answer. */
  loseAnswer?: boolean;
}

export type { InlineKeyboardMarkup, MessageEntity, ReplyParameters };
