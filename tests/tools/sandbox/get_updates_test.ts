import assert from "node:assert/strict";
import { Api } from "grammy";
import { acmeTest, assertNoAnswer, assertRefused } from "./acme.ts";

const texts = (updates: { message?: { text?: string } }[]) =>
  updates.map(({ message }) => message?.text);

acmeTest(
  "updates stay until a later offset confirms them",
  async ({ api, group, dana, sandbox }) => {
    const as = sandbox.as(dana.id);
    as.write(group.id, "/ticket a");
    as.write(group.id, "/ticket b");
    const first = await api.getUpdates();
    assert.deepEqual(texts(first), ["/ticket a", "/ticket b"]);
    const [a, b] = first;
    assert(a !== undefined && b !== undefined);
    assert.equal(b.update_id, a.update_id + 1);
    assert.deepEqual(await api.getUpdates(), first);
    assert.deepEqual(texts(await api.getUpdates({ offset: b.update_id })), ["/ticket b"]);
    assert.deepEqual(texts(await api.getUpdates({ limit: 1 })), ["/ticket b"]);
    assert.deepEqual(await api.getUpdates({ offset: b.update_id + 1 }), []);
    assert.deepEqual(sandbox.pendingUpdates, []);
  },
);

acmeTest("a negative offset keeps the newest only", async ({ api, group, dana, sandbox }) => {
  for (const text of ["/a", "/b", "/c"]) sandbox.as(dana.id).write(group.id, text);
  assert.deepEqual(texts(await api.getUpdates({ offset: -1 })), ["/c"]);
  assert.deepEqual(texts(await api.getUpdates()), ["/c"]);
});

acmeTest("a long poll answers as soon as something happens", async (acme) => {
  const { api, group, dana, sandbox } = acme;
  const poll = api.getUpdates({ timeout: 50 });
  await sandbox.quiet();
  sandbox.as(dana.id).write(group.id, "/ticket now");
  assert.deepEqual(texts(await poll), ["/ticket now"]);
});

acmeTest("of two pollers the first is ended with a conflict", async ({ api, bot, server }) => {
  const first = api.getUpdates({ timeout: 50 });
  const refused = assertRefused(
    first,
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is " +
      "running",
  );
  const other = new Api(bot.token, { apiRoot: server.apiRoot });
  // The first may not have arrived yet, so ask until it is thrown out.
  let ended = false;
  const end = refused.then(() => void (ended = true));
  while (!ended) await Promise.race([end, other.getUpdates()]);
});

acmeTest("a poll whose answer was lost is repeated in full", async (acme) => {
  const { api, group, dana, sandbox } = acme;
  sandbox.as(dana.id).write(group.id, "/ticket x");
  sandbox.setFault({ method: "getUpdates", times: 1, loseAnswer: true });
  await assertNoAnswer(api.getUpdates());
  assert.equal(sandbox.pendingUpdates[0]?.handedOut, true);
  assert.deepEqual(texts(await api.getUpdates()), ["/ticket x"]);
});

acmeTest("chat_member comes only when asked for by name", async (acme) => {
  const { api, group, omar, sandbox, drain } = acme;
  const kinds = async () =>
    (await drain()).map((update) => Object.keys(update).find((key) => key !== "update_id"));
  sandbox.as(omar.id).leave(group.id);
  assert.deepEqual(await kinds(), ["message"]);
  await api.getUpdates({ allowed_updates: ["chat_member"] });
  sandbox.as(omar.id).join(group.id);
  assert.deepEqual(await kinds(), ["chat_member"]);
  await api.getUpdates({ allowed_updates: [] });
  sandbox.as(omar.id).leave(group.id);
  assert.deepEqual(await kinds(), ["message"]);
});

acmeTest("an update may come again after its confirmation", async (acme) => {
  const { api, group, dana, sandbox, drain } = acme;
  sandbox.as(dana.id).write(group.id, "/ticket x");
  const [update] = await drain();
  assert(update !== undefined);
  sandbox.redeliver(update.update_id);
  const again = await api.getUpdates({ offset: update.update_id + 1 });
  assert.deepEqual(again, [update]);
  assert.deepEqual(await api.getUpdates({ offset: update.update_id + 1 }), []);
  assert.throws(() => sandbox.redeliver(1), /no update 1/);
});

acmeTest("updates wait for 24 hours", async ({ api, group, dana, sandbox }) => {
  sandbox.as(dana.id).write(group.id, "/ticket x");
  await sandbox.skip(24 * 60 * 60 + 1);
  assert.deepEqual(await api.getUpdates(), []);
});

acmeTest("a poll is answered when the server stops", async ({ api, server }) => {
  const poll = api.getUpdates({ timeout: 50 });
  const ended = poll.catch(() => "cut");
  await server.stop();
  assert(
    ["cut", 0].includes(await ended.then((value) => Array.isArray(value) ? value.length : value)),
  );
});
