import assert from "node:assert/strict";
import type { Update } from "grammy/types";
import { createApi } from "../../src/telegram/create_api.ts";
import {
  allowedUpdates,
  type Poller,
  type PollOptions,
  pollUpdates,
} from "../../src/telegram/poll_updates.ts";
import { PollingRefusedError } from "../../src/telegram/polling/polling_trouble.ts";
import { type Acme, acmeTest } from "../tools/sandbox/acme.ts";
import { createShortPause } from "./polling/short_pause.ts";
import { createRecordedLog, type RecordedLog } from "./recorded_log.ts";

interface Polling {
  readonly poller: Poller;
  readonly log: RecordedLog;
  readonly pause: ReturnType<typeof createShortPause>;
  /** The texts of the messages that were applied. */
  readonly applied: readonly string[];
}

function getText(update: Update): string {
  return update.message?.text ?? `update ${update.update_id}`;
}

/** @param handle runs before an update counts as applied */
function poll(
  { bot, server }: Acme,
  handle: PollOptions["handle"] = () => Promise.resolve(),
  options: Partial<PollOptions> = {},
): Polling {
  const log = createRecordedLog();
  const pause = createShortPause();
  const applied: string[] = [];
  const poller = pollUpdates({
    api: createApi(bot.token, { apiRoot: server.apiRoot }),
    handle: async (update) => {
      await handle(update);
      applied.push(getText(update));
    },
    isOutage: () => false,
    log,
    pause,
    ...options,
  });
  return { poller, log, pause, applied };
}

acmeTest("updates are applied and then confirmed", async (acme) => {
  const { sandbox, dana, group } = acme;
  sandbox.as(dana.id).write(group.id, "one");
  const { poller, applied } = poll(acme);
  await sandbox.until(() => applied.length === 1);
  sandbox.as(dana.id).write(group.id, "two");
  await sandbox.until(() => sandbox.pendingUpdates.length === 0 && applied.length === 2);
  assert.deepEqual(applied, ["one", "two"]);
  await poller.stop();
  const call = sandbox.calls.find(({ method }) => method === "getUpdates");
  assert.deepEqual(call?.payload.allowed_updates, [...allowedUpdates]);
});

acmeTest("nothing of a batch is confirmed before all of it is done", async (acme) => {
  const { sandbox, dana, group } = acme;
  const gate = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  sandbox.as(dana.id).write(group.id, "one");
  sandbox.as(dana.id).write(group.id, "two");
  const { poller, applied } = poll(acme, async (update) => {
    if (getText(update) !== "two") return;
    started.resolve();
    await gate.promise;
  });
  await started.promise;
  assert.deepEqual(applied, ["one"]);
  assert.equal(sandbox.pendingUpdates.length, 2);

  gate.resolve();
  await sandbox.until(() => sandbox.pendingUpdates.length === 0);
  assert.deepEqual(applied, ["one", "two"]);
  await poller.stop();
});

acmeTest("what a crashed program had in hand comes to the next one", async (acme) => {
  const { sandbox, dana, group } = acme;
  const crash = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  sandbox.as(dana.id).write(group.id, "one");
  sandbox.as(dana.id).write(group.id, "two");
  const crashed = poll(acme, async (update) => {
    if (getText(update) !== "two") return;
    started.resolve();
    await crash.promise;
  });
  await started.promise;

  const next = poll(acme);
  await sandbox.until(() => sandbox.pendingUpdates.length === 0);
  assert.deepEqual(next.applied, ["one", "two"]);
  await next.poller.stop();
  crash.resolve();
  await crashed.poller.stop();
});

acmeTest("a poisoned update is set aside after three tries, and confirmed", async (acme) => {
  const { sandbox, dana, group } = acme;
  sandbox.as(dana.id).write(group.id, "poison");
  sandbox.as(dana.id).write(group.id, "good");
  const tried: string[] = [];
  const { poller, applied, log } = poll(acme, (update) => {
    tried.push(getText(update));
    return getText(update) === "poison" ? Promise.reject(new Error("poison")) : Promise.resolve();
  });
  await sandbox.until(() => sandbox.pendingUpdates.length === 0);
  assert.deepEqual(tried, ["poison", "poison", "poison", "good"]);
  assert.deepEqual(applied, ["good"]);
  assert.equal(log.lines.filter(({ level }) => level === "error").length, 1);
  await poller.stop();
});

