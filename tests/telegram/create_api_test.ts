import assert from "node:assert/strict";
import { HttpError } from "grammy";
import { createApi } from "../../src/telegram/create_api.ts";
import { toGrammySignal } from "../../src/telegram/signal.ts";
import { acmeTest } from "../tools/sandbox/acme.ts";

const token = "123456789:secret_secret_secret_secret_secret1";

async function failWith(call: Promise<unknown>): Promise<HttpError> {
  const error = await call.then(() => null, (error: unknown) => error);
  assert.ok(error instanceof HttpError, `not an HttpError: ${error}`);
  return error;
}

Deno.test("a failed request names the trouble but not the token", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const apiRoot = `http://127.0.0.1:${listener.addr.port}`;
  listener.close();
  const error = await failWith(createApi(token, { apiRoot }).getMe());
  const shown = [
    Deno.inspect(error),
    JSON.stringify(error),
    error.stack,
    Deno.inspect(error.error),
  ];
  for (const text of shown) assert.ok(!text?.includes("secret_secret"), text);
  assert.match(Deno.inspect(error.error), /127\.0\.0\.1/);
});

acmeTest(
  "a call that gets no answer in time fails and says so",
  async ({ bot, server, sandbox }) => {
    sandbox.setFault({ method: "getMe", times: 1, delayMs: 60_000 });
    const api = createApi(bot.token, { apiRoot: server.apiRoot, callSeconds: 0.02 });
    const error = await failWith(api.getMe());
    assert.match(String(error.error), /No answer within 0\.02 seconds/);
  },
);

acmeTest(
  "a long poll may last as long as it asked for",
  async ({ bot, server, dana, group, sandbox }) => {
    const api = createApi(bot.token, { apiRoot: server.apiRoot, callSeconds: 0.02 });
    sandbox.setFault({ method: "getUpdates", times: 1, delayMs: 60 });
    sandbox.as(dana.id).write(group.id, "one");
    const updates = await api.getUpdates({ timeout: 5 });
    assert.equal(updates.length, 1);
  },
);

acmeTest("a caller can give a call up", async ({ bot, server, sandbox }) => {
  sandbox.setFault({ method: "getMe", times: 1, delayMs: 60_000 });
  const api = createApi(bot.token, { apiRoot: server.apiRoot });
  const controller = new AbortController();
  const call = failWith(api.getMe(toGrammySignal(controller.signal)));
  controller.abort();
  assert.doesNotMatch(String((await call).error), /No answer within/);
});
