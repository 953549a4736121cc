import type { Api } from "grammy";
import type { Log, Store } from "../desk/ports.ts";
import type { UpdateApplier } from "./apply_update.ts";
import { pollUpdates } from "./poll_updates.ts";
import { keepWebhook } from "./webhook/keep_webhook.ts";
import { createReceiver, type Receipt } from "./webhook/receive_updates.ts";

/** How updates come: fetched, or sent to us by Telegram. */
export type UpdateWay =
  | { readonly kind: "polling" }
  | { readonly kind: "webhook"; readonly url: string; readonly secret: string };

export interface UpdateSource {
  /** Takes what Telegram sends to the webhook; null where updates are fetched. */
  readonly receive: ((body: unknown) => Promise<Receipt>) | null;
  /** When this fulfils, Telegram has been asked for updates. */
  start(): Promise<void>;
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
}

/** Changing from one way to the other needs nothing by hand, and loses nothing that waits. */
export function createUpdateSource(way: UpdateWay, options: UpdateSourceOptions): UpdateSource {
  return way.kind === "polling" ? createPolling(options) : createWebhook(way, options);
}

function createPolling(options: UpdateSourceOptions): UpdateSource {
  const finished = Promise.withResolvers<void>();
  let state = { ok: false, says: "poller not started yet" };
  let stop = () => Promise.resolve();
  return {
    receive: null,
    start() {
      const { api, applier, log } = options;
      // What failed for good is set aside there: whatever rejects has to be tried again.
      const poller = pollUpdates({ api, handle: applier.apply, isOutage: () => true, log });
      stop = poller.stop;
      state = { ok: true, says: "poller active" };
      finished.resolve(poller.finished.finally(() => {
        state = { ok: false, says: "poller stopped" };
      }));
      return Promise.resolve();
    },
    describe: () => state,
    finished: quiet(finished.promise),
    stop: () => stop(),
  };
}

function createWebhook(
  { url, secret }: Extract<UpdateWay, { kind: "webhook" }>,
  options: UpdateSourceOptions,
): UpdateSource {
  const receiver = createReceiver(options.applier, { log: options.log });
  const finished = Promise.withResolvers<void>();
  let describe = () => ({ ok: false, says: "webhook not registered yet" });
  let stopKeeping = () => Promise.resolve();
  return {
    receive: receiver.receive,
    start() {
      const keeper = keepWebhook({ ...options, url, secret });
      describe = keeper.describe;
      stopKeeping = keeper.stop;
      finished.resolve(keeper.finished);
      return keeper.tried;
    },
    describe: () => describe(),
    finished: quiet(finished.promise),
    async stop() {
      await Promise.all([receiver.stop(), stopKeeping()]);
    },
  };
}

/** Whoever awaits it is told, and nobody need have begun to by the time it rejects. */
function quiet(promise: Promise<void>): Promise<void> {
  promise.catch(() => {});
  return promise;
}
