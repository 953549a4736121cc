/** All that one look at the page shows, as plain data: what the render functions turn into markup. */
import type { CallbackOutcome, Chat, Person, SandboxMessage } from "../world.ts";
import type { GuideState } from "./guide.ts";

/** What is shown of the other message above a reply. */
export interface QuotedMessage {
  readonly messageId: number;
  readonly author: string;
  readonly colour: string;
  readonly text: string;
}

export interface ReactionCount {
  readonly emoji: string;
  readonly count: number;
  readonly own: boolean;
}

export interface MessageView {
  readonly message: SandboxMessage;
  readonly authorId: number;
  readonly author: string;
  /** "bot", "admin", "anonymous admin" or nothing. */
  readonly authorTag: string;
  readonly own: boolean;
  /** In a private chat nobody else writes: no name is needed. */
  readonly alone: boolean;
  /** The first and the last of a run of messages by the same author. */
  readonly first: boolean;
  readonly last: boolean;
  /** A heading above the message, where a new day begins. */
  readonly day: string | null;
  readonly topic: string | null;
  readonly quoted: QuotedMessage | null;
  readonly reactions: readonly ReactionCount[];
  readonly mayEdit: boolean;
  readonly mayDelete: boolean;
  readonly mayPin: boolean;
  readonly pinned: boolean;
}

export interface CommandChoice {
  /** What is put into the composer: `/ticket`, or `/ticket@name` where several bots are there. */
  readonly insert: string;
  readonly description: string;
}

export interface MentionChoice {
  readonly personId: number;
  readonly name: string;
  /** Absent for people who can only be mentioned by name. */
  readonly username: string | null;
}

export interface OpenChat {
  /** What names the chat in the address and in acts: the bot's id for a private chat. */
  readonly ref: number;
  readonly chat: Chat | null;
  readonly title: string;
  readonly subtitle: string;
  readonly avatarId: number;
  readonly messages: readonly MessageView[];
  /** How many older messages are left out. */
  readonly leftOut: number;
  readonly pinned: readonly QuotedMessage[];
  readonly forceReply: (QuotedMessage & { readonly placeholder: string }) | null;
  readonly commands: readonly CommandChoice[];
  readonly mentions: readonly MentionChoice[];
  readonly reactionsAllowed: boolean;
  /** Why the viewer cannot write here, in words; null where they can. */
  readonly cannotWrite: string | null;
  /** The bot whose private chat waits for Start. */
  readonly startBotId: number | null;
}

export interface ChatRow {
  readonly ref: number;
  readonly title: string;
  readonly avatarId: number;
  readonly isGroup: boolean;
  readonly preview: string;
  readonly previewAuthor: string;
  readonly time: string;
  readonly unread: number;
  /** Among the unread: mentions of the viewer and replies to them. */
  readonly mentions: number;
  readonly open: boolean;
}

export interface PersonChoice {
  readonly person: Person;
  readonly hint: string;
  readonly address: string;
  readonly current: boolean;
  /** Messages that call this person and that they have not looked at yet. */
  readonly calls: number;
}

export interface PageView {
  readonly title: string;
  readonly viewer: Person;
  readonly viewerHint: string;
  readonly people: readonly PersonChoice[];
  readonly chats: readonly ChatRow[];
  readonly open: OpenChat | null;
  /** On a phone the list and the chat take turns. */
  readonly showList: boolean;
  readonly guide: GuideState | null;
  /** Other pages that belong to this one. */
  readonly links: readonly { readonly name: string; readonly address: string }[];
  /** The sandbox's clock, seconds since the epoch. */
  readonly now: number;
}

/** What a press came to, or why an act was refused, as the page's script gets it. */
export type ActAnswer =
  | { readonly ok: true; readonly messageId?: number; readonly outcome?: CallbackOutcome }
  | { readonly ok: false; readonly problem: string };
