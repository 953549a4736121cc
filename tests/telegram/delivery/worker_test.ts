import assert from "node:assert/strict";
import { parseUpdateId } from "../../../src/people/ids.ts";
import { leaseSeconds } from "../../../src/telegram/delivery/hold_deliveries.ts";
import type { FakeQueue } from "./fake_queue.ts";
import type { ManualTimers } from "./manual_timers.ts";
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

Deno.test("right after a look that found nothing, many wakes are one look a moment later", async () => {
  const { queue, timers, worker } = createBench();
  await worker.drain();
  const { claims } = queue;
  for (let wake = 0; wake < 10; wake++) worker.wake();
  await nextTurn();
  assert.equal(queue.claims, claims);
  timers.advance(50);
  await nextTurn();
  assert.equal(queue.claims, claims + 1);
  // Whoever has to know looks at once.
  await worker.drain();
  assert.equal(queue.claims, claims + 2);
});

Deno.test("a chat that is done with one message gets the next at once, whatever others found", async () => {
  const { queue, telegram, worker } = createBench();
  queue.add(owed(-1, 1), owed(-1, 2));
  worker.wake();
  const first = await telegram.called(1);
  const { claims } = queue;
  worker.wake();
  queue.add(owed(-1, 3));
  await nextTurn();
  assert.equal(queue.claims, claims + 1);
  first.answer();
  (await telegram.called(2)).answer();
  assert.equal((await telegram.called(3)).chatId, -1);
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

/** Whatever could begin without time passing has begun then. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

const cut = new Error("the connection was closed");
const isOutage = (error: unknown) => error === cut;

/** The database is away until that ends. */
function setAway({ failures }: FakeQueue): { end(): void } {
  Object.assign(failures, { shift: () => cut });
  return { end: () => void Object.assign(failures, { shift: () => undefined }) };
}

/** Time goes on for everybody, in small steps, each with all that comes of it. */
async function live(timers: ManualTimers, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    timers.advance(1000);
    await nextTurn();
  }
}

Deno.test("what is in hand is held on to, however long Telegram takes", async () => {
  const bench = createBench();
  const { queue, telegram, timers, worker } = bench;
  queue.add(owed(-1, 1), owed(-1, 2));
  worker.wake();
  const slow = await telegram.called(1);
  const other = bench.addReplica();
  other.wake();
  await live(timers, 60);
  assert.deepEqual(telegram.seen, ["-1/1"], "the other one leaves it alone");
  telegram.respond = () => fine;
  slow.answer();
  await worker.drain();
  assert.deepEqual(telegram.seen, ["-1/1", "-1/2"]);
  assert.equal(states(bench), "completed completed");
  await worker.stop();
  await other.stop();
  assert.equal(timers.nextInMs, null);
});

Deno.test("what a killed replica had in hand is taken over within 15 seconds", async () => {
  const bench = createBench();
  const { queue, telegram, timers, worker } = bench;
  worker.wake();
  await worker.drain();
  queue.add(owed(-1, 1), owed(-1, 2));
  bench.addReplica("killed").wake();
  await telegram.called(1);
  telegram.respond = () => fine;
  await live(timers, leaseSeconds - 1);
  assert.deepEqual(telegram.seen, ["-1/1"]);
  await live(timers, 15 - leaseSeconds + 1);
  assert.deepEqual(telegram.seen, ["-1/1", "-1/1", "-1/2"]);
  assert.equal(states(bench), "completed completed");
  await worker.stop();
});

Deno.test("what could not be held on to is not begun any more", async () => {
  const bench = createBench(16, { isOutage });
  const { queue, telegram, timers, worker } = bench;
  queue.add(owed(-1, 1), owed(-1, 2));
  worker.wake();
  const slow = await telegram.called(1);
  const away = setAway(queue);
  await live(timers, 9);
  telegram.respond = () => fine;
  away.end();
  slow.answer();
  await worker.drain();
  assert.deepEqual(telegram.seen, ["-1/1"]);
  assert.equal(states(bench), "completed waiting");
  await live(timers, 5);
  assert.equal(states(bench), "completed completed");
  await worker.stop();
});

Deno.test("what was sent while the database was away is recorded, and not sent again", async () => {
  const bench = createBench(16, { isOutage });
  const { queue, telegram, timers, log, worker } = bench;
  const other = bench.addReplica();
  other.wake();
  await other.drain();
  timers.advance(500);
  queue.add(owed(-1, 1));
  worker.wake();
  const call = await telegram.called(1);
  // For longer than a lease; and it is back just before the other one looks again.
  const away = setAway(queue);
  call.answer();
  await live(timers, 63);
  telegram.respond = () => fine;
  away.end();
  await live(timers, 10);
  assert.deepEqual(telegram.seen, ["-1/1"]);
  assert.equal(states(bench), "completed");
  assert.equal(messages(log, "warn").length, 1);
  queue.add(owed(-2, 1));
  await live(timers, 10);
  assert.equal(states(bench), "completed completed", "all goes on");
  await worker.stop();
  await other.stop();
  assert.equal(timers.nextInMs, null);
});

Deno.test("who stops while the database is away does not wait for it", async () => {
  const bench = createBench(16, { isOutage });
  const { queue, telegram, log, worker } = bench;
  queue.add(owed(-1, 1));
  worker.wake();
  const call = await telegram.called(1);
  setAway(queue);
  call.answer();
  await worker.stop();
  assert.equal(states(bench), "waiting");
  assert.equal(messages(log, "error").length, 2);
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
