import type { Instant } from "../../incident/incident.ts";
import type { UpdateId } from "../../people/ids.ts";
import type { Transaction } from "./database.ts";

/** An update as Telegram sent it, which may hold what people wrote. */
export interface StoredUpdate {
  readonly id: UpdateId;
  /** Updates of one lane are applied in their order: those of a chat, mostly. */
  readonly lane: string;
  /** JSON, word by word. */
  readonly received: string;
}

/** One that has been kept for so many milliseconds. */
export interface WaitingUpdate extends StoredUpdate {
  readonly waitedMs: number;
}

/**
 * Updates that Telegram has handed over and that are still to be applied. A transaction that has
 * entered an organisation sees none of them.
 */
export interface InboxRepository {
  /** Those that it has already stay as they are. */
  keep(tx: Transaction, updates: readonly StoredUpdate[]): Promise<void>;
  /** The first ones of each lane in order, of lanes that are not among `except`. */
  listWaiting(
    tx: Transaction,
    options: {
      /** How many lanes at most; those that wait longest come first. */
      readonly lanes: number;
      readonly perLane: number;
      readonly except: readonly string[];
    },
  ): Promise<readonly WaitingUpdate[]>;
  count(tx: Transaction): Promise<number>;
  /** They are applied, or set aside. */
  forget(tx: Transaction, ids: readonly UpdateId[]): Promise<void>;
}

export interface FailedTry {
  readonly id: UpdateId;
  readonly lane: string;
  /** What it is to Telegram, such as `message`. */
  readonly type: string;
  readonly error: string;
}

/** What was set aside, without what people wrote. */
export interface FailedUpdate extends FailedTry {
  readonly setAsideAt: Instant;
}

/**
 * Updates that failed for a reason of their own. A transaction that has entered an organisation
 * sees none of them.
 */
export interface FailedUpdateRepository {
  /** Notes one more failure. Says how many there are, and whether it is set aside already. */
  countFailure(
    tx: Transaction,
    failed: FailedTry,
  ): Promise<{ readonly failures: number; readonly setAside: boolean }>;
  /** Keeps it from being tried again, until it is replayed. */
  setAside(tx: Transaction, id: UpdateId, received: string): Promise<void>;
  /** What is set aside, oldest first. */
  listSetAside(tx: Transaction): Promise<readonly FailedUpdate[]>;
  /** Puts what is set aside back into the inbox, one or all, and returns their ids. */
  replay(tx: Transaction, id: UpdateId | null): Promise<readonly UpdateId[]>;
  /** Forgets failures older than so many hours, and what was set aside before so many days. */
  prune(tx: Transaction, age: { readonly hours: number; readonly days: number }): Promise<void>;
}
