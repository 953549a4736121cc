import type { Api } from "grammy";
import type { Lease } from "../desk/lease.ts";
import type { Log, Store } from "../desk/ports.ts";
import { createInbox, type Inbox, type InboxOptions } from "./polling/create_inbox.ts";
import { fetchUpdates } from "./polling/fetch_updates.ts";
import { holdLease } from "./polling/hold_lease.ts";
import { type Pause, realPause } from "./polling/pause.ts";

export interface PollOptions {
  readonly api: Pick<Api, "getUpdates" | "deleteWebhook">;
  readonly store: Pick<Store, "database" | "inbox">;
  /** Commits what follows from an update, or rejects; it may be given the same one again. */
  readonly apply: InboxOptions["apply"];
  /** Shared by replicas of which one fetches; null where there can be no other. */
  readonly lease: Lease | null;
  readonly log: Log;
  /** Chats that are worked on at the same time; 16 unless given. */
  readonly lanes?: number;
  /** How long Telegram may hold an empty answer back; 25 unless given. */
  readonly pollSeconds?: number;
  readonly pause?: Pause;
  /** How the lease lets time pass. */
  readonly leasePause?: Pause;
}

export type PollerState = "active" | "standing_by";

export interface Poller {
  /** Resolves when it has stopped; rejects with `PollingRefusedError` where it never can go on. */
  readonly finished: Promise<void>;
  /** Whether this replica fetches, or another one does. */
  getState(): PollerState;
  /** Something may have been put into the inbox. */
  wake(): void;
  /** Resolves when nothing that was fetched is worked on. */
  settle(): Promise<void>;
  /** Fetches no more, finishes what is in hand, and hands the lease back. */
  stop(): Promise<void>;
}

/**
 * Fetches updates, keeps them in the database's inbox and applies them from there. Telegram is told
 * that a batch need not come again once it is kept, so that neither a crash loses any of it nor a
 * slow chat holds up the others.
 */
export function pollUpdates(options: PollOptions): Poller {
  const { api, store, apply, lease, log, lanes = 16, pollSeconds = 25 } = options;
  const { pause = realPause, leasePause = realPause } = options;
  const stop = new AbortController();
  let inbox: Inbox | null = null;
  let state: PollerState = "standing_by";

  async function work(stopping: AbortSignal): Promise<void> {
    state = "active";
    // Whatever ends the fetching ends the applying.
    const ended = new AbortController();
    const both = AbortSignal.any([stopping, ended.signal]);
    const taken = createInbox({ store, apply, log, pause, lanes, stopping: both });
    inbox = taken;
    // What an earlier program left.
    taken.wake();
    try {
      await fetchUpdates({
        api,
        keep: async (updates) => {
          await taken.keep(updates);
          taken.wake();
        },
        countWaiting: () => store.database.transaction((tx) => store.inbox.count(tx)),
        log,
        pause,
        pollSeconds,
        stopping,
      });
    } finally {
      ended.abort();
      await taken.close();
      state = "standing_by";
    }
  }

  const finished = lease === null ? work(stop.signal) : holdLease({
    lease,
    work,
    log,
    pause: leasePause,
    now: () => performance.now(),
    stopping: stop.signal,
  });
  return {
    finished,
    getState: () => state,
    wake: () => inbox?.wake(),
    settle: async () => await inbox?.settle(),
    async stop() {
      stop.abort();
      await finished.catch(() => {/* whoever awaits `finished` is told */});
    },
  };
}
