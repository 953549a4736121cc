import type { Api } from "grammy";
import type { DeliveryContent, DeliveryKind } from "../../desk/delivery_content.ts";
import type {
  ClaimedDelivery,
  Log,
  OwnMessage,
  ReportFiles,
  Store,
  Telemetry,
  Transaction,
} from "../../desk/ports.ts";
import type { Words } from "../render/create_words.ts";

/** What delivering needs. */
export interface DeliveryTools {
  readonly store: Store;
  /** Each of its calls must end by itself, well before a delivery's lease does. */
  readonly api: Api;
  readonly words: Words;
  readonly log: Log;
  readonly reportFiles: ReportFiles;
  readonly telemetry: Telemetry;
  /** Whether a failure is an outage of the database. */
  readonly isOutage: (error: unknown) => boolean;
  /** In [0, 1). */
  readonly random: () => number;
  /** Resolves after so many milliseconds, or at once where the worker stops. */
  readonly wait: (ms: number) => Promise<void>;
  /** Aborts when the worker stops. */
  readonly stopping: AbortSignal;
  /** Whether Telegram was out of reach since something last got through; so it may have been at first. */
  readonly trouble: { seen: boolean };
  /** What this delivery has sent so far. */
  readonly sent: OwnMessage[];
}

/** What all deliveries of a worker share. */
export type WorkerTools = Omit<DeliveryTools, "sent">;

export type DeliveryOf<K extends DeliveryKind> = Omit<ClaimedDelivery, "content"> & {
  readonly content: Extract<DeliveryContent, { kind: K }>;
};

/** What becomes of a delivery after its calls. */
export type Ending =
  | { readonly type: "done" }
  /** It has lost its point. */
  | { readonly type: "dropped"; readonly why: string }
  /** Due again after so many seconds. `why` is null where nothing is amiss. */
  | { readonly type: "again"; readonly seconds: number; readonly why: string | null }
  /** A call failed after others had succeeded; those are recorded, this one counts as failed. */
  | { readonly type: "failed"; readonly error: unknown };

export const done: Ending = { type: "done" };

export function dropped(why: string): Ending {
  return { type: "dropped", why };
}

/**
 * Records what was done, in the transaction that also settles the delivery, with its organisation
 * entered.
 */
export type Recording = (tx: Transaction) => Promise<Ending>;

/**
 * Delivers one kind: loads what to show in a transaction of its own, calls Telegram outside of any,
 * and returns how to record it. Rejects with grammY's error where nothing was done yet.
 */
export type Deliver<K extends DeliveryKind> = (
  tools: DeliveryTools,
  delivery: DeliveryOf<K>,
) => Promise<Recording>;

/** A recording that only ends the delivery. */
export function endWith(ending: Ending): Recording {
  return () => Promise.resolve(ending);
}

/** Runs work in a transaction that has entered the delivery's organisation, where it has one. */
export function enterDelivery<T>(
  { store }: Pick<DeliveryTools, "store">,
  { organisationId }: Pick<ClaimedDelivery, "organisationId">,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return store.database.transaction(async (tx) => {
    // Sent first, but not awaited on its own: it travels with the first statements of the work.
    const entered = organisationId === null
      ? null
      : store.organisations.enterOrganisation(tx, organisationId);
    const [result] = await Promise.all([work(tx), entered]);
    return result;
  });
}
