import assert from "node:assert/strict";
import fc from "fast-check";
import { monitors } from "../../src/observability/monitors.ts";
import { createStage, startOfMinute } from "./ticking.ts";

const minute = 60_000;
const fails = (message: string) => () => Promise.reject(new Error(message));

function statuses(checkIns: readonly { readonly status: string }[]): string {
  return checkIns.map(({ status }) => status).join(", ");
}

Deno.test("a tick that went well checks in and out, in the trace of its transaction", async () => {
  const stage = createStage();
  const tick = stage.createReplica("a", () => {
    stage.now += 2500;
    return Promise.resolve({ ran: 3 });
  });
  assert.deepEqual(await tick.run(), { ran: 3 });
  const checkIns = await stage.listCheckIns();
  assert.equal(statuses(checkIns), "in_progress, ok");
  const [began, ended] = checkIns;
  assert.equal(began?.id, ended?.id);
  assert.equal(began?.slug, monitors.tick.slug);
  assert.deepEqual(began?.config, {
    schedule: { type: "crontab", value: "* * * * *" },
    timezone: "UTC",
    checkin_margin: 2,
    max_runtime: 5,
    failure_issue_threshold: 2,
    recovery_threshold: 2,
  });
  const transactions = await stage.listTransactions();
  assert.deepEqual(transactions, [{ name: "reminder tick", traceId: ended?.traceId }]);
  assert.deepEqual(
    (await stage.listMetrics()).filter(({ name }) => name.startsWith("tick.")),
    [
      { name: "tick.duration", value: 2500, replica: undefined },
      { name: "tick.last", value: (startOfMinute + 2500) / 1000, replica: "a" },
    ],
  );
  assert.equal(stage.woken(), 1);
});

Deno.test("a tick that fails is an error check-in and one error event, in one trace", async () => {
  const stage = createStage();
  const tick = stage.createReplica("a", fails("no such table"));
  await assert.rejects(tick.run(), /no such table/);
  const checkIns = await stage.listCheckIns();
  assert.equal(statuses(checkIns), "in_progress, error");
  const errors = await stage.listErrors();
  assert.deepEqual(errors.map(({ message }) => message), ["no such table"]);
  const traces = [...checkIns, ...errors, ...await stage.listTransactions()];
  assert.equal(traces.length, 4);
  assert.equal(new Set(traces.map(({ traceId }) => traceId)).size, 1);
  assert.equal(stage.woken(), 1, "what is owed is sent all the same");
  assert.ok(stage.log.lines.some(({ level }) => level === "error"));
});

Deno.test("what Deno repeats within a minute is told once, whether it fails or not", async () => {
  const stage = createStage();
  let works = false;
  const tick = stage.createReplica("a", () => works ? Promise.resolve({ ran: 1 }) : fails("no")());
  // As Deno.cron did it, measured: each retry's seconds, then the next minute's only run.
  for (const seconds of [0, 0.1, 1, 6]) {
    stage.now = startOfMinute + seconds * 1000;
    await assert.rejects(tick.run());
  }
  works = true;
  stage.now = startOfMinute + 36_000;
  await tick.run();
  assert.equal(statuses(await stage.listCheckIns()), "in_progress, error");
  assert.equal((await stage.listErrors()).length, 1);

  works = false;
  stage.now = startOfMinute + minute + 36_000;
  await assert.rejects(tick.run());
  assert.equal(statuses(await stage.listCheckIns()), "in_progress, error, in_progress, error");
  assert.equal((await stage.listErrors()).length, 2);
});

Deno.test("several errors of one tick are told each, and none twice", async () => {
  const stage = createStage();
  const errors = [
    new Error("first timer"),
    new RangeError("second timer"),
    // A hundred timers that fail alike are no hundred errors.
    new Error("first timer"),
  ];
  const tick = stage.createReplica(
    "a",
    () => Promise.reject(new AggregateError(errors, "Some timers could not be run")),
  );
  await assert.rejects(tick.run(), AggregateError);
  const told = await stage.listErrors();
  assert.deepEqual(told.map(({ message }) => message), ["first timer", "second timer"]);
  assert.equal(new Set(told.map(({ traceId }) => traceId)).size, 1);
});

