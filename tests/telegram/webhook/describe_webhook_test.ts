import assert from "node:assert/strict";
import { describeWebhook } from "../../../src/telegram/webhook/describe_webhook.ts";

const url = "https://desk.example/webhook";
const info = { url, has_custom_certificate: false, pending_update_count: 3 };

Deno.test("the webhook is described with what last went wrong", () => {
  const said = describeWebhook({
    ...info,
    max_connections: 40,
    allowed_updates: ["message", "callback_query"],
    last_error_date: Date.UTC(2026, 10, 25, 22, 10, 3) / 1000,
    last_error_message: "Wrong response from the webhook: 502 Bad Gateway",
  }, url);
  assert.equal(
    said,
    [
      "Webhook:              https://desk.example/webhook",
      "Updates that wait:    3",
      "At the same time:     40",
      "Kinds of updates:     message, callback_query",
      "Last error:           2026-11-25 22:10:03 UTC: Wrong response from the webhook: 502 Bad Gateway",
    ].join("\n"),
  );
});

Deno.test("another webhook than the settings have is said to be another", () => {
  assert.match(describeWebhook(info, "https://new.example/webhook"), /new\.example/);
  assert.match(describeWebhook(info, null), /UPDATES is polling/);
});

Deno.test("where none is set it says who gets the updates", () => {
  const none = { ...info, url: "" };
  assert.match(
    describeWebhook(none, null),
    /^No webhook is set\. .*polls.*\nUpdates that wait: +3$/,
  );
  assert.match(describeWebhook(none, url), /The program sets https:\/\/desk\.example/);
});
