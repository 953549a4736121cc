import assert from "node:assert/strict";
import type { Update } from "grammy/types";
import { acmeTest, assertRefused } from "./acme.ts";

interface Received {
  update: Update;
  secret: string | null;
}

/** A bot's endpoint that answers with the given statuses, then with 200. */
function serve(statuses: number[] = []) {
  const received: Received[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    async (request) => {
      const secret = request.headers.get("x-telegram-bot-api-secret-token");
      received.push({ update: await request.json(), secret });
      return new Response(null, { status: statuses.shift() ?? 200 });
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}/webhook`,
    received,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

acmeTest("a webhook gets each update with the secret", async (acme) => {
  const { api, group, dana, sandbox } = acme;
  await using endpoint = serve();
  await api.setWebhook(endpoint.url, { secret_token: "s3cret" });
  sandbox.as(dana.id).write(group.id, "/ticket x");
  await sandbox.quiet();
  assert.deepEqual(endpoint.received.map(({ secret }) => secret), ["s3cret"]);
  assert.equal(endpoint.received[0]?.update.message?.text, "/ticket x");
  await assertRefused(api.getUpdates(), 409, "can't use getUpdates method while webhook is active");
  await api.deleteWebhook();
  assert.deepEqual(await api.getUpdates(), []);
});

acmeTest("a refused update comes again, and holds back its own chat", async (acme) => {
  const { api, group, dana, sandbox } = acme;
  await using endpoint = serve([500, 503]);
  await api.setWebhook(endpoint.url);
  sandbox.as(dana.id).write(group.id, "/ticket a");
  sandbox.as(dana.id).write(group.id, "/ticket b");
  await sandbox.quiet();
  const texts = endpoint.received.map(({ update }) => update.message?.text);
  assert.deepEqual(texts, ["/ticket a", "/ticket a", "/ticket a", "/ticket b"]);
  const info = await api.getWebhookInfo();
  assert.equal(info.last_error_message, "Wrong response from the webhook: 503");
  assert.equal(info.pending_update_count, 0);
});

acmeTest("setting a webhook ends the poll that waits", async ({ api }) => {
  await using endpoint = serve();
  const poll = api.getUpdates({ timeout: 50 }).catch(String);
  let answer: unknown;
  const ended = poll.then((value) => void (answer = value));
  while (answer === undefined) await Promise.race([ended, api.setWebhook(endpoint.url)]);
  assert.match(String(answer), /409/);
});

acmeTest("webhooks lead to this machine only", async ({ api }) => {
  await assertRefused(api.setWebhook("http://example.com/"), 400, "HTTPS URL must be provided");
  await assertRefused(api.setWebhook("https://example.com/"), 400, "this machine only");
  await assertRefused(api.setWebhook("nonsense"), 400, "invalid webhook URL");
});
