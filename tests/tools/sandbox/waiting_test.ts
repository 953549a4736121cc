import assert from "node:assert/strict";
import { SandboxError } from "../../../tools/sandbox/control.ts";
import { createSandbox } from "../../../tools/sandbox/create_sandbox.ts";
import { acmeTest, assertRefused } from "./acme.ts";

acmeTest("until resolves with the value, at the change that brings it", async (acme) => {
  const { api, group, sandbox } = acme;
  const waited = sandbox.until(
    () => sandbox.messages(group.id).find(({ text }) => text === "card"),
    { what: "the card is there" },
  );
  const sent = await api.sendMessage(group.id, "card");
  assert.equal((await waited).id, sent.message_id);
  assert.equal(await sandbox.until(() => 7), 7);
});

acmeTest("until's rejection shows what happened instead", async ({ api, group, dana, sandbox }) => {
  sandbox.as(dana.id).write(group.id, "/ticket flat tyre");
  await api.sendMessage(group.id, "another text");
  await assertRefused(api.pinChatMessage(group.id, 999), 400, "not found");
  await assert.rejects(
    sandbox.until(() => null, { timeoutMs: 1, what: "the card is pinned" }),
    (error: Error) => {
      assert.match(error.message, /^waited 1 ms in vain until the card is pinned\n/);
      assert.match(error.message, /200 sendMessage .*another text/);
      assert.match(error.message, /400 pinChatMessage .*message to pin not found/);
      assert.match(error.message, /Dana: \/ticket flat tyre/);
      assert.match(error.message, /Updates not confirmed: 1/);
      return true;
    },
  );
});

acmeTest("until's rejection keeps a webhook's secret", async ({ api, sandbox }) => {
  await assertRefused(
    api.setWebhook("https://example.com/", { secret_token: "s3cret" }),
    400,
    "bad webhook",
  );
  await assert.rejects(sandbox.until(() => null, { timeoutMs: 1 }), (error: Error) => {
    assert.match(error.message, /setWebhook/);
    return !error.message.includes("s3cret");
  });
});

acmeTest("until passes on what its predicate throws", async ({ api, group, sandbox }) => {
  let asked = 0;
  const waited = sandbox.until(() => {
    if (++asked > 1) throw new Error("own");
    return null;
  });
  const rejected = assert.rejects(waited, /own/);
  await api.sendMessage(group.id, "x");
  await rejected;
});

acmeTest("quiet waits for the confirmation of the last update", async (acme) => {
  const { api, group, dana, sandbox } = acme;
  sandbox.as(dana.id).write(group.id, "/ticket x");
  let quiet = false;
  const waited = sandbox.quiet().then(() => void (quiet = true));
  const [update] = await api.getUpdates();
  await api.sendMessage(group.id, "working on it");
  assert.equal(quiet, false);
  await api.getUpdates({ offset: (update?.update_id ?? 0) + 1 });
  await waited;
  sandbox.as(dana.id).write(group.id, "/ticket y");
  await assert.rejects(sandbox.quiet({ timeoutMs: 1 }), /until all is quiet/);
});

acmeTest("until may be met by an offset alone", async ({ api, group, dana, sandbox }) => {
  sandbox.as(dana.id).write(group.id, "/ticket x");
  const waited = sandbox.until(() => sandbox.pendingUpdates.length === 0);
  await api.getUpdates({ offset: 999_999_999_999 });
  assert.equal(await waited, true);
});

Deno.test("skipping time moves the program, then the sandbox; a tick wakes it", async () => {
  const told: string[] = [];
  const sandbox = createSandbox({
    now: () => 1_000_000,
    onSkip: (seconds) => void told.push(`skip ${seconds} at ${sandbox.now()}`),
    onTick: () => void told.push("tick"),
  });
  await sandbox.skip(600);
  await sandbox.tick();
  assert.deepEqual(told, ["skip 600 at 1000000", "tick"]);
  assert.equal(sandbox.now(), 1_600_000);
  await assert.rejects(sandbox.skip(-1), /forward only/);
});

Deno.test("where the program refuses to skip, the sandbox stays with it", async () => {
  const sandbox = createSandbox({
    now: () => 1_000_000,
    onSkip: () => Promise.reject(new SandboxError("not so far")),
  });
  await assert.rejects(sandbox.skip(600), /not so far/);
  assert.equal(sandbox.now(), 1_000_000);
});
