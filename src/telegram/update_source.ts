import type { Api } from "grammy";
import type { Lease } from "../desk/lease.ts";
import type { Log, Store } from "../desk/ports.ts";
import type { UpdateApplier } from "./apply_update.ts";
import { type Poller, pollUpdates } from "./poll_updates.ts";
import { createInbox } from "./polling/create_inbox.ts";
import { realPause } from "./polling/pause.ts";
import { keepWebhook, type WebhookKeeper } from "./webhook/keep_webhook.ts";
import { createReceiver, type Receipt, type ReceiverOptions } from "./webhook/receive_updates.ts";

/** How updates come: fetched, or sent to us by Telegram. */
export type UpdateWay =
  /** @see PollOptions.lease */
  | { readonly kind: "polling"; readonly lease: Lease | null }
  | { readonly kind: "webhook"; readonly url: string; readonly secret: string };

export interface UpdateSource {
  /** Takes what Telegram sends to the webhook; null where updates are fetched. */
  readonly receive: ((body: unknown) => Promise<Receipt>) | null;
  /** When this fulfils, Telegram has been asked for updates. */
  start(): Promise<void>;
  /** Something may have been put into the inbox. */
  wake(): void;
  /** Resolves when nothing that was fetched is worked on. */
  settle(): Promise<void>;
  /** Whether updates come, in words. */
  describe(): { readonly ok: boolean; readonly says: string };
  /** Rejects with `PollingRefusedError` where Telegram will never hand out any. */
  readonly finished: Promise<void>;
  /** Takes no more, and finishes what is in hand. */
  stop(): Promise<void>;
}

export interface UpdateSourceOptions {
  readonly api: Api;
  readonly store: Store;
  readonly applier: UpdateApplier;
  readonly log: Log;
  /** @see ReceiverOptions.deliverOwn */
  readonly deliverOwn?: ReceiverOptions["deliverOwn"];
}

/** Changing from one way to the other needs nothing by hand, and loses nothing that waits. */
export function createUpdateSource(way: UpdateWay, options: UpdateSourceOptions): UpdateSource {
  return way.kind === "polling" ? createPolling(way.lease, options) : createWebhook(way, options);
}

const notStarted = { ok: false, says: "not started yet" };

function createPolling(
  lease: Lease | null,
  { api, store, applier: { apply }, log }: UpdateSourceOptions,
): UpdateSource {
  const finished = Promise.withResolvers<void>();
  let poller: Poller | null = null;
  let refused = false;
  return {
    receive: null,
    start() {
      poller = pollUpdates({ api, store, apply, lease, log });
      poller.finished.catch(() => refused = true);
      finished.resolve(poller.finished);
      return Promise.resolve();
    },
    wake: () => poller?.wake(),
    settle: async () => await poller?.settle(),
    describe() {
      if (poller === null) return notStarted;
      if (refused) return { ok: false, says: "poller refused by Telegram" };
      const active = poller.getState() === "active";
      return { ok: true, says: active ? "poller active" : "poller standing by" };
    },
    finished: quiet(finished.promise),
    stop: async () => await poller?.stop(),
  };
}

function createWebhook(
  { url, secret }: Extract<UpdateWay, { kind: "webhook" }>,
  { api, store, applier, log, deliverOwn }: UpdateSourceOptions,
): UpdateSource {
  const receiver = createReceiver(applier, {
    log,
    ...(deliverOwn === undefined ? {} : { deliverOwn }),
  });
  const stopping = new AbortController();
  // What an earlier program fetched and did not get to, and what an operator replays.
  const inbox = createInbox({
    store,
    apply: applier.apply,
    log,
    pause: realPause,
    lanes: 4,
    stopping: stopping.signal,
  });
  const finished = Promise.withResolvers<void>();
  let keeper: WebhookKeeper | null = null;
  return {
    receive: receiver.receive,
    start() {
      inbox.wake();
      keeper = keepWebhook({ api, store, log, url, secret });
      finished.resolve(keeper.finished);
      return keeper.tried;
    },
    wake: () => inbox.wake(),
    settle: () => inbox.settle(),
    describe: () => keeper?.describe() ?? notStarted,
    finished: quiet(finished.promise),
    async stop() {
      stopping.abort();
      await Promise.all([receiver.stop(), keeper?.stop(), inbox.close()]);
    },
  };
}

/** Whoever awaits it is told, and nobody need have begun to by the time it rejects. */
function quiet(promise: Promise<void>): Promise<void> {
  promise.catch(() => {});
  return promise;
}
