import assert from "node:assert/strict";
import type { Log } from "../../../src/desk/ports.ts";
import { createTelemetry } from "../../../src/observability/create_telemetry.ts";
import { openProfiler, type Profiler } from "../../../src/observability/profiler/open_profiler.ts";
import type { ProfilePayload } from "../../../src/observability/profiler/sample_profile.ts";
import {
  createTransactionProfiler,
  type ProfilingOptions,
  startProfiling,
} from "../../../src/observability/sentry/transaction_profiler.ts";
import type { TransactionProfiler } from "../../../src/observability/sentry_link.ts";
import { startFakeSentry } from "../fake_sentry.ts";
import { busyFunction } from "../profiler/busy_function.ts";

const options: ProfilingOptions = {
  rate: 1,
  root: new URL("../../../", import.meta.url),
  release: "roadcall@test",
  environment: "test",
};
const claim = { name: "button claim", op: "telegram.update" };

const payload: ProfilePayload = {
  event_id: "c".repeat(32),
  version: "1",
  platform: "node",
  timestamp: "2026-03-01T03:00:00.250Z",
  release: "roadcall@test",
  environment: "test",
  os: { name: "linux", version: "" },
  runtime: { name: "deno", version: "2" },
  device: {
    architecture: "x86_64",
    is_emulator: false,
    locale: "en",
    manufacturer: "",
    model: "",
  },
  transaction: { id: "a", name: "b", trace_id: "c", active_thread_id: "0" },
  profile: { samples: [], stacks: [], frames: [], thread_metadata: { "0": { name: "main" } } },
};

/** A profiler that always has the same to tell. */
function createFake(told: ProfilePayload | null) {
  const said: string[] = [];
  const profiler: TransactionProfiler = {
    start() {
      said.push("start");
      return {
        stop: () => void said.push("stop"),
        finish() {
          said.push("finish");
          return Promise.resolve(told);
        },
      };
    },
  };
  return { profiler, said };
}

Deno.test("profiles: one comes in its transaction's envelope, and each names the other", async () => {
  const profiler = await openProfiler({ now: () => performance.now() });
  assert.ok(profiler !== null);
  const { sentry, receive, bodies } = startFakeSentry();
  const telemetry = createTelemetry({
    sentry,
    profiler: createTransactionProfiler(profiler, options),
  });
  await telemetry.isolated(claim, async () => {
    await telemetry.traced("claim_incident", "db.query", () => {
      busyFunction({ milliseconds: 150 });
      return Promise.resolve();
    });
  });
  const [transaction] = await receive("transaction");
  const [profile] = await receive("profile");
  profiler.close();
  assert.ok(transaction && profile);
  assert.equal(bodies.filter((body) => body.includes('"type":"profile"')).length, 1);
  assert.equal(profile.envelope, transaction.envelope);
  const told: ProfilePayload = profile.payload;
  const event = transaction.payload;
  assert.equal(event.contexts.profile.profile_id, told.event_id);
  assert.deepEqual(told.transaction, {
    id: event.event_id,
    name: "button claim",
    trace_id: event.contexts.trace.trace_id,
    active_thread_id: "0",
  });
  assert.equal(told.release, "roadcall@test");
  assert.equal(told.environment, "test");
  // The SDK has rounded nothing: both have milliseconds of the same moment.
  assert.ok(Math.abs(Date.parse(told.timestamp) - event.start_timestamp * 1_000) <= 1);
  const lasted = (event.timestamp - event.start_timestamp) * 1e9;
  const times = told.profile.samples.map((sample) => Number(sample.elapsed_since_start_ns));
  assert.ok(times.every((time) => time >= 0 && time <= lasted + 1_000));
  const innermost = told.profile.samples.map(({ stack_id }) =>
    told.profile.frames[told.profile.stacks[stack_id]?.[0] ?? -1]?.function
  );
  // V8's own work is not ours to choose.
  const ours = innermost.filter((name) => !name?.startsWith("("));
  const busy = ours.filter((name) => name === "busyFunction").length;
  assert.ok(busy > ours.length / 2, innermost.join());
});

