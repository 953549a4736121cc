import assert from "node:assert/strict";
import { giveUpAfterMs, planRetry } from "../../../src/telegram/delivery/plan_retry.ts";
import { createBench, fine, messages, owed, states, trouble } from "./bench.ts";
import { token } from "./fake_telegram.ts";

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
  assert(timers.nextInMs !== null);
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
  // It was due long before anybody came to try it, which is no failure.
  timers.advance(30 * 3600_000);
  const began = timers.now();
  while (timers.now() < began + giveUpAfterMs) {
    await worker.drain();
    assert.equal(states(bench), "waiting");
    const due = queue.rows[0]?.dueAt ?? 0;
    delays.push((due - timers.now()) / 1000);
    timers.advance(due - timers.now());
  }
  assert.deepEqual(delays.slice(0, 5), [1, 2, 4, 8, 16]);
  assert.equal(Math.max(...delays), 3600);
  assert.equal(timers.now() - began, giveUpAfterMs, "the last try is a day after the first");
  assert.deepEqual(messages(log, "error"), []);

  await worker.drain();
  assert.equal(states(bench), "abandoned");
  assert.deepEqual(messages(log, "error"), ["Gave up a delivery"]);
  assert.equal(queue.rows[0]?.error, "deleteMessage: 502 Bad Gateway");
});

Deno.test("once something gets through, what waits long after failures is tried", async () => {
  const bench = createBench();
  const { queue, telegram, timers, worker } = bench;
  queue.add(owed(-1, 1), owed(-2, 1));
  telegram.respond = () => trouble;
  for (let attempt = 1; attempt <= 10; attempt++) {
    await worker.drain();
    timers.advance(Math.max(0, ...queue.rows.map(({ dueAt }) => dueAt - timers.now())));
  }
  await worker.drain();
  assert.equal(states(bench), "waiting waiting");
  assert.deepEqual(queue.rows.map(({ dueAt }) => dueAt - timers.now()), [1_024_000, 1_024_000]);
  telegram.respond = () => fine;
  queue.add(owed(-3, 1));
  await worker.drain();
  timers.advance(5_000);
  await worker.drain();
  assert.equal(states(bench), "completed completed completed");
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

Deno.test("waits are spread downwards by a quarter at most, and never beyond the end", () => {
  const seconds = (attempt: number, failingMs: number, random: number) => {
    const plan = planRetry(null, { attempt, failingMs, random });
    return plan.type === "postpone" ? plan.seconds : null;
  };
  assert.equal(seconds(13, 0, 0), 3600);
  assert.equal(seconds(13, 0, 0.999), 2701);
  assert.equal(seconds(200, 0, 0), 3600);
  assert.equal(seconds(30, giveUpAfterMs - 90_500, 0), 91);
  assert.equal(seconds(2, giveUpAfterMs - 1, 0), 1);
  assert.equal(seconds(2, giveUpAfterMs, 0), null);
});
