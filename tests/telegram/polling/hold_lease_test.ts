import assert from "node:assert/strict";
import type { Lease } from "../../../src/desk/lease.ts";
import { holdLease, leaseSeconds } from "../../../src/telegram/polling/hold_lease.ts";
import { createRecordedLog } from "../recorded_log.ts";
import { createManualPause, type ManualPause } from "./manual_pause.ts";

/** One lease in a database, by the same clock as the replicas'. */
function createSharedLease(pause: ManualPause) {
  let held: { by: string; until: number } | null = null;
  let failing = false;
  return {
    get holder() {
      return held !== null && held.until > pause.now() ? held.by : null;
    },
    setFailing: (now: boolean) => void (failing = now),
    of: (by: string): Lease => ({
      take() {
        if (failing) return Promise.reject(new Error("connection refused"));
        const free = held === null || held.by === by || held.until <= pause.now();
        if (free) held = { by, until: pause.now() + leaseSeconds * 1000 };
        return Promise.resolve(free);
      },
      release() {
        if (failing) return Promise.reject(new Error("connection refused"));
        if (held?.by === by) held = null;
        return Promise.resolve();
      },
    }),
  };
}

function createStage() {
  const pause = createManualPause();
  const shared = createSharedLease(pause);
  const working = new Set<string>();
  const log = createRecordedLog();
  const start = (name: string) => {
    const stopping = new AbortController();
    const finished = holdLease({
      lease: shared.of(name),
      async work(lost) {
        assert.equal(working.size, 0, "nobody else is at work");
        working.add(name);
        await new Promise<void>((resolve) => lost.addEventListener("abort", () => resolve()));
        working.delete(name);
      },
      log,
      pause,
      now: pause.now,
      stopping: stopping.signal,
    });
    return { stop: () => stopping.abort(), finished };
  };
  return { pause, shared, working, log, start };
}

Deno.test("one works, the other stands by, and takes over when the first one hands back", async () => {
  const { pause, working, log, start } = createStage();
  const first = start("first");
  await pause.advance(0);
  const second = start("second");
  await pause.advance(60_000);
  assert.deepEqual([...working], ["first"]);
  first.stop();
  await first.finished;
  await pause.advance(2_000);
  assert.deepEqual([...working], ["second"]);
  second.stop();
  await second.finished;
  assert.deepEqual(log.lines.map(({ message }) => message), [
    "Another replica fetches updates; this one stands by",
    "This replica fetches updates from now on",
  ]);
});

Deno.test("a killed one is taken over from within 15 seconds, and not before its lease is over", async () => {
  const { pause, shared, working, start } = createStage();
  // It took the lease and is heard of no more.
  await shared.of("killed").take();
  const next = start("next");
  await pause.advance(leaseSeconds * 1000 - 1);
  assert.deepEqual([...working], []);
  await pause.advance(15_000 - leaseSeconds * 1000);
  assert.deepEqual([...working], ["next"]);
  next.stop();
  await next.finished;
});

Deno.test("who cannot renew stops before another one may begin, and begins again", async () => {
  const { pause, shared, working, log, start } = createStage();
  const first = start("first");
  await pause.advance(7_000);
  shared.setFailing(true);
  await pause.advance(leaseSeconds * 1000 - 2_000);
  assert.deepEqual([...working], []);
  assert.equal(shared.holder, "first", "not over yet");
  await pause.advance(120_000);
  shared.setFailing(false);
  await pause.advance(2_000);
  assert.deepEqual([...working], ["first"]);
  assert.equal(log.lines.filter(({ message }) => /does not say who/.test(message)).length, 1);
  first.stop();
  await first.finished;
});

Deno.test("a renewal that hangs is not waited for", async () => {
  const { pause, shared, working } = createStage();
  const lease = shared.of("first");
  let takes = 0;
  const stopping = new AbortController();
  const finished = holdLease({
    lease: { ...lease, take: () => ++takes === 1 ? lease.take() : new Promise(() => {}) },
    async work(lost) {
      working.add("first");
      await new Promise<void>((resolve) => lost.addEventListener("abort", () => resolve()));
      working.delete("first");
      stopping.abort();
    },
    log: createRecordedLog(),
    pause,
    now: pause.now,
    stopping: stopping.signal,
  });
  await pause.advance(leaseSeconds * 1000 - 2_001);
  assert.equal(working.size, 1);
  await pause.advance(1);
  assert.equal(working.size, 0);
  await finished;
});

Deno.test("what ends the work ends all of it, and hands the lease back", async () => {
  const { pause, shared } = createStage();
  const finished = holdLease({
    lease: shared.of("first"),
    work: () => Promise.reject(new TypeError("refused for good")),
    log: createRecordedLog(),
    pause,
    now: pause.now,
    stopping: new AbortController().signal,
  });
  await assert.rejects(finished, /refused for good/);
  assert.equal(shared.holder, null);
});
