/**
 * Sends what the database says is owed to Telegram: per chat in order, across chats in parallel.
 * Any number of replicas may do so at once; each works on what it holds a lease on.
 */
import type { Api } from "grammy";
import { AsyncLocalStorage } from "node:async_hooks";
import {
  type ClaimedDelivery,
  type Log,
  noTelemetry,
  type ReportFiles,
  type SendLimits,
  type Store,
  telegramLimits,
  type Telemetry,
} from "../../desk/ports.ts";
import type { ChatId, UpdateId } from "../../people/ids.ts";
import type { Words } from "../render/create_words.ts";
import { deliver, giveBack } from "./deliver.ts";
import { createLookout, type Look } from "./create_lookout.ts";
import type { WorkerTools } from "./delivery_tools.ts";
import { createHeldDeliveries, leaseSeconds } from "./hold_deliveries.ts";
import { systemTimers, type Timers, waitFor } from "./timers.ts";
import { captureFault, describeBatch } from "./watch_delivery.ts";

export interface DeliveryWorker {
  /** Something may be due: looks soon. Cheap, and safe to call at any time. */
  wake(): void;
  /**
   * Delivers until nothing is due any more that this replica could take.
   *
   * @throws what the database threw where what is due could not be read
   */
  drain(): Promise<void>;
  /**
   * Tries what is owed because of an update, until the signal aborts. What may not be sent yet, and
   * what another replica is at work on, is left. Never rejects.
   */
  deliverOwn(updateId: UpdateId, over: AbortSignal): Promise<void>;
  /** Takes nothing new, finishes what is in the air and gives the rest back. */
  stop(): Promise<void>;
}

export interface DeliveryWorkerOptions {
  readonly store: Store;
  readonly api: Api;
  readonly words: Words;
  readonly log: Log;
  readonly reportFiles: ReportFiles;
  readonly telemetry?: Telemetry;
  /** Whether a failure is an outage of the database. */
  readonly isOutage?: (error: unknown) => boolean;
  /** How fast all replicas together may send; Telegram's own limits unless given. */
  readonly limits?: SendLimits;
  /** How many chats are worked on at once; 16 unless given. */
  readonly chatsAtOnce?: number;
  readonly timers?: Timers;
  /** In [0, 1). */
  readonly random?: () => number;
}

/** One chat's deliveries that were claimed together. */
interface Batch {
  readonly chatId: ChatId;
  readonly deliveries: readonly ClaimedDelivery[];
  readonly claimedAt: number;
}

const retryClaimMs = 5_000;
/** After an outage whoever has sent something records that before others look for what is due. */
const othersRecordMs = 2_000;

export function createDeliveryWorker(options: DeliveryWorkerOptions): DeliveryWorker {
  const { store, api, words, log, reportFiles, chatsAtOnce = 16 } = options;
  const { limits = telegramLimits, timers = systemTimers, random = Math.random } = options;
  const { telemetry = noTelemetry, isOutage = () => false } = options;
  const stopped = new AbortController();
  const tools: WorkerTools = {
    store,
    api,
    words,
    log,
    reportFiles,
    telemetry,
    isOutage,
    random,
    wait: (ms) => waitFor(timers, ms, stopped.signal),
    stopping: stopped.signal,
    trouble: { seen: true },
  };
  const held = createHeldDeliveries(tools, timers);
  // Claims until nothing more can be taken now; a lane that ends has it look again.
  const lookout = createLookout(timers, async () => {
    const free = chatsAtOnce - lanes.size;
    return free > 0 ? await claim(free) : null;
  });
  // Who asks for an update's own is in the middle of work of their own, which this is no part of.
  const byItself = AsyncLocalStorage.snapshot();
  const lanes = new Map<ChatId, Promise<void>>();
  let stopping = false;
  let claimFailures: readonly unknown[] = [];
  let wasOutage = false;
  let holdOffUntil = 0;

  async function claim(limit: number): Promise<Look> {
    try {
      const holdOffMs = await holdOff();
      claimFailures = [];
      if (holdOffMs > 0) return { foundAny: false, nextInMs: holdOffMs };
      const since = timers.now();
      const { deliveries: claimed, unknown, nextInMs } = await store.database.transaction((tx) =>
        store.deliveries.claimDue(tx, { limit, leaseSeconds, limits })
      );
      if (unknown > 0) log.warn("Deliveries of a later program are left to that one", { unknown });
      const claimedAt = timers.now();
      held.add(claimed, since);
      for (const [chatId, deliveries] of Map.groupBy(claimed, ({ place }) => place.chatId)) {
        startLane({ chatId, deliveries, claimedAt });
      }
      const more = claimed.length + unknown >= limit;
      return {
        foundAny: claimed.length > 0,
        nextInMs: more ? 0 : Math.max(1, nextInMs ?? Infinity),
      };
    } catch (error) {
      claimFailures = [error];
      wasOutage = isOutage(error);
      captureFault(tools, error);
      log.error("What is due for delivery could not be read; it is tried again", { error });
      return { foundAny: false, nextInMs: retryClaimMs };
    }
  }

  /** @returns for how long yet nothing is taken, since the database was away just now */
  async function holdOff(): Promise<number> {
    if (wasOutage) {
      await store.database.transaction(() => Promise.resolve());
      wasOutage = false;
      holdOffUntil = timers.now() + othersRecordMs;
    }
    return holdOffUntil - timers.now();
  }

  function startLane(batch: Batch): void {
    const { chatId } = batch;
    const before = lanes.get(chatId) ?? Promise.resolve();
    const lane = before.then(() => work(batch)).finally(() => {
      if (lanes.get(chatId) === lane) lanes.delete(chatId);
      lookout.lookNow();
    });
    lanes.set(chatId, lane);
  }

  function work({ deliveries, claimedAt }: Batch): Promise<void> {
    return telemetry.isolated(describeBatch(deliveries), async () => {
      let pauseSeconds = 0;
      for (const delivery of deliveries) {
        // Else another replica may have it by now.
        if (held.has(delivery)) {
          if (stopping || pauseSeconds > 0) await giveBack(tools, delivery, pauseSeconds);
          else {
            const getLagMs = () => delivery.lateMs + timers.now() - claimedAt;
            pauseSeconds = await deliver(tools, delivery, getLagMs);
          }
        }
        held.drop(delivery);
      }
    });
  }

  /** Whether it may help to ask again: then something has been delivered meanwhile. */
  async function advance(updateId: UpdateId): Promise<boolean> {
    const owed = await store.database.transaction((tx) => store.deliveries.countOf(tx, updateId));
    if (owed === 0) return false;
    lookout.lookNow();
    await lookout.looking;
    if (lanes.size === 0) return false;
    await Promise.race(lanes.values());
    return true;
  }

  /** Until nothing is in hand any more. */
  async function comeToRest(): Promise<void> {
    while (lookout.looking !== null || lanes.size > 0) {
      await Promise.all([lookout.looking, ...lanes.values()]);
    }
  }

  return {
    wake: lookout.wake,

    async drain() {
      claimFailures = [];
      lookout.lookNow();
      await comeToRest();
      for (const error of claimFailures) throw error;
    },

    async deliverOwn(updateId, over) {
      try {
        while (!stopping && !over.aborted && await byItself(() => advance(updateId)));
      } catch (error) {
        log.warn("What an update owes could not be read; it is delivered later", { error });
      }
    },

    async stop() {
      stopping = true;
      stopped.abort();
      lookout.stop();
      await comeToRest();
    },
  };
}
