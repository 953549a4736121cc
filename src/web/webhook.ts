import type { Context, Hono } from "hono";
import type { MetricSink } from "../desk/ports.ts";
import { readBody } from "./read_body.ts";
import { isSameSecret } from "./same_secret.ts";

/** What became of what Telegram sent. */
export type WebhookAnswer =
  /** All that follows from it is committed, or it is set aside: it need not come again. */
  | { readonly type: "done" }
  /** It is to come again, in so many seconds. */
  | { readonly type: "again"; readonly seconds: number }
  /** It is no update, and would be none the next time. */
  | { readonly type: "no_update" };

export interface WebhookOptions {
  readonly secret: string;
  /** @param body parsed JSON, otherwise as it came */
  readonly receive: (body: unknown) => Promise<WebhookAnswer>;
  readonly metrics: Pick<MetricSink, "count">;
  /** How long a body may take to arrive; 10 seconds unless given. */
  readonly bodyMs?: number;
}

/** Telegram's own updates are far smaller. */
const mostBytes = 1_048_576;
const secretHeader = "x-telegram-bot-api-secret-token";

type Refusal = "wrong_method" | "wrong_secret" | "too_large" | "too_slow" | "no_update" | "not_now";

/**
 * `POST /webhook`, where Telegram sends updates. Anything but 200 makes it send them again, when
 * `Retry-After` says. Nothing of a body is read before the secret is found right.
 */
export function registerWebhook(app: Hono, options: WebhookOptions): void {
  const { secret, receive, metrics, bodyMs = 10_000 } = options;
  const refuse = (
    c: Context,
    reason: Refusal,
    status: 400 | 401 | 405 | 408 | 413 | 503,
    headers: Record<string, string> = {},
  ) => {
    metrics.count("webhook.refused", 1, { reason });
    return c.json({ error: reason }, status, headers);
  };

  app.post("/webhook", async (c) => {
    if (!isSameSecret(c.req.header(secretHeader) ?? "", secret)) {
      return refuse(c, "wrong_secret", 401);
    }
    const read = await readBody(c.req.raw, { mostBytes, withinMs: bodyMs });
    if (!read.ok) {
      switch (read.reason) {
        case "too_large":
          return refuse(c, "too_large", 413);
        case "too_slow":
          return refuse(c, "too_slow", 408);
        case "broken":
          return refuse(c, "no_update", 400);
      }
    }
    const body = parseJson(read.text);
    if (body === undefined) return refuse(c, "no_update", 400);
    const answer = await receive(body);
    switch (answer.type) {
      case "done":
        return c.body(null, 200);
      case "again":
        return refuse(c, "not_now", 503, { "retry-after": String(answer.seconds) });
      case "no_update":
        return refuse(c, "no_update", 400);
    }
  });
  app.all("/webhook", (c) => refuse(c, "wrong_method", 405, { allow: "POST" }));
}

/** Undefined, which JSON does not know, where it is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
