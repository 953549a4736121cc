/** A person at their client: what the control interface offers to act as them. */
import type { Bot, CallbackOutcome, MessageEntity } from "./world.ts";

/** A bot or its id. */
export type BotRef = Pick<Bot, "personId"> | number;

export interface WriteOptions {
  /** The id of the message that is answered. */
  replyTo?: number;
  /** The topic, in a forum. */
  threadId?: number;
  /** The part of the answered message that is quoted. */
  quote?: string;
  /** People without a username, mentioned by name: each `name` in the text becomes a text mention. */
  textMentions?: readonly { name: string; personId: number }[];
  /** Further entities, where a client would let a person format. */
  entities?: readonly MessageEntity[];
}

export interface MediaOptions extends WriteOptions {
  kind: "photo" | "voice" | "document" | "location";
  caption?: string;
  fileName?: string;
}

/** A person at their client. Every act is refused where Telegram's client would not allow it. */
export interface Actor {
  readonly personId: number;
  /**
   * Writes a message; commands, @mentions, links and the like become entities as a client makes
   * them. @returns the new message's id
   */
  write(chatId: number, text: string, options?: WriteOptions): number;
  /** Sends a photo, voice message, document or location. @returns the new message's id */
  sendMedia(chatId: number, media: MediaOptions): number;
  /** Edits an own message's text (or its caption). */
  editText(chatId: number, messageId: number, text: string): void;
  /** Deletes a message: an own one, or anyone's as an administrator. Bots get no update of it. */
  deleteMessage(chatId: number, messageId: number): void;
  /** Sets or, without an emoji, takes back the person's reaction. */
  react(chatId: number, messageId: number, emoji?: string): void;
  /**
   * Presses an inline button, found by its text or, failing that, its callback data. Resolves
   * when the bot has answered; with `answered: false` after `timeoutMs` (30,000 unless given).
   */
  press(
    chatId: number,
    messageId: number,
    labelOrData: string,
    options?: { timeoutMs?: number },
  ): Promise<CallbackOutcome>;
  /**
   * Sends callback data that no button of the message need carry: an outdated client, or a
   * forged press. The message must exist.
   */
  pressData(
    chatId: number,
    messageId: number,
    data: string,
    options?: { timeoutMs?: number },
  ): Promise<CallbackOutcome>;
  /** Pins a message, where the person may. */
  pin(chatId: number, messageId: number): void;
  unpin(chatId: number, messageId: number): void;
  join(chatId: number): void;
  leave(chatId: number): void;
  /** Opens the private chat with a bot by Start. @returns the id of the `/start` message */
  startBot(bot: BotRef, payload?: string): number;
  /** Stops (blocks) the bot; `startBot` undoes it. */
  blockBot(bot: BotRef): void;
  /** Opens a topic in a forum. @returns its thread id */
  createTopic(chatId: number, name: string): number;
}
