import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import type { Update } from "grammy/types";
import { createInbox, type InboxOptions } from "../../../src/telegram/polling/create_inbox.ts";
import { createRecordedLog } from "../recorded_log.ts";
import { createText, createUpdate, group } from "../updates.ts";
import { createFakeInbox } from "./fake_inbox.ts";
import { createShortPause } from "./short_pause.ts";

/** @param apply runs before an update counts as applied */
function createStage(apply: InboxOptions["apply"], lanes = 16) {
  const stopping = new AbortController();
  const log = createRecordedLog();
  const pause = createShortPause();
  const fake = createFakeInbox();
  const applied: number[] = [];
  let changed = Promise.withResolvers<void>();
  const inbox = createInbox({
    store: fake.store,
    async apply(update, waitedMs) {
      assert.ok(waitedMs >= 300, "as long as the database says, and then some");
      await apply(update, waitedMs);
      applied.push(update.update_id);
      changed.resolve();
      changed = Promise.withResolvers();
    },
    log,
    pause,
    lanes,
    stopping: stopping.signal,
  });
  return {
    inbox,
    fake,
    stopping,
    log,
    pause,
    applied,
    async give(...updates: readonly Update[]) {
      await inbox.keep(updates);
      inbox.wake();
    },
    /** Resolves when so many are applied. */
    async until(count: number) {
      while (applied.length < count) await changed.promise;
    },
  };
}

/** A message in the nth chat. */
function inChat(chat: number, updateId: number): Update {
  return createUpdate(createText("hello", { chat: { ...group, id: -chat } }), updateId);
}

Deno.test("a chat's updates are applied in order, other chats do not wait for it", async () => {
  const started: number[] = [];
  const slow = Promise.withResolvers<void>();
  const { give, until, inbox, fake, applied } = createStage(async ({ update_id: id }) => {
    started.push(id);
    if (id === 1) await slow.promise;
  });
  await give(inChat(1, 1), inChat(2, 2), inChat(1, 3), inChat(2, 4));
  await until(2);
  assert.deepEqual(started, [1, 2, 4]);
  // Also what comes later goes past it.
  await give(inChat(1, 5), inChat(3, 6), inChat(2, 7));
  await until(4);
  assert.deepEqual(applied, [2, 4, 6, 7]);

  slow.resolve();
  await until(7);
  assert.deepEqual(applied.slice(4), [1, 3, 5]);
  await inbox.settle();
  assert.deepEqual(fake.waiting, []);
});

Deno.test("a press waits for the messages of its chat", async () => {
  const { give, until, applied } = createStage(async ({ update_id: id }) => {
    if (id === 1) await Promise.resolve();
  });
  const message = createText("card", { chat: { ...group, id: -1 } });
  const from = { id: 12, is_bot: false, first_name: "Mike" };
  const query = { id: "q", from, chat_instance: "c", message };
  await give(inChat(1, 1), { update_id: 2, callback_query: query });
  await until(2);
  assert.deepEqual(applied, [1, 2]);
});

Deno.test("however much waits, only what is worked on is in memory", async () => {
  let active = 0;
  let most = 0;
  const { give, until, fake, inbox } = createStage(async () => {
    most = Math.max(most, ++active);
    await new Promise((resolve) => setTimeout(resolve));
    active--;
  }, 4);
  const flood = Array.from({ length: 600 }, (_, index) => inChat(index % 20, index + 1));
  await give(...flood);
  await until(flood.length);
  await inbox.settle();
  assert.equal(most, 4);
  assert.ok(fake.mostRead <= 40, `${fake.mostRead}`);
  assert.deepEqual(fake.waiting, []);
});

Deno.test("what fails is given again after ever longer waits, and its chat waits for it", async () => {
  let tries = 0;
  const { give, until, pause, applied } = createStage(({ update_id: id }) =>
    id === 1 && ++tries <= 12 ? Promise.reject(new Error("refused")) : Promise.resolve()
  );
  await give(inChat(1, 1), inChat(1, 2));
  await until(2);
  assert.equal(tries, 13);
  assert.deepEqual(applied, [1, 2]);
  assert.deepEqual(pause.waits.slice(0, 3), [375, 750, 1500]);
  assert.equal(pause.waits.at(-1), 22_500);
});

Deno.test("a chat that fails leaves its place to others", async () => {
  const { give, until, applied, stopping, inbox } = createStage(
    ({ update_id: id }) => id <= 3 ? Promise.reject(new Error("refused")) : Promise.resolve(),
    2,
  );
  await give(...[1, 2, 3].map((chat) => inChat(chat, chat)), inChat(4, 4), inChat(5, 5));
  await until(2);
  assert.deepEqual(applied, [4, 5]);
  stopping.abort();
  await inbox.close();
});

Deno.test("stopping finishes what is in hand, and leaves the rest for the next start", async () => {
  const gate = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  const { give, stopping, inbox, fake, applied } = createStage(async () => {
    started.resolve();
    await gate.promise;
  }, 1);
  await give(inChat(1, 1), inChat(1, 2), inChat(2, 3));
  await started.promise;
  stopping.abort();
  const closed = inbox.close();
  gate.resolve();
  await closed;
  inbox.wake();
  await inbox.settle();
  assert.deepEqual(applied, [1]);
  assert.deepEqual(fake.waiting.map(({ id }) => Number(id)), [2, 3]);
});

Deno.test("an inbox that cannot be read is read again, and nothing is applied twice", async () => {
  const { give, until, fake, inbox, applied, log } = createStage(() => Promise.resolve());
  await give(inChat(1, 1));
  await until(1);
  fake.failures.push(new Error("refused"), new Error("refused"));
  await inbox.settle();
  await give(inChat(1, 2));
  await until(2);
  await inbox.settle();
  assert.deepEqual(applied, [1, 2]);
  assert.deepEqual(fake.waiting, []);
  assert.equal(log.lines.filter(({ level }) => level === "warn").length, 2);
});

Deno.test("its work is no part of whoever wakes it", async () => {
  const place = new AsyncLocalStorage<string>();
  const seen: (string | undefined)[] = [];
  const { inbox, fake } = createStage(() => {
    seen.push(place.getStore());
    return Promise.resolve();
  });
  await inbox.keep([createUpdate(createText("one"), 1)]);
  place.run("a tick", inbox.wake);
  await inbox.settle();
  assert.deepEqual([seen, fake.waiting.length <= 1], [[undefined], true]);
});