Deno.test("one replica checks in for all, and another one the minute after it died", async () => {
  const stage = createStage();
  const [a, b] = [stage.createReplica("a"), stage.createReplica("b")];
  const tellers: string[] = [];
  for (let index = 0; index < 4; index++) {
    stage.now = startOfMinute + index * minute;
    const before = (await stage.listCheckIns()).length;
    // After the second minute a is gone.
    await Promise.all(index < 2 ? [a.run(), b.run()] : [b.run()]);
    tellers.push(statuses((await stage.listCheckIns()).slice(before)));
  }
  assert.deepEqual(tellers, Array(4).fill("in_progress, ok"));
});

Deno.test("a replica that died in the middle of a minute's late run is missed in no other", async () => {
  const stage = createStage();
  const [a, b] = [stage.createReplica("a"), stage.createReplica("b")];
  stage.now = startOfMinute + 36_000;
  await a.run();
  stage.now = startOfMinute + minute;
  await b.run();
  assert.equal((await stage.listCheckIns()).length, 4);
});

Deno.test("with the database down whoever checked in last goes on, alone, and says so", async () => {
  const stage = createStage();
  const run = () =>
    stage.databaseIsDown ? fails("cannot be reached")() : Promise.resolve({ ran: 0 });
  const [a, b] = [stage.createReplica("a", run), stage.createReplica("b", run)];
  await a.run();
  await b.run();
  stage.databaseIsDown = true;
  for (let index = 1; index <= 2; index++) {
    stage.now = startOfMinute + index * minute;
    await assert.rejects(b.run());
    await assert.rejects(a.run());
  }
  const checkIns = await stage.listCheckIns();
  assert.equal(statuses(checkIns.slice(2)), "in_progress, error, in_progress, error");
  // Each replica's own, and one a tick, though neither its lease nor its work could be had.
  const errors = await stage.listErrors();
  assert.deepEqual(errors.map(({ message }) => message), Array(4).fill("the database is down"));
});

Deno.test("two runs at once in one replica are told of once", async () => {
  const stage = createStage();
  const tick = stage.createReplica("a");
  await Promise.all([tick.run(), tick.run()]);
  assert.equal(statuses(await stage.listCheckIns()), "in_progress, ok");
});

Deno.test("with Sentry off nobody checks in, and no lease is taken", async () => {
  const stage = createStage({ isWatched: false });
  const tick = stage.createReplica("a");
  assert.deepEqual(await tick.run(), { ran: 0 });
  assert.equal(stage.asked(), 0);
  assert.deepEqual(await stage.listCheckIns(), []);
});

Deno.test("stopping waits for the run in hand, and none begins after it", async () => {
  const stage = createStage();
  const { promise, resolve } = Promise.withResolvers<{ ran: number }>();
  let runs = 0;
  const tick = stage.createReplica("a", () => {
    runs += 1;
    return promise;
  });
  const running = tick.run();
  let stopped = false;
  const stopping = tick.stop().then(() => stopped = true);
  await new Promise((next) => setTimeout(next, 0));
  assert.equal(stopped, false);
  resolve({ ran: 1 });
  await Promise.all([running, stopping]);
  assert.deepEqual(await tick.run(), { ran: 0 });
  assert.equal(runs, 1);
});

Deno.test("however replicas tick, no minute with a tick is without its one check-in", async () => {
  const ticks = fc.array(
    fc.record({
      replica: fc.constantFrom("a", "b", "c"),
      minute: fc.nat(8),
      second: fc.nat(59),
    }),
    { minLength: 1, maxLength: 30 },
  );
  await fc.assert(
    fc.asyncProperty(ticks, async (plan) => {
      const stage = createStage();
      const replicas = new Map(["a", "b", "c"].map((name) => [name, stage.createReplica(name)]));
      const inOrder = plan.toSorted((x, y) => x.minute - y.minute || x.second - y.second);
      const told = new Map<number, number>();
      let before = 0;
      for (const each of inOrder) {
        stage.now = startOfMinute + each.minute * minute + each.second * 1000;
        await replicas.get(each.replica)?.run();
        const after = (await stage.listCheckIns()).length;
        told.set(each.minute, (told.get(each.minute) ?? 0) + after - before);
        before = after;
      }
      for (const [at, count] of told) {
        // The lease ends a little before its minute does, since clocks differ: whoever ticks in
        // those few seconds tells of the minute once more, which Sentry takes for one.
        assert.ok(count === 2 || count === 4, `minute ${at}: ${count / 2} runs told of`);
      }
    }),
    { numRuns: 30 },
  );
});
