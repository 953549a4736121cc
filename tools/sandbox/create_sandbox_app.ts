/** All that the sandbox serves over HTTP: the Bot API, the control interface, the page. */
import { Hono } from "hono";
import { callMethod } from "./call_method.ts";
import type { Sandbox } from "./control.ts";
import { createControlApp } from "./create_control_app.ts";
import type { Parts } from "./parts.ts";

export function createSandboxApp(
  sandbox: Sandbox,
  parts: Parts,
  page: ((sandbox: Sandbox) => Hono) | undefined,
): Hono {
  const app = new Hono();
  // Other names for this machine are how a foreign web page would reach a local server.
  app.use(async (context, next) => {
    const { hostname } = new URL(context.req.url);
    if (["127.0.0.1", "localhost", "[::1]"].includes(hostname)) return await next();
    return context.text("the sandbox answers on 127.0.0.1 and localhost only", 403);
  });
  app.on(["GET", "POST"], "/:bot{bot[^/]+}/:method", (context) => {
    const { bot, method } = context.req.param();
    return callMethod(parts, bot.slice("bot".length), method, context.req.raw);
  });
  app.route("/control", createControlApp(sandbox));
  if (page !== undefined) app.route("/", page(sandbox));
  app.notFound((context) =>
    context.json({ ok: false, error_code: 404, description: "Not Found" }, 404)
  );
  return app;
}
