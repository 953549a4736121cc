/**
 * The sandbox's control interface: what a test, the page or `main.ts` can do with it.
 * `createSandbox` (create_sandbox.ts) makes one. Every function here is reachable over HTTP
 * as well (`POST /control/<name>`, see README.md), so a driver may be another process.
 *
 * Chat ids are the ones that the bot sees. A private chat has the person's id for the bot;
 * where a person acts (`as`), the bot's id names the same chat. Where several bots exist and
 * a person's id is given, the chat with the first bot that was added is meant.
 *
 * A wrong id or an act that Telegram's own clients would not offer is a `SandboxError`.
 */
import type { Hono } from "hono";
import type {
  Bot,
  ChangeListener,
  Chat,
  Fault,
  Member,
  MemberStatus,
  Person,
  RecordedCall,
  SandboxMessage,
} from "./world.ts";
import type { Actor, BotRef } from "./actor.ts";
import type { BotApiSpec } from "./spec.ts";

export type { Actor, BotRef, MediaOptions, WriteOptions } from "./actor.ts";

export interface SandboxOptions {
  /**
   * The Bot API as data; with it each call is checked against it as well. Left out, it is read
   * from the file that the environment's `BOT_API_SPEC` names, if any; `null` means none.
   */
  spec?: BotApiSpec | null;
  /** Milliseconds since the epoch, before the seconds that were skipped are added. */
  now?: () => number;
  /** Moves the time of the program under test; the sandbox's own follows where it does not throw. */
  onSkip?: (seconds: number) => void | Promise<void>;
  /** Wakes the clock job of the program under test. */
  onTick?: () => void | Promise<void>;
  /** Decides about each call that no fault was set for, by its method: how many fail by chance. */
  chooseFault?: (method: string) => ChosenFault | undefined;
  /** The page, mounted at `/`. */
  page?: (sandbox: Sandbox) => Hono;
}

/** What a call meets by chance. */
export type ChosenFault = Omit<Fault, "method" | "times" | "chatId">;

/** A running HTTP server. It listens on 127.0.0.1 only. */
export interface SandboxServer {
  /** What the bot is given as `TELEGRAM_API_ROOT`: `http://127.0.0.1:PORT`. */
  readonly apiRoot: string;
  readonly port: number;
  /** Ends open long polls and connections, then the listener. */
  stop(): Promise<void>;
}

export interface NewPerson {
  firstName: string;
  lastName?: string;
  username?: string;
  /** IETF tag, `en` unless given. */
  languageCode?: string;
}

export interface NewGroup {
  title: string;
  /** `supergroup` unless given. */
  kind?: "supergroup" | "group";
  isForum?: boolean;
  creator: number;
  /** Further members' ids. */
  members?: readonly number[];
}

export interface MemberChange {
  status?: MemberStatus;
  canPinMessages?: boolean;
  anonymous?: boolean;
  canSendMessages?: boolean;
}

export interface UntilOptions {
  /** Real milliseconds, 30,000 unless given: patience for a busy machine. */
  timeoutMs?: number;
  /** What is awaited, in words; the rejection says it: "the card is pinned". */
  what?: string;
}

/** An update that waits for a bot, or was handed out and is not confirmed yet. */
export interface PendingUpdate {
  readonly updateId: number;
  readonly botId: number;
  readonly kind: string;
  readonly handedOut: boolean;
}

/** A call that broke the Bot API as the spec's data has it. */
export interface SpecViolation {
  readonly method: string;
  readonly problem: string;
}

export interface Sandbox {
  // -- time -----------------------------------------------------------------------------------
  /** Milliseconds since the epoch, skipped time included. */
  now(): number;
  /** Calls `onSkip`, then moves the sandbox's time on. */
  skip(seconds: number): Promise<void>;
  /** Calls `onTick`. */
  tick(): Promise<void>;

