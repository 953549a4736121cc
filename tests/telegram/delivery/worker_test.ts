import assert from "node:assert/strict";
import { parseUpdateId } from "../../../src/people/ids.ts";
import { createBench, fine, messages, owed, states } from "./bench.ts";

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

Deno.test("an update's own are waited for, and not what others are owed", async () => {
  const bench = createBench();
  const { queue, telegram, worker } = bench;
  const update = parseUpdateId(7);
  queue.add(owed(-1, 1), owed(-2, 1));
  queue.addOf(update, owed(-1, 2), owed(-3, 1), owed(-3, 2, 60));
  telegram.respond = ({ chatId }) => chatId === -2 ? undefined : fine;
  await worker.deliverOwn(update, new AbortController().signal);
  assert.deepEqual(telegram.seen.filter((seen) => !seen.startsWith("-2/")).toSorted(), [
    "-1/1",
    "-1/2",
    "-3/1",
  ]);
  assert.equal(queue.rows[1]?.state, "waiting", "chat -2 hangs, and that is nobody's fault");
  for (const call of telegram.calls) call.answer();
  await worker.drain();
  assert.equal(states(bench), "completed completed completed completed waiting");
});

Deno.test("an update's own are waited for only as long as is asked", async () => {
  const bench = createBench();
  const { queue, telegram, worker } = bench;
  const update = parseUpdateId(7);
  queue.addOf(update, owed(-1, 1));
  const over = new AbortController();
  let tried = false;
  const own = worker.deliverOwn(update, over.signal).then(() => tried = true);
  const call = await telegram.called(1);
  await worker.deliverOwn(update, AbortSignal.abort());
  assert.equal(tried, false, "Telegram has not answered");
  telegram.respond = () => fine;
  call.answer();
  await own;
  await worker.drain();
  assert.equal(states(bench), "completed");
});

Deno.test("what another replica is at work on is left to it, and a database that fails too", async () => {
  const { queue, telegram, log, worker } = createBench();
  const update = parseUpdateId(7);
  queue.addOf(update, owed(-1, 1));
  const row = queue.rows[0];
  assert.ok(row !== undefined);
  Object.assign(row, { leasedUntil: Infinity });
  await worker.deliverOwn(update, new AbortController().signal);
  queue.failures.push(new Error("cut"));
  await worker.deliverOwn(update, new AbortController().signal);
  assert.equal(telegram.calls.length, 0);
  assert.equal(messages(log, "warn").length, 1);
  await worker.stop();
});