Deno.test("profiles: the time that starting one takes is not the transaction's", async () => {
  const { sentry, receive } = startFakeSentry();
  let startedBy = 0;
  const { profiler } = createFake(payload);
  const slow: TransactionProfiler = {
    start() {
      busyFunction({ milliseconds: 20 });
      startedBy = Date.now();
      return profiler.start();
    },
  };
  await createTelemetry({ sentry, profiler: slow }).isolated(claim, () => Promise.resolve());
  const [transaction] = await receive("transaction");
  // The clocks differ by less than the 20 ms that would show.
  assert.ok(transaction?.payload.start_timestamp * 1_000 > startedBy - 10);
});

Deno.test("profiles: only what the rate of traces has chosen is profiled", async () => {
  const { sentry, receive } = startFakeSentry({ tracesSampleRate: 1e-9 });
  const { profiler, said } = createFake(payload);
  const telemetry = createTelemetry({ sentry, profiler });
  await assert.rejects(telemetry.isolated(claim, () => Promise.reject(new Error("broken"))));
  const [transaction] = await receive("transaction");
  assert.equal(transaction?.payload.contexts.profile, undefined);
  assert.deepEqual(await receive("profile"), []);
  assert.deepEqual(said, []);
});

Deno.test("profiles: a profile that saw too little leaves the transaction without one", async () => {
  const { sentry, receive } = startFakeSentry();
  const { profiler, said } = createFake(null);
  await createTelemetry({ sentry, profiler }).isolated(claim, () => Promise.resolve());
  const [transaction] = await receive("transaction");
  assert.ok(transaction);
  assert.equal(transaction.payload.contexts.profile, undefined);
  assert.deepEqual(await receive("profile"), []);
  assert.deepEqual(said, ["start", "stop", "finish"]);
});

Deno.test("profiles: they are scrubbed like everything else", async () => {
  const token = `987654321:${"A".repeat(35)}`;
  const { sentry, receive, bodies } = startFakeSentry({ secrets: ["a very secret thing"] });
  const { profiler } = createFake({
    ...payload,
    profile: {
      ...payload.profile,
      frames: [
        { function: `bot${token}`, in_app: true },
        { function: "f", abs_path: "a very secret thing.ts", in_app: true },
      ],
    },
  });
  await createTelemetry({ sentry, profiler }).isolated(claim, () => Promise.resolve());
  assert.equal((await receive("profile")).length, 1);
  for (const body of bodies) {
    assert.equal(body.includes(token), false);
    assert.equal(body.includes("a very secret thing"), false);
  }
});

Deno.test("profiles: the rate chooses among the transactions", () => {
  const { said, profiler } = createFake(null);
  const counted: Profiler = {
    start() {
      profiler.start();
      return { stop: () => Promise.resolve(null) };
    },
    close() {},
  };
  const chances = [0.24, 0.25, 0.9, 0];
  const quarter = createTransactionProfiler(
    counted,
    { ...options, rate: 0.25 },
    () => chances.shift() ?? 1,
  );
  const chosen = [1, 2, 3, 4].map(() => quarter.start() !== null);
  assert.deepEqual(chosen, [true, false, false, true]);
  assert.equal(said.length, 2);
});

Deno.test({
  name: "profiles: without --allow-sys they are off, and one line of the log says so",
  permissions: { sys: false },
  async fn() {
    const lines: string[] = [];
    const note = (message: string) => void lines.push(message);
    const log: Log = { debug: note, info: note, warn: note, error: note, child: () => log };
    assert.equal(await startProfiling(options, log), null);
    assert.deepEqual(lines, ["Profiles are off, since Deno was started without --allow-sys"]);
    assert.equal(await startProfiling({ ...options, rate: 0 }, log), null);
    assert.equal(lines.length, 1);
  },
});
