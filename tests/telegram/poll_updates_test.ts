import assert from "node:assert/strict";
import type { Update } from "grammy/types";
import { createApi } from "../../src/telegram/create_api.ts";
import { type Poller, type PollOptions, pollUpdates } from "../../src/telegram/poll_updates.ts";
import { allowedUpdates } from "../../src/telegram/polling/fetch_updates.ts";
import { PollingRefusedError } from "../../src/telegram/polling/polling_trouble.ts";
import { type Acme, acmeTest } from "../tools/sandbox/acme.ts";
import { createFakeInbox, type FakeInbox } from "./polling/fake_inbox.ts";
import { createShortPause } from "./polling/short_pause.ts";
import { createRecordedLog, type RecordedLog } from "./recorded_log.ts";

interface Polling {
  readonly poller: Poller;
  readonly log: RecordedLog;
  readonly pause: ReturnType<typeof createShortPause>;
  /** The texts of the messages that were applied. */
  readonly applied: readonly string[];
  readonly fake: FakeInbox;
}

function getText(update: Update): string {
  return update.message?.text ?? `update ${update.update_id}`;
}

/**
 * @param apply runs before an update counts as applied
 * @param fake the database, where it outlives this poller
 */
function poll(
  { bot, server }: Acme,
  apply: PollOptions["apply"] = () => Promise.resolve(),
  options: Partial<PollOptions> = {},
  fake: FakeInbox = createFakeInbox(),
): Polling {
  const log = createRecordedLog();
  const pause = createShortPause();
  const applied: string[] = [];
  const poller = pollUpdates({
    api: createApi(bot.token, { apiRoot: server.apiRoot }),
    store: fake.store,
    apply: async (update, waitedMs) => {
      await apply(update, waitedMs);
      applied.push(getText(update));
    },
    lease: null,
    log,
    pause,
    ...options,
  });
  return { poller, log, pause, applied, fake };
}