  // -- people and chats -----------------------------------------------------------------------
  addPerson(person: NewPerson): Person;
  /** The token looks like a real one. Privacy mode is on unless said otherwise, as at BotFather. */
  addBot(
    bot?: { token?: string; username?: string; firstName?: string; privacyMode?: boolean },
  ): Bot;
  addGroup(group: NewGroup): Chat;
  /** Adds a bot as person `by` does; the bot gets `my_chat_member` and the service message. */
  addBotToGroup(
    chatId: number,
    bot: BotRef,
    by: number,
    rights?: { administrator?: boolean; canPinMessages?: boolean },
  ): void;
  /** Removes a bot as person `by` (the creator unless given) does. */
  removeBot(chatId: number, bot: BotRef, by?: number): void;
  /** Removes a person as the creator does. */
  removeMember(chatId: number, personId: number): void;
  /** Changes a member's status or rights as the creator does; the bots concerned get updates. */
  setMember(chatId: number, personId: number, change: MemberChange): Member;
  /** Changes what a group allows. */
  setGroup(
    chatId: number,
    change: { title?: string; reactionsAllowed?: boolean; membersMayPin?: boolean },
  ): void;
  /**
   * A channel writes in a group: the one that is linked with it, whose posts Telegram forwards
   * there by itself, or one that a member speaks as. @returns the message's id
   */
  postFromChannel(
    chatId: number,
    post: { title: string; text: string; linked?: boolean },
  ): number;
  /** Turns a basic group into a supergroup. @returns the new chat's id; old message ids die */
  migrate(chatId: number): number;
  /** Acts as this person. */
  as(personId: number): Actor;

  // -- looking --------------------------------------------------------------------------------
  readonly people: readonly Person[];
  readonly bots: readonly Bot[];
  /** Groups first, in the order they were made, then private chats. */
  readonly chats: readonly Chat[];
  person(personId: number): Person;
  chat(chatId: number): Chat;
  /** The private chat of a person with a bot; undefined before `startBot`. */
  privateChat(personId: number, bot: BotRef): Chat | undefined;
  /** Messages of a chat that are not deleted, oldest first. */
  messages(chatId: number): SandboxMessage[];
  /** A message, deleted ones included; undefined where there never was one. */
  message(chatId: number, messageId: number): SandboxMessage | undefined;
  /** What a bot sent as a file, by the id that its message has; undefined for any other. */
  fileBytes(fileId: string): Uint8Array<ArrayBuffer> | undefined;
  /** Pinned messages, newest last. */
  pinned(chatId: number): SandboxMessage[];
  /** Chats this person sees: those they are in, and their private chats. */
  chatsOf(personId: number): Chat[];
  /**
   * The message whose force reply this person's client shows now: the newest that they have
   * not answered and that is for them.
   */
  forceReplyFor(chatId: number, personId: number): SandboxMessage | undefined;
  /** The commands that this person's client offers in this chat. */
  commandsFor(
    chatId: number,
    personId: number,
  ): readonly { bot: Bot; command: string; description: string }[];

  // -- what the bots did ----------------------------------------------------------------------
  /** Every call that reached a method, oldest first; long polls that were empty are left out. */
  readonly calls: readonly RecordedCall[];
  readonly specViolations: readonly SpecViolation[];
  /** Updates not confirmed yet, oldest first. */
  readonly pendingUpdates: readonly PendingUpdate[];
  /** Forgets the recorded calls. */
  clearCalls(): void;

  // -- trouble --------------------------------------------------------------------------------
  /** @returns a function that takes the fault away again */
  setFault(fault: Fault): () => void;
  clearFaults(): void;
  /**
   * Telegram's limits: 30 messages a second over all, about one a second and 20 a minute in a
   * group, edits counted. Off at first. `timeScale` 10 makes a minute last six seconds.
   */
  limits(settings: { enabled: boolean; timeScale?: number }): void;
  /** Hands an update out again that was confirmed already, as Telegram may. */
  redeliver(updateId: number): void;

  // -- waiting --------------------------------------------------------------------------------
  /** Listens to every change. @returns a function that ends it */
  subscribe(listener: ChangeListener): () => void;
  /**
   * Resolves with the predicate's value as soon as it is neither undefined, null nor false.
   * It is asked again at each change, never by polling. The rejection says what was awaited
   * and shows the last calls and the chats' texts.
   */
  until<T>(predicate: () => T | undefined | null | false, options?: UntilOptions): Promise<T>;
  /**
   * Resolves when every update is confirmed (for a webhook: answered with 2xx) and no call but
   * a waiting long poll is in progress. A bot that still works after its confirmation, as one
   * with a delivery worker does, is better awaited by `until`.
   */
  quiet(options?: UntilOptions): Promise<void>;

  // -- serving --------------------------------------------------------------------------------
  /** The whole of it: Bot API, control interface and page. */
  readonly app: Hono;
  listen(options?: { port?: number }): SandboxServer;
}

/** The caller asked for something that is not there or that a client would not allow. */
export class SandboxError extends Error {
  override readonly name = "SandboxError";
}
