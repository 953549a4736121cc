import assert from "node:assert/strict";
import { watchTickAge } from "../../src/cron/watch_tick_age.ts";
import type { MetricSink } from "../../src/desk/ports.ts";

function createWatch() {
  let now = Date.parse("2026-11-25T22:00:00Z");
  let lastEnd: number | null = null;
  const ages: number[] = [];
  let look = () => {};
  let ended = false;
  const metrics: MetricSink = {
    count: () => {},
    distribution: () => {},
    gauge(name, value, attributes) {
      assert.equal(name, "tick.age");
      assert.deepEqual(attributes, { replica: "a" });
      ages.push(value);
    },
  };
  const end = watchTickAge({
    lastEnd: () => lastEnd,
    metrics,
    replica: "a",
    now: () => now,
    every(ms, given) {
      assert.equal(ms, 30_000);
      look = given;
      return () => ended = true;
    },
  });
  return {
    ages,
    end,
    hasEnded: () => ended,
    tick: () => lastEnd = now,
    /** Lets time pass, looking each half minute or sleeping through it. */
    pass(seconds: number, isAwake = true) {
      if (!isAwake) {
        now += seconds * 1000;
        return;
      }
      for (let passed = 0; passed < seconds; passed += 30) {
        now += 30_000;
        look();
      }
    },
  };
}

Deno.test("a clock that runs is never old, one that hangs grows older and older", () => {
  const { ages, tick, pass, end, hasEnded } = createWatch();
  for (let minute = 0; minute < 3; minute++) {
    tick();
    pass(60);
  }
  assert.deepEqual(ages, [30, 60, 30, 60, 30, 60]);
  ages.length = 0;
  pass(150);
  assert.deepEqual(ages, [90, 120, 150, 180, 210]);
  end();
  assert.ok(hasEnded());
});

Deno.test("a clock that never ran is as old as its replica", () => {
  const { ages, pass } = createWatch();
  pass(120);
  assert.deepEqual(ages, [30, 60, 90, 120]);
});

Deno.test("a process that was put to sleep does not take its sleep for a clock that hangs", () => {
  const { ages, tick, pass } = createWatch();
  tick();
  pass(3600, false);
  pass(30);
  assert.deepEqual(ages, [30]);
});
