/**
 * The sandbox's state: one object that the Bot API methods, the control interface and the page
 * work on. Functions that change it live beside it, one concept a file; each tells `changes`
 * when it is done.
 */
import { type Changes, createChanges } from "./changes.ts";
import { createUpdateQueues, type UpdateQueues } from "./update_queue.ts";
import type { PendingCallback } from "./callbacks.ts";
import type { Bot, Chat, ChatKind, Person } from "./world.ts";

/** A file somebody sent. What a person sends is only described; what a bot sends is kept whole. */
export interface SandboxFile {
  fileId: string;
  uniqueId: string;
  kind: "photo" | "voice" | "document";
  fileName?: string;
  size: number;
  bytes?: Uint8Array<ArrayBuffer>;
}

export interface World {
  readonly people: Map<number, Person>;
  /** By the bot's id as a user. */
  readonly bots: Map<number, Bot>;
  readonly groups: Map<number, Chat>;
  /** By `privateKey`. Their chat id is the person's, so two bots' chats share it. */
  readonly privateChats: Map<string, Chat>;
  readonly files: Map<string, SandboxFile>;
  readonly callbacks: Map<string, PendingCallback>;
  readonly updates: UpdateQueues;
  readonly changes: Changes;
  /** Milliseconds since the epoch, skipped time included. */
  now(): number;
  /** Seconds since the epoch, as Telegram counts. */
  date(): number;
  skip(seconds: number): void;
  nextPersonId(isBot: boolean): number;
  nextGroupId(kind: Exclude<ChatKind, "private">): number;
  nextMessageId(chat: Chat): number;
  nextFileNumber(): number;
  nextCallbackId(): string;
}

export function createWorld(clock: () => number = Date.now): World {
  const changes = createChanges();
  let skippedMs = 0;
  const now = () => clock() + skippedMs;

  // Beyond 32 bits, as real ids are: a program that narrows them fails here, not in production.
  let lastPerson = 5_100_000_000;
  let lastBot = 7_200_000_000;
  let lastGroup = 4_500_000_000;
  let lastSupergroup = 1_002_000_000_000;
  let lastFile = 0;
  let lastCallback = 4_300_000_000_000_000_000n;
  // Private chats and basic groups count messages together; each supergroup by itself.
  let lastSharedMessage = 0;
  const lastMessage = new Map<number, number>();

  return {
    people: new Map(),
    bots: new Map(),
    groups: new Map(),
    privateChats: new Map(),
    files: new Map(),
    callbacks: new Map(),
    updates: createUpdateQueues({ now, changes }),
    changes,
    now,
    date: () => Math.floor(now() / 1000),
    skip(seconds) {
      skippedMs += seconds * 1000;
      changes.emit({ kind: "time" });
    },
    nextPersonId: (isBot) => isBot ? ++lastBot : ++lastPerson,
    nextGroupId: (kind) => kind === "group" ? -++lastGroup : -++lastSupergroup,
    nextMessageId(chat) {
      if (chat.kind === "private" || chat.kind === "group") return ++lastSharedMessage;
      const next = (lastMessage.get(chat.id) ?? 0) + 1;
      lastMessage.set(chat.id, next);
      return next;
    },
    nextFileNumber: () => ++lastFile,
    nextCallbackId: () => String(++lastCallback),
  };
}

export function privateKey(botId: number, personId: number): string {
  return `${botId}:${personId}`;
}
