import assert from "node:assert/strict";
import type { NewDelivery } from "../../../src/desk/ports.ts";
import { parseChatId, parseMessageId } from "../../../src/people/ids.ts";
import {
  createDeliveryWorker,
  type DeliveryWorker,
} from "../../../src/telegram/delivery/create_delivery_worker.ts";
import { lastAttempt } from "../../../src/telegram/delivery/plan_retry.ts";
import { words } from "../render/read_words.ts";
import { createFakeQueue, type FakeQueue } from "./fake_queue.ts";
import { createFakeTelegram, type FakeTelegram, token } from "./fake_telegram.ts";
import { createManualTimers, type ManualTimers } from "./manual_timers.ts";
import { createRecordedLog, type LogLine, type RecordedLog } from "../recorded_log.ts";

interface Bench {
  readonly queue: FakeQueue;
  readonly telegram: FakeTelegram;
  readonly timers: ManualTimers;
  readonly log: RecordedLog;
  readonly worker: DeliveryWorker;
}

function createBench(chatsAtOnce = 16): Bench {
  const timers = createManualTimers();
  const queue = createFakeQueue(timers);
  const telegram = createFakeTelegram();
  const log = createRecordedLog();
  const { store } = queue;
  const { api } = telegram;
  const worker = createDeliveryWorker({
    store,
    api,
    words,
    log,
    chatsAtOnce,
    timers,
    random: () => 0,
  });
  return { queue, telegram, timers, log, worker };
}

/** The simplest delivery: one call that needs nothing from the database. */
function owed(chat: number, message: number, delaySeconds = 0): NewDelivery {
  return {
    place: { chatId: parseChatId(chat), threadId: null },
    content: { kind: "delete_message", messageId: parseMessageId(message) },
    delaySeconds,
  };
}

function messages(log: RecordedLog, level: LogLine["level"]): readonly string[] {
  return log.lines.filter((line) => line.level === level).map((line) => line.message);
}

function states({ queue }: Bench): string {
  return queue.rows.map((row) => row.state).join(" ");
}

const trouble = { ok: false, error_code: 502, description: "Bad Gateway" } as const;
const fine = { ok: true } as const;

Deno.test("one chat in order, while a slow chat holds up no other", async () => {
  const bench = createBench();
  const { queue, telegram, worker } = bench;
  queue.add(owed(-1, 1), owed(-1, 2), owed(-2, 1));
  worker.wake();
  await telegram.called(2);
  assert.deepEqual(telegram.seen.toSorted(), ["-1/1", "-2/1"]);

  // What comes in while chat -1 hangs is claimed and sent.
  queue.add(owed(-3, 1));
  worker.wake();
  assert.equal((await telegram.called(3)).chatId, -3);
  telegram.respond = () => fine;
  for (const call of telegram.calls) call.answer();
  await worker.drain();
  assert.deepEqual(telegram.seen.filter((seen) => seen.startsWith("-1/")), ["-1/1", "-1/2"]);
  assert.equal(states(bench), "completed completed completed completed");
});

Deno.test("no more chats at once than are allowed, and the rest follow by themselves", async () => {
  const bench = createBench(2);
  const { queue, telegram, worker } = bench;
  queue.add(owed(-1, 1), owed(-2, 1), owed(-3, 1));
  worker.wake();
  const first = await telegram.called(2);
  worker.wake();
  await Promise.resolve();
  assert.equal(telegram.calls.length, 2);
  first.answer();
  assert.equal((await telegram.called(3)).chatId, -3);
  telegram.respond = () => fine;
  for (const call of telegram.calls) call.answer();
  await worker.drain();
  assert.equal(states(bench), "completed completed completed");
});

Deno.test("many wakes are few looks", async () => {
  const { queue, worker } = createBench();
  for (let wake = 0; wake < 100; wake++) worker.wake();
  await worker.drain();
  assert(queue.claims <= 3, `${queue.claims} looks`);
});

Deno.test("a rate limit pauses its chat alone, for as long as Telegram says", async () => {
  const bench = createBench();
  const { queue, telegram, timers, log, worker } = bench;
  queue.add(owed(-1, 1), owed(-1, 2), owed(-2, 1));
  let limited = true;
  telegram.respond = ({ chatId }) =>
    limited && chatId === -1
      ? { ok: false, error_code: 429, description: "Too Many", parameters: { retry_after: 7 } }
      : fine;
  await worker.drain();
  assert.deepEqual(telegram.seen.toSorted(), ["-1/1", "-2/1"], "-1/2 is not even tried");
  assert.equal(timers.nextInMs, 7000);
  assert.deepEqual([...messages(log, "warn"), ...messages(log, "error")], []);

  // What is added meanwhile waits too.
  queue.add(owed(-1, 3));
  await worker.drain();
  assert.equal(telegram.calls.length, 2);
  limited = false;
  timers.advance(6999);
  await worker.drain();
  assert.equal(telegram.calls.length, 2);
  timers.advance(1);
  await worker.drain();
  assert.deepEqual(telegram.seen.slice(2), ["-1/1", "-1/2", "-1/3"]);
  assert.equal(states(bench), "completed completed completed completed");
});

