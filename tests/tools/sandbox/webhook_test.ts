import assert from "node:assert/strict";
import type { Update } from "grammy/types";
import { acmeTest, assertRefused } from "./acme.ts";

interface Received {
  update: Update;
  secret: string | null;
}

/** A bot's endpoint that answers with the given statuses, then with 200. */
function serve(statuses: number[] = [], gate: (update: Update) => Promise<void> | void = () => {}) {
  const received: Received[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    async (request) => {
      const secret = request.headers.get("x-telegram-bot-api-secret-token");
      const update: Update = await request.json();
      received.push({ update, secret });
      await gate(update);
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
  assert.equal(info.last_error_message, "Wrong response from the webhook: 503 Service Unavailable");
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

acmeTest("a press does not wait for the chat's messages, nor for another person", async (acme) => {
  const { api, group, dana, omar, sandbox } = acme;
  const reply_markup = { inline_keyboard: [[{ text: "Claim", callback_data: "x" }]] };
  const { message_id } = await api.sendMessage(group.id, "card", { reply_markup });
  const held = Promise.withResolvers<void>();
  await using endpoint = serve([], (update) => {
    const isHeld = update.message !== undefined || update.callback_query?.from.id === dana.id;
    return isHeld ? held.promise : undefined;
  });
  await api.setWebhook(endpoint.url);
  sandbox.as(dana.id).write(group.id, "held back");
  const press = (id: number) =>
    sandbox.as(id).press(group.id, message_id, "Claim", { timeoutMs: 1 });
  await Promise.all([press(dana.id), press(omar.id)]);
  await sandbox.until(() => sandbox.pendingUpdates.length === 2, { what: "Omar's press is in" });
  held.resolve();
  await sandbox.quiet();
  assert.equal(endpoint.received.length, 3);
});

acmeTest("what is refused comes again when the answer says", async (acme) => {
  const { api, group, dana, sandbox } = acme;
  const times: number[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, () => {
    times.push(performance.now());
    const headers = { "retry-after": "4" };
    return new Response(null, times.length === 1 ? { status: 503, headers } : {});
  });
  await api.setWebhook(`http://127.0.0.1:${server.addr.port}/`);
  sandbox.as(dana.id).write(group.id, "once more");
  await sandbox.quiet();
  await server.shutdown();
  const [first = 0, second = 0] = times;
  assert.ok(second - first >= 195, `${second - first} ms are too early for four short seconds`);
});

acmeTest("a press that nobody took in two and a half minutes is dropped", async (acme) => {
  const { api, group, dana, sandbox } = acme;
  const reply_markup = { inline_keyboard: [[{ text: "Claim", callback_data: "x" }]] };
  const { message_id } = await api.sendMessage(group.id, "card", { reply_markup });
  await sandbox.as(dana.id).press(group.id, message_id, "Claim", { timeoutMs: 1 });
  sandbox.as(dana.id).write(group.id, "words keep longer");
  await sandbox.skip(151);
  const updates = await api.getUpdates();
  assert.deepEqual(updates.map(({ message }) => message?.text), ["words keep longer"]);
});

acmeTest("with limits on, a webhook may be set once a second", async ({ api, sandbox }) => {
  await using endpoint = serve();
  sandbox.limits({ enabled: true });
  await api.setWebhook(endpoint.url);
  const refused = await assertRefused(api.setWebhook(endpoint.url), 429, "retry after 1");
  assert.equal(refused.parameters.retry_after, 1);
  await api.deleteWebhook();
  await sandbox.skip(1);
  await api.setWebhook(endpoint.url);
});
