import * as v from "valibot";
import { badRequest, tooManyRequests } from "../bot_api_error.ts";
import { flag, integer, json, optional, text } from "../parameters.ts";
import { createMethod } from "./create_method.ts";

export const setWebhook = createMethod({
  name: "setWebhook",
  parameters: {
    url: text,
    ip_address: optional(text),
    max_connections: optional(v.pipe(integer, v.minValue(1), v.maxValue(100))),
    allowed_updates: optional(json(v.array(v.string()))),
    drop_pending_updates: optional(flag),
    secret_token: optional(v.pipe(text, v.regex(/^[\w-]{1,256}$/, "1-256 of A-Z a-z 0-9 _ -"))),
  },
  run({ world, bot, limits, pollers, webhooks }, parameters) {
    const { url, secret_token: secretToken, max_connections: maxConnections = 40 } = parameters;
    const { personId } = bot;
    if (url !== "" && !limits.takeWebhook(personId)) throw tooManyRequests(1);
    if (parameters.drop_pending_updates === true) world.updates.clear(personId);
    if (url === "") {
      webhooks.remove(personId);
      return true;
    }
    checkUrl(url);
    if (parameters.allowed_updates !== undefined) {
      world.updates.allow(personId, parameters.allowed_updates);
    }
    pollers.displace(personId);
    const known = webhooks.find(personId);
    const same = known?.url === url && known.maxConnections === maxConnections &&
      known.secretToken === secretToken;
    // "Webhook is already set": what is under way goes on.
    if (!same) {
      webhooks.set(personId, {
        url,
        maxConnections,
        ...(secretToken === undefined ? {} : { secretToken }),
      });
    }
    return true;
  },
});

/** Telegram wants HTTPS; the sandbox also takes plain HTTP, but talks to this machine only. */
function checkUrl(url: string): void {
  const parsed = URL.parse(url);
  if (parsed === null) throw badRequest("bad webhook: invalid webhook URL specified");
  if (["127.0.0.1", "localhost", "[::1]"].includes(parsed.hostname)) return;
  if (parsed.protocol !== "https:") {
    throw badRequest("bad webhook: HTTPS URL must be provided for webhook");
  }
  throw badRequest("bad webhook: the sandbox delivers to this machine only (127.0.0.1, localhost)");
}
