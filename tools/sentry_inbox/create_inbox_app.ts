/** All that the inbox serves over HTTP: Sentry's endpoint and the page. */
import { Hono } from "hono";
import type { SentryInbox } from "./control.ts";
import type { Parts } from "./parts.ts";
import { receive } from "./receive.ts";
import { breakConnection } from "./listen.ts";

export function createInboxApp(
  inbox: SentryInbox,
  parts: Parts,
  page: ((inbox: SentryInbox) => Hono) | undefined,
): Hono {
  const app = new Hono();
  // Other names for this machine are how a foreign web page would reach a local server.
  app.use(async (context, next) => {
    const { hostname } = new URL(context.req.url);
    if (["127.0.0.1", "localhost", "[::1]"].includes(hostname)) return await next();
    return context.text("the inbox answers on 127.0.0.1 and localhost only", 403);
  });
  for (
    const path of ["/api/:project{[0-9]+}/envelope/", "/api/:project{[0-9]+}/envelope"] as const
  ) {
    app.post(path, async (context) => {
      const answer = await receive(parts, context.req.param("project"), context.req.raw);
      return answer === "closed" ? breakConnection() : answer;
    });
  }
  if (page !== undefined) app.route("/", page(inbox));
  app.notFound((context) => context.json({ detail: "Not Found" }, 404));
  return app;
}
