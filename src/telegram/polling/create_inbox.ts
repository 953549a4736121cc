import type { Update } from "grammy/types";
import { AsyncLocalStorage } from "node:async_hooks";
import type { Log, Store, StoredUpdate } from "../../desk/ports.ts";
import { parseUpdateId, type UpdateId } from "../../people/ids.ts";
import { findLane } from "./lanes.ts";
import { getBackoffMs, type Pause } from "./pause.ts";

export interface InboxOptions {
  readonly store: Pick<Store, "database" | "inbox">;
  /**
   * Commits what follows from an update, or rejects: then it is given again, after a while.
   *
   * @param waitedMs how long it has been here
   */
  readonly apply: (update: Update, waitedMs: number) => Promise<void>;
  readonly log: Log;
  readonly pause: Pause;
  /** How many lanes are worked on at once. */
  readonly lanes: number;
  /** Once it aborts, what is in hand is finished and nothing more is begun. */
  readonly stopping: AbortSignal;
}

export interface Inbox {
  /** Keeps what Telegram handed over. Rejects where the database did not take it. */
  keep(updates: readonly Update[]): Promise<void>;
  /** Something may be waiting: looks soon. Cheap, and safe to call at any time. */
  wake(): void;
  /** Resolves when no lane is worked on; those that wait after a failure may be left. */
  settle(): Promise<void>;
  /** Finishes what is in hand once `stopping` has aborted. Never rejects. */
  close(): Promise<void>;
}

interface KeptUpdate extends StoredUpdate {
  /** By this program's clock. */
  readonly keptAt: number;
}

/** So many of a lane are read at once. */
const perLane = 10;

/**
 * Applies what the inbox holds: in order within a lane, lanes beside one another, each at its own
 * pace. A lane that fails waits by itself, longer each time, and leaves its place to another one.
 *
 * In memory is only what is worked on, however much waits.
 */
export function createInbox(options: InboxOptions): Inbox {
  const { store, apply, log, pause, lanes, stopping } = options;
  const now = () => performance.now();
  /** Lanes that are worked on or wait after a failure: nobody else is given their updates. */
  const busy = new Set<string>();
  const working = new Map<string, Promise<void>>();
  /** How often in a row each lane has failed. */
  const failures = new Map<string, number>();
  /** Lanes that failed are worked on in so many places at once, and leave the others the rest. */
  const mostFailing = Math.max(1, Math.floor(lanes / 2));
  /** Applied, and not taken from the inbox yet. */
  let done: readonly UpdateId[] = [];
  let wanted = false;
  let looking: Promise<void> | null = null;
  // Whoever wakes it is in the middle of work of their own, which this is no part of.
  const byItself = AsyncLocalStorage.snapshot();

  function wake(): void {
    if (stopping.aborted) return;
    wanted = true;
    looking ??= byItself(look).finally(() => {
      looking = null;
      if (wanted) wake();
    });
  }

  async function look(): Promise<void> {
    for (let tries = 0; wanted && !stopping.aborted;) {
      wanted = false;
      const free = lanes - working.size;
      if (free <= 0) return;
      try {
        await take(free);
        tries = 0;
      } catch (error) {
        tries++;
        wanted = true;
        log.warn("The waiting updates cannot be read; trying again", { error });
        await pause.wait(getBackoffMs(tries, pause), stopping);
      }
    }
  }

  /** Begins with lanes that are in order; those that have failed get what is left of the places. */
  async function take(free: number): Promise<void> {
    const sound = await read(free, [...busy, ...failures.keys()]);
    for (const lane of sound) start(...lane);
    if (failures.size === 0) return;
    const failing = working.keys().filter((lane) => failures.has(lane)).toArray().length;
    const places = Math.min(free - sound.size, mostFailing - failing);
    if (places <= 0) return;
    const failed = [...failures.keys()].filter((lane) => !busy.has(lane));
    const tried = await read(places, [...busy]);
    for (const lane of tried) start(...lane);
    if (tried.size === places) return;
    // Somebody else has applied what waited there.
    for (const lane of failed) if (!tried.has(lane)) failures.delete(lane);
  }

  /** Forgets what is done in the same transaction, so that it is not given out again. */
  async function read(
    places: number,
    except: readonly string[],
  ): Promise<ReadonlyMap<string, readonly KeptUpdate[]>> {
    const forgotten = done;
    const readAt = now();
    const wishes = { lanes: places, perLane, except };
    const [, waiting] = await store.database.transaction((tx) =>
      Promise.all([store.inbox.forget(tx, forgotten), store.inbox.listWaiting(tx, wishes)])
    );
    done = done.slice(forgotten.length);
    // By this program's clock from now on, so that those behind it tell of their wait too.
    const kept = waiting.map((update) => ({ ...update, keptAt: readAt - update.waitedMs }));
    return Map.groupBy(kept, ({ lane }) => lane);
  }

  function start(lane: string, updates: readonly KeptUpdate[]): void {
    busy.add(lane);
    const work = applyInOrder(lane, updates).then((pauseMs) => {
      working.delete(lane);
      if (pauseMs > 0) pause.wait(pauseMs, stopping).then(() => free(lane));
      else free(lane);
      wake();
    });
    working.set(lane, work);
  }

  function free(lane: string): void {
    busy.delete(lane);
    wake();
  }

  /** @returns for how many milliseconds the lane has to wait, since one of them failed */
  async function applyInOrder(lane: string, updates: readonly KeptUpdate[]): Promise<number> {
    for (const { id, received, keptAt } of updates) {
      if (stopping.aborted) return 0;
      try {
        await apply(parseReceived(received), now() - keptAt);
      } catch {
        // Whoever applies has said why.
        const count = (failures.get(lane) ?? 0) + 1;
        failures.set(lane, count);
        return getBackoffMs(count, pause);
      }
      failures.delete(lane);
      done = [...done, id];
    }
    return 0;
  }

  async function settle(): Promise<void> {
    while (looking !== null || working.size > 0) await Promise.all([looking, ...working.values()]);
  }

  return {
    async keep(updates) {
      await store.database.transaction((tx) => store.inbox.keep(tx, updates.map(toStored)));
    },
    wake,
    settle,
    async close() {
      await settle();
      if (done.length === 0) return;
      try {
        await store.database.transaction((tx) => store.inbox.forget(tx, done));
      } catch (error) {
        log.warn("Updates that are applied stay in the inbox; they will be known again", { error });
      }
    },
  };
}

function toStored(update: Update): StoredUpdate {
  return {
    id: parseUpdateId(update.update_id),
    lane: findLane(update),
    received: JSON.stringify(update),
  };
}

/** It is what Telegram sent, word by word: nothing else is ever kept, and nothing edits it. */
function isUpdate(value: unknown): value is Update {
  return typeof value === "object" && value !== null && "update_id" in value;
}

function parseReceived(received: string): Update {
  const update: unknown = JSON.parse(received);
  if (!isUpdate(update)) throw new TypeError("What the inbox holds is no update");
  return update;
}