Deno.test("trouble at Telegram is waited out, twice as long each time, at most an hour", async () => {
  const bench = createBench();
  const { queue, telegram, timers, log, worker } = bench;
  queue.add(owed(-1, 1));
  telegram.respond = () => trouble;
  const delays: number[] = [];
  for (let attempt = 1; attempt < lastAttempt; attempt++) {
    await worker.drain();
    const due = queue.rows[0]?.dueAt ?? 0;
    delays.push((due - timers.now()) / 1000);
    timers.advance(due - timers.now());
  }
  assert.deepEqual(delays.slice(0, 5), [1, 2, 4, 8, 16]);
  assert.equal(Math.max(...delays), 3600);
  assert(timers.now() > 24 * 3600_000, "it was tried for a day");
  assert.equal(states(bench), "waiting");
  assert.deepEqual(messages(log, "error"), []);

  await worker.drain();
  assert.equal(states(bench), "abandoned");
  assert.deepEqual(messages(log, "error"), ["Gave up a delivery"]);
  assert.equal(queue.rows[0]?.error, "deleteMessage: 502 Bad Gateway");
});

Deno.test("a call that fails again and again does not hold up its chat for long", async () => {
  const bench = createBench();
  const { queue, telegram, timers, worker } = bench;
  queue.add(owed(-1, 1));
  telegram.respond = ({ messageId }) => messageId === 1 ? trouble : fine;
  for (let attempt = 1; attempt <= 8; attempt++) {
    await worker.drain();
    timers.advance((queue.rows[0]?.dueAt ?? 0) - timers.now());
  }
  await worker.drain();
  queue.add(owed(-1, 2));
  timers.advance(5000);
  await worker.drain();
  assert.equal(states(bench), "waiting completed");
});

Deno.test("what can never be delivered is given up at once and visibly", async (t) => {
  for (
    const [code, description, level] of [
      [403, "Forbidden: bot was kicked from the supergroup chat", "warn"],
      [400, "Bad Request: chat not found", "warn"],
      [400, "Bad Request: can't parse entities", "error"],
    ] as const
  ) {
    await t.step(description, async () => {
      const bench = createBench();
      const { queue, telegram, log, worker } = bench;
      queue.add(owed(-1, 1), owed(-1, 2));
      telegram.respond = ({ messageId }) =>
        messageId === 1 ? { ok: false, error_code: code, description } : fine;
      await worker.drain();
      assert.equal(states(bench), "abandoned completed");
      assert.deepEqual(messages(log, level), ["Gave up a delivery"]);
      assert.equal(telegram.calls.length, 2);
    });
  }
});

Deno.test("a broken connection is tried again, and no line holds the token", async () => {
  const bench = createBench();
  const { queue, telegram, timers, log, worker } = bench;
  queue.add(owed(-1, 1));
  telegram.respond = () => "broken";
  await worker.drain();
  assert.equal(states(bench), "waiting");
  telegram.respond = () => fine;
  timers.advance(1000);
  await worker.drain();
  assert.equal(states(bench), "completed");
  assert.deepEqual(messages(log, "warn"), ["Postponed a delivery"]);
  assert(!Deno.inspect(log.lines, { depth: 9 }).includes(token));
  assert(!Deno.inspect(queue.rows, { depth: 9 }).includes(token));
});

Deno.test("what is due later gets a timer, and no tick is needed for it", async () => {
  const bench = createBench();
  const { queue, telegram, timers, worker } = bench;
  telegram.respond = () => fine;
  queue.add(owed(-1, 1, 42));
  await worker.drain();
  assert.equal(telegram.calls.length, 0);
  timers.advance(42_000);
  await worker.drain();
  assert.equal(states(bench), "completed");
});

Deno.test("stopping finishes what is in the air and gives the rest back", async () => {
  const bench = createBench();
  const { queue, telegram, timers, worker } = bench;
  queue.add(owed(-1, 1), owed(-1, 2));
  worker.wake();
  const inTheAir = await telegram.called(1);
  const stopped = worker.stop();
  queue.add(owed(-2, 1));
  worker.wake();
  inTheAir.answer();
  await stopped;
  assert.equal(telegram.calls.length, 1);
  assert.equal(states(bench), "completed waiting waiting");
  assert.deepEqual(queue.rows.slice(1).map((row) => row.leasedUntil), [0, 0]);
  assert.equal(timers.nextInMs, null);
});

Deno.test("what waited for its turn longer than its lease is left to others", async () => {
  const bench = createBench();
  const { queue, telegram, timers, worker } = bench;
  queue.add(owed(-1, 1), owed(-1, 2));
  worker.wake();
  const slow = await telegram.called(1);
  const lease = queue.rows[1]?.leasedUntil ?? 0;
  timers.advance(lease - timers.now() - 1000);
  telegram.respond = () => fine;
  slow.answer();
  await worker.drain();
  assert.deepEqual(telegram.seen, ["-1/1"]);
  assert.equal(states(bench), "completed waiting");
  timers.advance(1000);
  await worker.drain();
  assert.equal(states(bench), "completed completed");
});

Deno.test("a database that is away is asked again, and a drain says so", async () => {
  const bench = createBench();
  const { queue, telegram, timers, log, worker } = bench;
  telegram.respond = () => fine;
  queue.add(owed(-1, 1));
  queue.failures.push(new Error("the connection was closed"));
  await assert.rejects(worker.drain(), /the connection was closed/);
  assert.equal(messages(log, "error").length, 1);
  timers.advance(5000);
  await telegram.called(1);
  await worker.drain();
  assert.equal(states(bench), "completed");
});

Deno.test("what was sent but could not be recorded is not sent again at once", async () => {
  const bench = createBench();
  const { queue, telegram, timers, log, worker } = bench;
  queue.add(owed(-1, 1));
  telegram.respond = () => {
    if (telegram.calls.length === 1) queue.failures.push(new Error("deadlock detected"));
    return fine;
  };
  await worker.drain();
  assert.equal(states(bench), "waiting");
  assert.equal(telegram.calls.length, 1);
  assert.equal(messages(log, "error").length, 2);
  timers.advance(1000);
  await worker.drain();
  assert.equal(states(bench), "completed");
});
