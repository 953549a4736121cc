import assert from "node:assert/strict";
import { createLosses } from "../../../src/observability/sentry/losses.ts";

Deno.test("losses: at most one warning a minute, with all that was lost since the last", () => {
  let now = 500_000;
  const warnings: (readonly [number, Readonly<Record<string, number>>])[] = [];
  const due: { at: number; run: () => void }[] = [];
  const losses = createLosses({
    warn: (lost) => void warnings.push([now, lost]),
    now: () => now,
    schedule: (run, milliseconds) => void due.push({ at: now + milliseconds, run }),
  });
  const go = (milliseconds: number) => {
    now += milliseconds;
    for (const timer of due.splice(0)) {
      if (timer.at <= now) timer.run();
      else due.push(timer);
    }
  };
  losses.record("network_error");
  losses.record("network_error", 2);
  losses.record("queue_overflow");
  go(1000);
  assert.deepEqual(warnings, [[501_000, { network_error: 3, queue_overflow: 1 }]]);
  for (let second = 0; second < 59; second++) {
    losses.record("network_error");
    go(1000);
  }
  assert.equal(warnings.length, 1);
  go(1000);
  assert.deepEqual(warnings[1], [561_000, { network_error: 59 }]);
  // Nothing lost, nothing said.
  go(600_000);
  assert.equal(warnings.length, 2);
});
