import assert from "node:assert/strict";
import type { Update } from "grammy/types";
import { applyBatch, type BatchOptions } from "../../../src/telegram/polling/apply_batch.ts";
import { createRecordedLog } from "../recorded_log.ts";
import { createText, createUpdate, group } from "../updates.ts";
import { createShortPause } from "./short_pause.ts";

class Outage extends Error {}

function createOptions(handle: BatchOptions["handle"], lanes = 16) {
  const stopping = new AbortController();
  const log = createRecordedLog();
  const pause = createShortPause();
  const options: BatchOptions = {
    handle,
    isOutage: (error) => error instanceof Outage,
    log,
    pause,
    lanes,
    stopping: stopping.signal,
  };
  return { options, stopping, log, pause };
}

/** A message in the nth chat. */
function inChat(chat: number, updateId: number): Update {
  return createUpdate(createText("hello", { chat: { ...group, id: -chat } }), updateId);
}

Deno.test("a chat's updates are applied in order, other chats do not wait for it", async () => {
  const started: number[] = [];
  const first = Promise.withResolvers<void>();
  const othersDone = Promise.withResolvers<void>();
  const { options } = createOptions(async ({ update_id: id }) => {
    started.push(id);
    if (id === 1) await first.promise;
    if (id === 4) othersDone.resolve();
  });
  const batch = applyBatch([inChat(1, 1), inChat(2, 2), inChat(1, 3), inChat(2, 4)], options);
  await othersDone.promise;
  assert.deepEqual(started, [1, 2, 4]);
  first.resolve();
  assert.deepEqual(await batch, []);
  assert.deepEqual(started, [1, 2, 4, 3]);
});

Deno.test("a press waits for the messages of its chat", async () => {
  const applied: number[] = [];
  const { options } = createOptions(async ({ update_id: id }) => {
    if (id === 1) await Promise.resolve();
    applied.push(id);
  });
  const message = createText("card", { chat: { ...group, id: -1 } });
  const from = { id: 12, is_bot: false, first_name: "Mike" };
  const query = { id: "q", from, chat_instance: "c", message };
  await applyBatch([inChat(1, 1), { update_id: 2, callback_query: query }], options);
  assert.deepEqual(applied, [1, 2]);
});

Deno.test("no more chats are worked on at once than there are lanes", async () => {
  let active = 0;
  let most = 0;
  const { options } = createOptions(async () => {
    most = Math.max(most, ++active);
    await new Promise((resolve) => setTimeout(resolve));
    active--;
  }, 4);
  await applyBatch(Array.from({ length: 20 }, (_, index) => inChat(index + 1, index + 1)), options);
  assert.equal(most, 4);
});

Deno.test("an update that fails three times is set aside, and the next one applied", async () => {
  const tried: number[] = [];
  const { options, log } = createOptions(({ update_id: id }) => {
    tried.push(id);
    return id === 7 ? Promise.reject(new Error("poison")) : Promise.resolve();
  });
  assert.deepEqual(await applyBatch([inChat(1, 7), inChat(1, 8)], options), []);
  assert.deepEqual(tried, [7, 7, 7, 8]);
  const [line, ...more] = log.lines.filter(({ level }) => level === "error");
  assert.equal(line?.fields.updateId, 7);
  assert.match(String(line?.fields.error), /poison/);
  assert.equal(more.length, 0);
});

Deno.test("an update that fails twice is applied the third time", async () => {
  let tries = 0;
  const { options, log } = createOptions(() =>
    ++tries < 3 ? Promise.reject(new Error("deadlock")) : Promise.resolve()
  );
  assert.deepEqual(await applyBatch([inChat(1, 7)], options), []);
  assert.equal(tries, 3);
  assert.ok(log.lines.every(({ level }) => level === "warn"));
});

Deno.test("an outage is waited out, and counts against no update", async () => {
  let tries = 0;
  const { options, log, pause } = createOptions(() =>
    ++tries <= 12 ? Promise.reject(new Outage("connection refused")) : Promise.resolve()
  );
  assert.deepEqual(await applyBatch([inChat(1, 7)], options), []);
  assert.equal(tries, 13);
  assert.equal(log.lines.filter(({ level }) => level === "error").length, 0);
  assert.deepEqual(pause.waits.slice(0, 3), [375, 750, 1500]);
  assert.equal(pause.waits.at(-1), 22_500);
});

Deno.test("what an outage holds up is left when stopping, with what comes after it", async () => {
  const done: number[] = [];
  const { options, stopping } = createOptions(({ update_id: id }) => {
    if (id !== 2) {
      done.push(id);
      return Promise.resolve();
    }
    stopping.abort();
    return Promise.reject(new Outage("connection refused"));
  });
  const batch = [inChat(1, 1), inChat(1, 2), inChat(1, 3), inChat(2, 4)];
  const left = await applyBatch(batch, options);
  assert.deepEqual(left.map(({ update_id }) => update_id), [2, 3]);
  assert.deepEqual(done, [1, 4]);
});
