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

/** What a killed replica had in hand and a clock that was moved are noticed at least this often. */
const longestWaitMs = 4_000;
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
  // Whoever wakes it is in the middle of work of their own, which this is no part of.
  const byItself = AsyncLocalStorage.snapshot();
  const lanes = new Map<ChatId, Promise<void>>();
  let stopping = false;
  let wanted = false;
  let looking: Promise<void> | null = null;
  let callOffTimer = () => {};
  let claimFailures: readonly unknown[] = [];
  let wasOutage = false;
  let holdOffUntil = 0;

  function wake(): void {
    if (stopping) return;
    wanted = true;
    looking ??= byItself(look).finally(() => {
      looking = null;
      if (wanted) wake();
    });
  }

  /** Claims until nothing more can be taken now; a lane that ends wakes it again. */
  async function look(): Promise<void> {
    while (wanted && !stopping) {
      wanted = false;
      callOffTimer();
      const free = chatsAtOnce - lanes.size;
      if (free <= 0) return;
      const nextInMs = await claim(free);
      if (nextInMs === 0) wanted = true;
      else if (!stopping) callOffTimer = timers.set(Math.min(nextInMs, longestWaitMs), wake);
    }
  }

  /** @returns when to look again; 0 where there may be more already */
  async function claim(limit: number): Promise<number> {
    try {
      const holdOffMs = await holdOff();
      claimFailures = [];
      if (holdOffMs > 0) return holdOffMs;
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
      if (claimed.length + unknown >= limit) return 0;
      return Math.max(1, nextInMs ?? longestWaitMs);
    } catch (error) {
      claimFailures = [error];
      wasOutage = isOutage(error);
      captureFault(tools, error);
      log.error("What is due for delivery could not be read; it is tried again", { error });
      return retryClaimMs;
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
      wake();
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
    wake();
    await looking;
    if (lanes.size === 0) return false;
    await Promise.race(lanes.values());
    return true;
  }

  return {
    wake,

    async drain() {
      claimFailures = [];
      wake();
      while (looking !== null || lanes.size > 0) await Promise.all([looking, ...lanes.values()]);
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
      callOffTimer();
      while (looking !== null || lanes.size > 0) await Promise.all([looking, ...lanes.values()]);
    },
  };
}
