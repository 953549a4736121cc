import { NotYetKnownError } from "../../desk/not_yet_known.ts";
import type { Log } from "../../desk/ports.ts";
import { parseUpdateId, type UpdateId } from "../../people/ids.ts";
import type { UpdateApplier } from "../apply_update.ts";
import { type ParsedUpdate, parseUpdate } from "./parse_update.ts";

/** What becomes of a call of the webhook. */
export type Receipt =
  | { readonly type: "done" }
  /** Telegram is to send it again, in so many seconds. */
  | { readonly type: "again"; readonly seconds: number }
  | { readonly type: "no_update" };

export interface ReceiverOptions {
  readonly log: Log;
  /** How long an update may take before Telegram is told to send it again; 25 s unless given. */
  readonly deadlineMs?: number;
  /**
   * Tries what is owed because of an update, until the signal aborts: where nothing is certain to
   * run once the update is answered. Never rejects.
   */
  readonly deliverOwn?: (updateId: UpdateId, over: AbortSignal) => Promise<void>;
  /** How long that may hold the answer up; 5 s unless given. */
  readonly deliverMs?: number;
}

export interface Receiver {
  /** Fulfils once what follows from the update is committed, or with when it is to come again. */
  receive(body: unknown): Promise<Receipt>;
  /** Takes no more, and resolves when what is in hand is done. */
  stop(): Promise<void>;
}

/** Telegram itself gives up after a minute, and would send it again at once. */
const usualDeadlineMs = 25_000;
/**
 * Left to itself Telegram tries again at once, then after two seconds and ever longer, up to two
 * minutes: too soon to help at first, and much too late at last.
 */
const again: Receipt = { type: "again", seconds: 2 };
/**
 * So many are in hand at most. Telegram brings 40 at a time, and brings those again that take too
 * long, while they go on here.
 */
const mostInHand = 200;
/** What it waits for is written down within milliseconds, most often. */
const soon: Receipt = { type: "again", seconds: 1 };

/** Takes updates as Telegram's webhook brings them, many at once. */
export function createReceiver(applier: UpdateApplier, options: ReceiverOptions): Receiver {
  const { log, deadlineMs = usualDeadlineMs, deliverOwn, deliverMs = 5_000 } = options;
  const inHand = new Set<Promise<Receipt>>();
  let stopping = false;

  async function apply(parsed: ParsedUpdate, body: unknown): Promise<Receipt> {
    try {
      if (parsed.ok) await applier.apply(parsed.update);
      else {
        const { updateId, problem } = parsed;
        await applier.applyUnreadable({ updateId, problem, body });
      }
      return { type: "done" };
    } catch (error) {
      // The applier has told why.
      return error instanceof NotYetKnownError ? soon : again;
    }
  }

  /** What takes longer goes on, and is known by its id when the update comes again. */
  async function waitFor(receipt: Promise<Receipt>, updateId: number): Promise<Receipt> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<Receipt>((resolve) => {
      timer = setTimeout(() => {
        log.warn("An update takes too long and has to come again", { updateId });
        resolve(again);
      }, deadlineMs);
    });
    try {
      return await Promise.race([receipt, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async function deliver(updateId: number): Promise<void> {
    if (deliverOwn === undefined) return;
    const over = new AbortController();
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      over.abort();
      late.resolve();
    }, deliverMs);
    await Promise.race([deliverOwn(parseUpdateId(updateId), over.signal), late.promise]);
    clearTimeout(timer);
  }

  return {
    async receive(body) {
      if (stopping || inHand.size >= mostInHand) return again;
      const parsed = parseUpdate(body);
      if (parsed === null) return { type: "no_update" };
      const receipt = apply(parsed, body);
      inHand.add(receipt);
      void receipt.finally(() => inHand.delete(receipt));
      const updateId = parsed.ok ? parsed.update.update_id : parsed.updateId;
      const answer = await waitFor(receipt, updateId);
      if (answer.type === "done") await deliver(updateId);
      return answer;
    },

    async stop() {
      stopping = true;
      await Promise.all(inHand);
    },
  };
}
