import { Hono } from "hono";
import { bearerAuth } from "hono/bearer-auth";

export interface WebOptions {
  /** Asks the database something small; rejects where it does not answer. */
  readonly checkDatabase: () => Promise<void>;
  /** Runs what is due. */
  readonly tick: () => Promise<{ readonly ran: number }>;
  /** Without one, `/tick` is not there. */
  readonly tickToken: string | null;
  /**
   * Moves the desk's clock; only where the program keeps its own database and talks to a Telegram
   * on this machine, that is in a sandbox. Null: `/clock` is not there.
   */
  readonly skip: ((seconds: number) => Promise<void>) | null;
}

/** A day: more than any clock of an incident runs. */
const longestSkipSeconds = 86_400;

/** Health, and the clock for hosts without cron. */
export function createWeb(options: WebOptions): Hono {
  const app = new Hono();
  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.get("/readyz", async (c) => {
    try {
      await options.checkDatabase();
      return c.json({ status: "ok", database: "ok" });
    } catch {
      return c.json({ status: "unavailable", database: "does not answer" }, 503);
    }
  });

  const { tickToken, skip } = options;
  if (tickToken === null) return app;
  const guard = bearerAuth({ token: tickToken });
  app.post("/tick", guard, async (c) => c.json(await options.tick()));
  if (skip === null) return app;
  app.post("/clock", guard, async (c) => {
    const seconds = Number(c.req.query("skip_seconds"));
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > longestSkipSeconds) {
      const error = `skip_seconds must be a whole number from 1 to ${longestSkipSeconds}`;
      return c.json({ error }, 400);
    }
    await skip(seconds);
    return c.json({ skipped: seconds });
  });
  return app;
}
