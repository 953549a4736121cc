import type { ChatId, DeliveryId, OrganisationId, UpdateId } from "../../people/ids.ts";
import type { DeliveryContent, DeliveryKind } from "../delivery_content.ts";
import type { Transaction } from "./database.ts";
import type { Place } from "./organisations.ts";

/** One Telegram call that the database says must still happen. */
export interface NewDelivery {
  readonly place: Place;
  readonly content: DeliveryContent;
  /** Not before so many seconds from now. */
  readonly delaySeconds?: number;
}

export interface ClaimedDelivery {
  readonly id: DeliveryId;
  readonly organisationId: OrganisationId | null;
  readonly place: Place;
  readonly content: DeliveryContent;
  /** 1 at the first try. */
  readonly attempt: number;
  /** Milliseconds from when it was due, before it was put off, to when it was claimed. */
  readonly lateMs: number;
}

/** What one replica has in hand: whoever takes it after that has a greater attempt. */
export type HeldDelivery = Pick<ClaimedDelivery, "id" | "attempt">;

/**
 * How fast the program may send, over all replicas. Source: the Bot API FAQ ("My bot is hitting
 * limits"). Callback answers are outside.
 */
export interface SendLimits {
  /** To all chats together, in a second. */
  readonly overall: number;
  /** To one group, in a minute. */
  readonly inGroupMinute: number;
  /** To one chat, within so many seconds. */
  readonly burst: { readonly count: number; readonly seconds: number };
}

/**
 * In a chat Telegram asks for about one message a second and bears short bursts. A new incident is
 * a card, a ping or two and a prompt: these come at once, and the mean is one a second all the same.
 */
export const telegramLimits: SendLimits = {
  overall: 30,
  inGroupMinute: 20,
  burst: { count: 5, seconds: 5 },
};

/**
 * Interactive answers before cards, cards before pings, pings before a report's files, which are
 * slow, and these before what takes away or acknowledges.
 */
export const deliveryPriorities: Readonly<Record<DeliveryKind, number>> = {
  answer: 10,
  prompt: 10,
  setup_board: 10,
  setup_name_prompt: 10,
  card: 20,
  ping: 30,
  private_ping: 30,
  claimed_notice: 30,
  resolved_notice: 30,
  reminder: 30,
  private_reminder: 30,
  // After all that may become a part of it.
  catch_up: 32,
  report_file: 35,
  delete_message: 40,
  reaction: 40,
};

/**
 * So many answers to one person may wait in a group: what Telegram lets into it in a minute. Answers
 * go before cards, so whoever asks without an end would else keep the group's cards from it.
 */
export const mostWaitingAnswers = 20;

export interface DeliveryRepository {
  /**
   * Of the entered organisation; of none where none is entered. An answer behind
   * {@link mostWaitingAnswers} others to the same person in the same group is not given; what it
   * answers counts all the same.
   */
  enqueue(tx: Transaction, deliveries: readonly NewDelivery[]): Promise<void>;
  /**
   * Leases due deliveries across organisations, skipping what others hold: the first ones of each
   * chat in order of priority, then age, none of a chat that another lease is at work on or that is
   * paused, none of a kind that this program does not know, and no more than the limits let through
   * now. `nextInMs` says when the next one may be sent that was not taken; `unknown`, how many were
   * leased that this program does not know all the same: a later one beside it takes them when the
   * lease has run out.
   */
  claimDue(
    tx: Transaction,
    options: {
      readonly limit: number;
      readonly leaseSeconds: number;
      readonly limits: SendLimits;
    },
  ): Promise<{
    readonly deliveries: readonly ClaimedDelivery[];
    readonly unknown: number;
    readonly nextInMs: number | null;
  }>;
  /**
   * Holds on to leases for so long from now. Those that another replica has taken since are left to
   * it. @returns the others
   */
  renew(
    tx: Transaction,
    held: readonly HeldDelivery[],
    leaseSeconds: number,
  ): Promise<readonly DeliveryId[]>;
  /**
   * This and the three below settle a delivery in a transaction that has entered its organisation (or
   * none, where it has none); elsewhere they meet nothing, and its lease runs out.
   */
  complete(tx: Transaction, id: DeliveryId): Promise<void>;
  /** Gives the lease back, unless another replica has it now; due again after the delay. */
  postpone(
    tx: Transaction,
    held: HeldDelivery,
    seconds: number,
    error: string | null,
  ): Promise<void>;
  /** Notes that it failed. @returns for how many milliseconds it has been failing; 0 at first */
  noteFailure(tx: Transaction, held: HeldDelivery): Promise<number>;
  /**
   * Leaves a chat alone for so long. `refused`: Telegram said so, and where it says so of several
   * chats at once, all of them are left alone.
   */
  pauseChat(tx: Transaction, chatId: ChatId, seconds: number, refused: boolean): Promise<void>;
  /** Kept with its error, never tried again. */
  abandon(tx: Transaction, id: DeliveryId, error: string): Promise<void>;
  /** Forgets what was given up so many days ago. @returns how many */
  pruneAbandoned(tx: Transaction, days: number): Promise<number>;
  /** Telegram answers again: what waits long after failures is due now, across organisations. */
  hasten(tx: Transaction): Promise<void>;
  /** How many of those that are owed because of an update are due and not settled. */
  countOf(tx: Transaction, updateId: UpdateId): Promise<number>;
  /** How many are due that nobody is at work on, across organisations. */
  countBacklog(tx: Transaction): Promise<number>;
}

export interface UpdateRepository {
  /** False where the update has been applied before. */
  markProcessed(tx: Transaction, id: UpdateId): Promise<boolean>;
  /** Whether it was refused before, as it came before what it is about was known. */
  wasRefused(tx: Transaction, id: UpdateId): Promise<boolean>;
  noteRefusal(tx: Transaction, id: UpdateId): Promise<void>;
  /** Forgets ids older than so many hours, of either; returns how many were applied. */
  pruneProcessed(tx: Transaction, hours: number): Promise<number>;
}
