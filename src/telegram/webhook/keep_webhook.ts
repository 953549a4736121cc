import { createHash } from "node:crypto";
import { type Api, GrammyError } from "grammy";
import type { WebhookInfo } from "grammy/types";
import type { Log, Store } from "../../desk/ports.ts";
import { allowedUpdates } from "../polling/fetch_updates.ts";
import { getBackoffMs, type Pause, realPause } from "../polling/pause.ts";
import { getReason, refuseToken } from "../polling/polling_trouble.ts";
import { toGrammySignal } from "../signal.ts";

export interface KeepWebhookOptions {
  readonly api: Pick<Api, "getWebhookInfo" | "setWebhook">;
  /** Where Telegram is to send updates. */
  readonly url: string;
  readonly secret: string;
  readonly store: Pick<Store, "database" | "webhook">;
  readonly log: Log;
  readonly pause?: Pause;
}

export interface WebhookKeeper {
  /** Resolves once Telegram was asked for the first time, whatever came of it. */
  readonly tried: Promise<void>;
  /** Resolves when it has stopped; rejects with `PollingRefusedError` where it never can go on. */
  readonly finished: Promise<void>;
  describe(): { readonly ok: boolean; readonly says: string };
  /** The webhook stays, so that what comes meanwhile waits for the next start. */
  stop(): Promise<void>;
}

/** Telegram's default: how many updates it sends at the same time. */
export const maxConnections = 40;
const checkMs = 60_000;

/**
 * Sees that Telegram sends updates to this address: at the start and every minute, since another
 * program may take it away. Where the webhook is there already, as another replica set it or an
 * earlier start, nothing is set.
 */
export function keepWebhook(options: KeepWebhookOptions): WebhookKeeper {
  const { api, url, secret, store, log, pause = realPause } = options;
  const secretHash = createHash("sha256").update(secret).digest("hex");
  const stopping = new AbortController();
  const { signal } = stopping;
  const grammySignal = toGrammySignal(signal);
  const tried = Promise.withResolvers<void>();
  let state = { ok: false, says: "webhook not registered yet" };
  /** When the last failure was that is known already, in Telegram's seconds. */
  let known: number | null = null;

  async function look(): Promise<void> {
    const info = await api.getWebhookInfo(grammySignal);
    known = tellOfFailures(info, known, log);
    if (!await isOurs(info)) {
      if (state.ok) log.warn("The webhook was changed by somebody else; it is registered again");
      state = { ok: false, says: "webhook not registered" };
      await register();
    }
    state = { ok: true, says: "webhook registered" };
  }

  async function isOurs(info: WebhookInfo): Promise<boolean> {
    const asked = new Set<string>(info.allowed_updates ?? []);
    const same = info.url === url && info.max_connections === maxConnections &&
      asked.size === allowedUpdates.length && allowedUpdates.every((kind) => asked.has(kind));
    if (!same) return false;
    const last = await store.database.transaction((tx) => store.webhook.findRegistration(tx));
    return last?.url === url && last.secretHash === secretHash;
  }

  async function register(): Promise<void> {
    const terms = {
      secret_token: secret,
      allowed_updates: allowedUpdates,
      max_connections: maxConnections,
    };
    await api.setWebhook(url, terms, grammySignal);
    await store.database.transaction((tx) =>
      store.webhook.recordRegistration(tx, { url, secretHash })
    );
    log.info("Telegram sends updates to the webhook", { url });
  }

  async function run(): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      try {
        await look();
        failures = 0;
        tried.resolve();
        await pause.wait(checkMs, signal);
      } catch (error) {
        if (signal.aborted) return;
        const trouble = judge(error, ++failures, pause);
        log.warn(trouble.message, { reason: getReason(error), waitSeconds: trouble.waitMs / 1000 });
        // Telegram goes on sending where it only could not be asked.
        if (!state.ok) state = { ok: false, says: `webhook not registered: ${trouble.message}` };
        tried.resolve();
        await pause.wait(trouble.waitMs, signal);
      }
    }
  }

  const finished = run().finally(() => tried.resolve());
  return {
    tried: tried.promise,
    finished,
    describe: () => state,
    async stop() {
      stopping.abort();
      await finished.catch(() => {/* whoever awaits `finished` is told */});
    },
  };
}

/** Warns of what Telegram could not hand over. @returns when the last such failure was */
function tellOfFailures(info: WebhookInfo, known: number | null, log: Log): number {
  const last = info.last_error_date ?? 0;
  // What was before the start was the stop, most often.
  if (known !== null && last > known) {
    const { last_error_message: reason = "", pending_update_count: waiting } = info;
    // 503 is our own word for "once more, please".
    const level = reason.includes("503") ? "info" : "warn";
    log[level]("Telegram could not hand over an update", { reason, waiting });
  }
  return last;
}

/** @throws {PollingRefusedError} where trying again cannot help */
function judge(
  error: unknown,
  failures: number,
  pause: Pause,
): { readonly message: string; readonly waitMs: number } {
  const waitMs = getBackoffMs(failures, pause);
  if (!(error instanceof GrammyError)) {
    return { message: "Telegram or the database cannot be reached; trying again", waitMs };
  }
  const { error_code: code, parameters } = error;
  switch (code) {
    case 401:
    case 404:
      throw refuseToken(code);
    case 429:
      return {
        message: "Telegram asks for patience before the webhook is set",
        waitMs: Math.max(waitMs, (parameters.retry_after ?? 1) * 1000),
      };
    case 400:
      return { message: "Telegram does not take the webhook; check WEBHOOK_URL", waitMs };
    default:
      return { message: "Telegram refused to set the webhook; trying again", waitMs };
  }
}
