/** A web server with nothing behind it, and what it was asked to do. */
import type { Hono } from "hono";
import { createWeb, type WebOptions } from "../../src/web/create_web.ts";
import type { Readiness } from "../../src/web/readiness.ts";
import { createRecordedLog } from "../telegram/recorded_log.ts";

export const ready: Readiness = {
  status: "ok",
  database: "ok",
  schema: "current",
  updates: "webhook registered",
};

export function createStage(change: Partial<WebOptions> = {}) {
  const log = createRecordedLog();
  const skipped: number[] = [];
  const app: Hono = createWeb({
    checkReadiness: () => Promise.resolve(ready),
    webhook: null,
    metrics: null,
    tick: () => Promise.resolve({ ran: 3 }),
    tickToken: null,
    skip: (seconds) => {
      skipped.push(seconds);
      return Promise.resolve();
    },
    log,
    ...change,
  });
  return { app, log, skipped };
}
