import assert from "node:assert/strict";
import { createPayload } from "../../../src/observability/profiler/create_payload.ts";
import { createOriginalLocator } from "../../../src/observability/profiler/locate_original.ts";
import {
  openProfiler,
  type Profiler,
  type ProfilerOptions,
} from "../../../src/observability/profiler/open_profiler.ts";
import type { ProfilePayload } from "../../../src/observability/profiler/sample_profile.ts";
import { busyFunction, otherFunction } from "./busy_function.ts";

const root = new URL("../../../", import.meta.url);
const now = () => performance.now();

async function withProfiler(
  options: Partial<ProfilerOptions>,
  run: (profiler: Profiler) => Promise<void>,
): Promise<void> {
  const profiler = await openProfiler({ now, ...options });
  assert.ok(profiler !== null, "these tests run with --allow-sys");
  try {
    await run(profiler);
  } finally {
    profiler.close();
  }
}

const about = { root, release: "roadcall@test", environment: "test" };

/** The frames of our own that were innermost, with how often each was. */
function countOwn({ profile }: ProfilePayload): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { stack_id } of profile.samples) {
    const frame = profile.frames[profile.stacks[stack_id]?.[0] ?? -1];
    if (!frame?.in_app) continue;
    const told = `${frame.function} ${frame.abs_path}:${frame.lineno}`;
    counts.set(told, (counts.get(told) ?? 0) + 1);
  }
  return counts;
}

Deno.test("profiler: a busy function is the heaviest frame, at its line in the source", async () => {
  await withProfiler({}, async (profiler) => {
    const recording = profiler.start();
    assert.ok(recording !== null);
    // What is done before and after the transaction is not to be told.
    otherFunction({ milliseconds: 60 });
    const startedAt = new Date("2026-03-01T03:00:00.250Z");
    const start = now();
    busyFunction({ milliseconds: 60 });
    const end = now();
    otherFunction({ milliseconds: 60 });
    const recorded = await recording.stop();
    assert.ok(recorded !== null);
    const payload = await createPayload(
      recorded,
      { id: "a".repeat(32), name: "button claim", traceId: "b".repeat(32), start, end, startedAt },
      { ...about, locator: createOriginalLocator() },
    );
    assert.ok(payload !== null);

    const source = await Deno.readTextFile(new URL("busy_function.ts", import.meta.url));
    const line = source.split("\n").findIndex((each) => each.includes("function busyFunction")) + 1;
    const [heaviest] = [...countOwn(payload)].toSorted((a, b) => b[1] - a[1]);
    assert.equal(
      heaviest?.[0],
      `busyFunction tests/observability/profiler/busy_function.ts:${line}`,
    );

    const times = payload.profile.samples.map((each) => Number(each.elapsed_since_start_ns));
    assert.deepEqual(times, times.toSorted((a, b) => a - b));
    assert.ok(times.every((time) => time >= 0 && time <= (end - start) * 1e6));
    const callers = payload.profile.frames.map((frame) => frame.abs_path);
    assert.ok(callers.includes("tests/observability/profiler/open_profiler_test.ts"));
    assert.equal(JSON.stringify(payload).includes("file:"), false);
    assert.equal(JSON.stringify(payload).includes(root.pathname), false);

    const { profile: _, event_id, os, runtime, device, ...rest } = payload;
    assert.match(event_id, /^[0-9a-f]{32}$/);
    assert.equal(os.name, Deno.build.os);
    assert.deepEqual(runtime, { name: "deno", version: Deno.version.deno });
    assert.equal(device.architecture, Deno.build.arch);
    assert.deepEqual(rest, {
      version: "1",
      platform: "node",
      timestamp: "2026-03-01T03:00:00.250Z",
      release: "roadcall@test",
      environment: "test",
      transaction: {
        id: "a".repeat(32),
        name: "button claim",
        trace_id: "b".repeat(32),
        active_thread_id: "0",
      },
    });
  });
});

Deno.test("profiler: one at a time, and the next once it has ended", async () => {
  await withProfiler({}, async (profiler) => {
    const first = profiler.start();
    assert.ok(first !== null);
    assert.equal(profiler.start(), null);
    const ended = first.stop();
    assert.equal(ended, first.stop());
    await ended;
    const second = profiler.start();
    assert.ok(second !== null);
    await second.stop();
  });
});

Deno.test("profiler: what is being taken when it is closed is lost, and nothing throws", async () => {
  await withProfiler({}, async (profiler) => {
    const recording = profiler.start();
    profiler.close();
    assert.equal(await recording?.stop(), null);
    assert.equal(profiler.start(), null);
  });
});

Deno.test("profiler: a transaction that does not end is recorded no longer than it may", async () => {
  const alarms: (() => void)[] = [];
  const schedule = (milliseconds: number, run: () => void) => {
    assert.equal(milliseconds, 30_000);
    alarms.push(run);
    return () => void alarms.splice(0);
  };
  await withProfiler({ schedule }, async (profiler) => {
    const recording = profiler.start();
    assert.ok(recording !== null);
    busyFunction({ milliseconds: 10 });
    alarms.shift()?.();
    const atAlarm = now();
    busyFunction({ milliseconds: 10 });
    const recorded = await recording.stop();
    assert.ok(recorded !== null);
    assert.ok(recorded.profile.endTime <= recorded.toProfileTime(atAlarm));
  });
});

Deno.test("profiler: what starting and stopping take is held to its share", async () => {
  const used = { cpu: 0 };
  const clock = { time: 0 };
  // Each look at it is 100 ms later, so that a profile costs 200.
  const cpu = () => used.cpu += 100;
  await withProfiler(
    { now: () => clock.time, cpu, shares: { ofCpu: 0.01, ofTime: 0.001 } },
    async (profiler) => {
      const takeAll = async () => {
        for (let taken = 0; taken < 30; taken++) {
          const recording = profiler.start();
          if (recording === null) return taken;
          await recording.stop();
        }
        throw new Error("it never has enough");
      };
      assert.ok(await takeAll() > 1, "some may be taken in a row");
      used.cpu += 60_000;
      assert.ok(await takeAll() > 0, "a busy process earns them by what it does");
      clock.time += 600_000;
      assert.ok(await takeAll() > 0, "a quiet one by waiting");
    },
  );
});

Deno.test("profiler: without the permission there is none, and nobody is asked", async () => {
  const table: [flags: string[], answer: string][] = [
    [[], "off"],
    [["--allow-sys=hostname"], "off"],
    [["--allow-sys"], "on"],
    // All that the profiler does not need may be denied.
    [["--allow-sys", "--deny-sys=hostname,networkInterfaces,username"], "on"],
  ];
  for (const [flags, answer] of table) {
    const script = new URL("report_permission.ts", import.meta.url).pathname;
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", "--no-check", ...flags, script],
      env: { NO_COLOR: "1" },
    }).output();
    const said = new TextDecoder();
    assert.equal(said.decode(stdout).trim(), answer, said.decode(stderr));
  }
});
