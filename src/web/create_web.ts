import { Hono } from "hono";
import type { Log } from "../desk/ports.ts";
import type { Readiness } from "./readiness.ts";
import { requireBearer } from "./require_bearer.ts";
import { registerWebhook, type WebhookOptions } from "./webhook.ts";

export interface WebOptions {
  readonly checkReadiness: () => Promise<Readiness>;
  /** Null where updates are fetched: `/webhook` is not there. */
  readonly webhook: WebhookOptions | null;
  /** What is measured, for `/metrics`. Null: that is not there. */
  readonly metrics: MetricsPage | null;
  /** Runs what is due. */
  readonly tick: () => Promise<{ readonly ran: number }>;
  /** Without one, `/tick` is not there. */
  readonly tickToken: string | null;
  /**
   * Moves the desk's clock; only where the program keeps its own database and talks to a Telegram
   * on this machine, that is in a sandbox. Null: `/clock` is not there.
   */
  readonly skip: ((seconds: number) => Promise<void>) | null;
  readonly log: Log;
}

export interface MetricsPage {
  /** The bearer token that it wants. */
  readonly token: string;
  render(): Promise<{ readonly text: string; readonly contentType: string }>;
}

/** A day: more than any clock of an incident runs. */
const longestSkipSeconds = 86_400;

/** Updates, health and figures, and the clock for hosts without cron. */
export function createWeb(options: WebOptions): Hono {
  const { checkReadiness, webhook, metrics, tickToken, log } = options;
  const app = new Hono();
  app.notFound((c) => c.json({ error: "not_found" }, 404));
  app.onError((error, c) => {
    log.error("A request failed", { method: c.req.method, path: c.req.path, error });
    return c.json({ error: "failed" }, 500);
  });

  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.get("/readyz", async (c) => {
    const readiness = await checkReadiness();
    return c.json(readiness, readiness.status === "ok" ? 200 : 503);
  });
  if (webhook !== null) registerWebhook(app, webhook);
  if (metrics !== null) {
    app.get("/metrics", requireBearer(metrics.token), async (c) => {
      const { text, contentType } = await metrics.render();
      return c.body(text, 200, { "content-type": contentType });
    });
  }
  if (tickToken !== null) registerClock(app, options, tickToken);
  return app;
}

function registerClock(app: Hono, { tick, skip }: WebOptions, token: string): void {
  const guard = requireBearer(token);
  app.post("/tick", guard, async (c) => c.json(await tick()));
  if (skip === null) return;
  app.post("/clock", guard, async (c) => {
    const seconds = Number(c.req.query("skip_seconds"));
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > longestSkipSeconds) {
      const error = `skip_seconds must be a whole number from 1 to ${longestSkipSeconds}`;
      return c.json({ error }, 400);
    }
    await skip(seconds);
    return c.json({ skipped: seconds });
  });
}
