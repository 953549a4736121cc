import assert from "node:assert/strict";
import { GrammyError } from "grammy";
import { createRecordedTelemetry } from "../../observability/recorded_telemetry.ts";
import { createBench, fine, owed, states, trouble } from "./bench.ts";

function createWatchedBench(isOutage = (_: unknown) => false) {
  const telemetry = createRecordedTelemetry();
  return { ...createBench(16, { telemetry, isOutage }), telemetry };
}

function refusal(error_code: number, description: string) {
  return { ok: false, error_code, description } as const;
}

Deno.test("a chat's deliveries are one trace, and each a part of it with a scope of its own", async () => {
  const bench = createWatchedBench();
  const { queue, telegram, timers, worker, telemetry } = bench;
  telegram.respond = () => fine;
  queue.add(owed(-1, 1), owed(-1, 2), owed(77, 3));
  timers.advance(4000);
  await worker.drain();
  const batches = telemetry.pieces.filter(({ isolated }) => isolated);
  assert.deepEqual(batches.map(({ span }) => [span.name, span.op, span.attributes]), [
    ["deliver", "queue.batch", { "messaging.batch.message_count": 2 }],
    ["deliver", "queue.batch", { "messaging.batch.message_count": 1 }],
  ]);
  const parts = telemetry.pieces.filter(({ isolated }) => !isolated);
  assert.deepEqual(parts.map(({ tags, contexts }) => [tags, contexts]), [
    [{}, { delivery: { kind: "delete_message", attempt: 1 } }],
    [{ user_id: 77 }, { delivery: { kind: "delete_message", attempt: 1 } }],
    [{}, { delivery: { kind: "delete_message", attempt: 1 } }],
  ]);
  assert.deepEqual(batches.map(({ contexts }) => contexts), [{}, {}], "nothing of theirs is kept");
  assert.deepEqual(parts[0]?.span.attributes, {
    "messaging.system": "roadcall",
    "messaging.destination.name": "deliveries",
    "messaging.message.id": "1",
    "messaging.message.receive.latency": 4000,
    "messaging.message.retry.count": 0,
    "delivery.kind": "delete_message",
  });
  assert.deepEqual(
    telemetry.measured("delivery.lag").map(({ value, attributes }) => [
      value,
      attributes,
    ]),
    Array.from({ length: 3 }, () => [4, { kind: "delete_message" }]),
  );
  assert.deepEqual(telemetry.events, []);
});

Deno.test("trouble that is waited out is counted, and an event once it has outlived it", async () => {
  const bench = createWatchedBench();
  const { queue, telegram, timers, worker, telemetry } = bench;
  queue.add(owed(-1, 1));
  telegram.respond = () => trouble;
  while (states(bench) === "waiting") {
    await worker.drain();
    timers.advance((queue.rows[0]?.dueAt ?? 0) - timers.now());
  }
  assert.equal(states(bench), "abandoned");
  const lastAttempt = telegram.calls.length;
  assert.equal(telemetry.measured("delivery.retry").length, lastAttempt - 1);
  assert.equal(telemetry.measured("delivery.abandoned").length, 1);
  const outlived = telemetry.events.filter(({ context }) => context.outlivedRetries);
  assert.equal(outlived.length, 1);
  // The others are expected, and only counted by whoever captures them.
  assert.equal(telemetry.events.length, lastAttempt);
  const [event] = outlived;
  assert.ok(event?.what instanceof GrammyError);
  assert.deepEqual(event?.contexts.delivery, { kind: "delete_message", attempt: lastAttempt });
});

Deno.test("who blocked the bot is given up without an event that had to be looked at", async () => {
  const bench = createWatchedBench();
  const { queue, telegram, worker, telemetry } = bench;
  queue.add(owed(77, 1));
  telegram.respond = () => refusal(403, "Forbidden: bot was blocked by the user");
  await worker.drain();
  assert.equal(states(bench), "abandoned");
  assert.deepEqual(telemetry.events.map(({ context }) => context), [
    { level: "warning", outlivedRetries: false },
  ]);
  assert.equal(telemetry.pieces[1]?.span.failed, false, "it is part of life");
});

Deno.test("a refusal that is dealt with is counted, and no event", async () => {
  const bench = createWatchedBench();
  const { queue, telegram, worker, telemetry } = bench;
  queue.add(owed(-1, 1));
  telegram.respond = () => refusal(400, "Bad Request: message to delete not found");
  await worker.drain();
  assert.equal(states(bench), "completed");
  assert.deepEqual(telemetry.events, []);
  assert.deepEqual(
    telemetry.measured("telegram.expected_error").map(({ attributes }) => attributes),
    [{ kind: "delete_impossible", method: "deleteMessage" }],
  );
});

Deno.test("what nobody expects is an event at the first try, and not at each", async () => {
  const bench = createWatchedBench();
  const { queue, telegram, timers, worker, telemetry } = bench;
  queue.add(owed(-1, 1));
  telegram.respond = () => refusal(401, "Unauthorized");
  for (let attempt = 1; attempt <= 3; attempt++) {
    await worker.drain();
    timers.advance((queue.rows[0]?.dueAt ?? 0) - timers.now());
  }
  assert.equal(telemetry.events.length, 1);
  assert.equal(telemetry.pieces[1]?.span.failed, true);
});

Deno.test("a database that is away is told by the store alone", async () => {
  const gone = new Error("the connection was closed");
  for (const [outage, events] of [[true, 0], [false, 1]] as const) {
    const { queue, worker, telemetry } = createWatchedBench((error) => outage && error === gone);
    queue.failures.push(gone);
    await assert.rejects(worker.drain(), gone);
    assert.equal(telemetry.events.length, events);
  }
});

Deno.test("the worker's own work is no part of whoever wakes it", async () => {
  const { queue, telegram, timers, worker, telemetry } = createWatchedBench();
  telegram.respond = () => fine;
  queue.add(owed(-1, 1), owed(-1, 2, 60));
  const { claimDue } = queue.store.deliveries;
  Object.assign(queue.store.deliveries, {
    claimDue: (...args: Parameters<typeof claimDue>) => {
      telemetry.addBreadcrumb({ category: "test", message: "claimed" });
      return claimDue(...args);
    },
  });
  await telemetry.isolated({ name: "tick", op: "test" }, () => {
    worker.wake();
    return Promise.resolve();
  });
  await worker.drain();
  timers.advance(60_000);
  await worker.drain();
  assert.deepEqual(telemetry.getPiece("tick").breadcrumbs, []);
  assert.deepEqual(telemetry.getPiece("tick").span.children, []);
  assert.ok(telemetry.strays.includes("breadcrumb claimed"));
});
