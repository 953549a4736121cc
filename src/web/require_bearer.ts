import type { MiddlewareHandler } from "hono";
import { isSameSecret } from "./same_secret.ts";

/**
 * Lets through who brings the token. Hono's own guard takes only tokens of some characters, and a
 * setting of ours may be any text.
 */
export function requireBearer(token: string): MiddlewareHandler {
  return async (c, next) => {
    const [, given = ""] = /^Bearer +(.*)$/i.exec(c.req.header("authorization") ?? "") ?? [];
    if (!isSameSecret(given, token)) {
      return c.json({ error: "wrong_token" }, 401, { "www-authenticate": "Bearer" });
    }
    return await next();
  };
}