/** Looks until it is so: what a poller does is no change of the sandbox that it would tell of. */
async function until(predicate: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!predicate()) {
    assert.ok(performance.now() < deadline, `waited in vain until ${predicate}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

acmeTest("updates are applied and then confirmed", async (acme) => {
  const { sandbox, dana, group } = acme;
  sandbox.as(dana.id).write(group.id, "one");
  const { poller, applied } = poll(acme);
  await until(() => applied.length === 1);
  sandbox.as(dana.id).write(group.id, "two");
  await until(() => sandbox.pendingUpdates.length === 0 && applied.length === 2);
  assert.deepEqual(applied, ["one", "two"]);
  await poller.stop();
  const call = sandbox.calls.find(({ method }) => method === "getUpdates");
  assert.deepEqual(call?.payload.allowed_updates, [...allowedUpdates]);
});

acmeTest("nothing is confirmed before it is kept", async (acme) => {
  const { sandbox, dana, group } = acme;
  const fake = createFakeInbox();
  const outage = new Error("connection refused");
  fake.failures.push(...Array.from({ length: 5 }, () => outage));
  sandbox.as(dana.id).write(group.id, "one");
  sandbox.as(dana.id).write(group.id, "two");
  const confirmedAt: number[] = [];
  const { poller, applied, log } = poll(
    acme,
    (update) => {
      confirmedAt.push(sandbox.pendingUpdates.length, fake.waiting.length);
      return getText(update) === "one" ? Promise.resolve() : Promise.reject(outage);
    },
    {},
    fake,
  );
  await until(() => sandbox.pendingUpdates.length === 0 && applied.length === 1);
  assert.deepEqual(applied, ["one"]);
  assert.equal(confirmedAt[1], 2, "kept before anything is applied");
  assert.ok(
    log.lines.some(({ message }) => /did not take what Telegram handed over/.test(message)),
  );
  await poller.stop();
  assert.deepEqual(fake.waiting.map(({ received }) => JSON.parse(received).message.text), ["two"]);
});

acmeTest("one slow chat holds up no other, and nothing of it is lost", async (acme) => {
  const { sandbox, dana, olivia, group, bot } = acme;
  const other = sandbox.addGroup({ title: "Other", creator: olivia.id });
  sandbox.addBotToGroup(other.id, bot, olivia.id, { administrator: true });
  const slow = Promise.withResolvers<void>();
  sandbox.as(dana.id).write(group.id, "slow");
  const { poller, applied } = poll(acme, async (update) => {
    if (getText(update) === "slow") await slow.promise;
  });
  // Batch after batch, each of which had to wait for it if it stood in the way.
  for (let count = 1; count <= 5; count++) {
    sandbox.as(olivia.id).write(other.id, `fast ${count}`);
    await until(() => applied.includes(`fast ${count}`));
  }
  sandbox.as(dana.id).write(group.id, "after it");
  await until(() => sandbox.pendingUpdates.length === 0);
  assert.ok(!applied.includes("slow") && !applied.includes("after it"));
  slow.resolve();
  await until(() => applied.includes("after it"));
  assert.ok(applied.indexOf("slow") < applied.indexOf("after it"));
  await poller.stop();
});

acmeTest("what a crashed program had in hand is applied by the next one", async (acme) => {
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

  const next = poll(acme, undefined, {}, crashed.fake);
  await until(() => next.applied.includes("two"));
  await next.poller.stop();
  crash.resolve();
  await crashed.poller.stop();
});

acmeTest("a flood stays with Telegram where the inbox is full", async (acme) => {
  const { sandbox, dana, group } = acme;
  const fake = createFakeInbox();
  let waiting = 10_000;
  const { inbox } = fake.store;
  const full = {
    ...fake,
    store: { ...fake.store, inbox: { ...inbox, count: () => Promise.resolve(waiting) } },
  };
  for (let count = 1; count <= 150; count++) sandbox.as(dana.id).write(group.id, `${count}`);
  const { poller, applied, pause } = poll(acme, undefined, {}, full);
  await until(() => applied.length === 100 && pause.waits.length > 3);
  assert.ok(sandbox.pendingUpdates.length >= 50);
  waiting = 0;
  await until(() => applied.length === 150);
  await poller.stop();
});

acmeTest("another poller is waited out and named in the log", async (acme) => {
  const { sandbox, dana, group, api } = acme;
  const { poller, applied, log, pause } = poll(acme);
  await until(() => sandbox.calls.some(({ method }) => method === "deleteWebhook"));
  // Once the long poll waits, a rival's call throws it out.
  while (log.lines.length === 0) await api.getUpdates({ timeout: 0 });
  assert.match(log.lines[0]?.message ?? "", /Another program fetches this bot's updates/);
  sandbox.as(dana.id).write(group.id, "after all");
  await until(() => sandbox.pendingUpdates.length === 0);
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
  await until(() => applied.includes("one"));
  sandbox.as(dana.id).write(group.id, "two");
  await until(() => applied.includes("two"));
  assert.equal(sandbox.calls.filter(({ method }) => method === "deleteWebhook").length, 2);
  await poller.stop();
});

acmeTest("a flood's retry_after is obeyed", async (acme) => {
  const { sandbox, dana, group } = acme;
  sandbox.setFault({ method: "getUpdates", times: 1, status: 429, retryAfter: 7 });
  sandbox.as(dana.id).write(group.id, "one");
  const { poller, applied, pause } = poll(acme);
  await until(() => applied.length === 1);
  assert.deepEqual(pause.waits, [7000]);
  await poller.stop();
});

acmeTest("a lost answer loses no update", async (acme) => {
  const { sandbox, dana, group } = acme;
  sandbox.setFault({ method: "getUpdates", times: 2, loseAnswer: true });
  sandbox.as(dana.id).write(group.id, "one");
  const { poller, applied, log, pause } = poll(acme);
  await until(() => applied.length === 1);
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
  const fake = createFakeInbox();
  sandbox.as(dana.id).write(group.id, "one");
  sandbox.as(dana.id).write(group.id, "two");
  const failing = Promise.withResolvers<void>();
  const { poller } = poll(
    acme,
    (update) => {
      if (getText(update) === "one") return Promise.resolve();
      failing.resolve();
      return Promise.reject(new Error("connection refused"));
    },
    {},
    fake,
  );
  await failing.promise;
  await poller.stop();

  const next = poll(acme, undefined, {}, fake);
  await until(() => next.applied.length === 1);
  assert.deepEqual(next.applied, ["two"]);
  await next.poller.stop();

  // Where it could not even be kept, Telegram has it still.
  sandbox.as(dana.id).write(group.id, "three");
  const refused: FakeInbox = {
    ...fake,
    store: {
      ...fake.store,
      database: {
        transaction: () => Promise.reject(new Error("connection refused")),
      },
    },
  };
  const cut = poll(acme, undefined, {}, refused);
  await until(() => cut.log.lines.some(({ message }) => /did not take/.test(message)));
  await cut.poller.stop();
  assert.equal(sandbox.pendingUpdates.length, 1);
});

acmeTest("stop ends a long poll at once", async (acme) => {
  const { sandbox } = acme;
  const { poller } = poll(acme);
  await until(() => sandbox.calls.some(({ method }) => method === "deleteWebhook"));
  await poller.stop();
  await poller.finished;
});