acmeTest("another poller is waited out and named in the log", async (acme) => {
  const { sandbox, dana, group, api } = acme;
  const { poller, applied, log, pause } = poll(acme);
  await sandbox.until(() => sandbox.calls.some(({ method }) => method === "deleteWebhook"));
  // Once the long poll waits, a rival's call throws it out.
  while (log.lines.length === 0) await api.getUpdates({ timeout: 0 });
  assert.match(log.lines[0]?.message ?? "", /Another program fetches this bot's updates/);
  sandbox.as(dana.id).write(group.id, "after all");
  await sandbox.until(() => sandbox.pendingUpdates.length === 0);
  assert.deepEqual(applied, ["after all"]);
  assert.ok((pause.waits[0] ?? 0) >= 5000);
  await poller.stop();
});

acmeTest("a webhook is removed, and what waited for it is fetched", async (acme) => {
  const { sandbox, dana, group, api } = acme;
  await api.setWebhook("http://127.0.0.1:1/webhook");
  sandbox.as(dana.id).write(group.id, "one");
  const { poller, applied } = poll(acme, async (update) => {
    // Somebody sets it again while this program runs.
    if (getText(update) === "one") await api.setWebhook("http://127.0.0.1:1/webhook");
  });
  await sandbox.until(() => applied.includes("one"));
  sandbox.as(dana.id).write(group.id, "two");
  await sandbox.until(() => applied.includes("two"));
  assert.equal(sandbox.calls.filter(({ method }) => method === "deleteWebhook").length, 2);
  await poller.stop();
});

acmeTest("a flood's retry_after is obeyed", async (acme) => {
  const { sandbox, dana, group } = acme;
  sandbox.setFault({ method: "getUpdates", times: 1, status: 429, retryAfter: 7 });
  sandbox.as(dana.id).write(group.id, "one");
  const { poller, applied, pause } = poll(acme);
  await sandbox.until(() => applied.length === 1);
  assert.deepEqual(pause.waits, [7000]);
  await poller.stop();
});

acmeTest("a lost answer loses no update", async (acme) => {
  const { sandbox, dana, group } = acme;
  sandbox.setFault({ method: "getUpdates", times: 2, loseAnswer: true });
  sandbox.as(dana.id).write(group.id, "one");
  const { poller, applied, log, pause } = poll(acme);
  await sandbox.until(() => applied.length === 1);
  assert.deepEqual(pause.waits, [375, 750]);
  assert.deepEqual(log.lines.map(({ message }) => message), [
    "Telegram cannot be reached; trying again",
    "Telegram cannot be reached; trying again",
    "Telegram hands out updates again",
  ]);
  await poller.stop();
});

acmeTest("a token that Telegram does not know ends it without showing it", async (acme) => {
  const token = "123456789:wrong_wrong_wrong_wrong_wrong_wrong1";
  const api = createApi(token, { apiRoot: acme.server.apiRoot });
  const { poller, log } = poll(acme, undefined, { api });
  await assert.rejects(poller.finished, PollingRefusedError);
  await poller.stop();
  const error = await poller.finished.catch((error: unknown) => error);
  assert.ok(!Deno.inspect([error, log.lines]).includes("wrong_wrong"));
});

acmeTest("stop finishes what is in hand and confirms it", async (acme) => {
  const { sandbox, dana, group } = acme;
  const gate = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  sandbox.as(dana.id).write(group.id, "one");
  const { poller, applied } = poll(acme, async () => {
    started.resolve();
    await gate.promise;
  });
  await started.promise;
  const stopped = poller.stop();
  assert.deepEqual(applied, []);
  gate.resolve();
  await stopped;
  assert.deepEqual(applied, ["one"]);
  assert.equal(sandbox.pendingUpdates.length, 0);
});

acmeTest("stop does not wait for an outage to end, and loses nothing to it", async (acme) => {
  const { sandbox, dana, group } = acme;
  sandbox.as(dana.id).write(group.id, "one");
  sandbox.as(dana.id).write(group.id, "two");
  const failing = Promise.withResolvers<void>();
  const { poller } = poll(acme, (update) => {
    if (getText(update) === "one") return Promise.resolve();
    failing.resolve();
    return Promise.reject(new Error("connection refused"));
  }, { isOutage: () => true });
  await failing.promise;
  await poller.stop();
  assert.equal(sandbox.pendingUpdates.length, 1);

  const next = poll(acme);
  await sandbox.until(() => sandbox.pendingUpdates.length === 0);
  assert.deepEqual(next.applied, ["two"]);
  await next.poller.stop();
});

acmeTest("stop ends a long poll at once", async (acme) => {
  const { sandbox } = acme;
  const { poller } = poll(acme);
  await sandbox.until(() => sandbox.calls.some(({ method }) => method === "deleteWebhook"));
  await poller.stop();
  await poller.finished;
});
