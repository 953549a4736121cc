import assert from "node:assert/strict";
import { playSmallTrial } from "./small_trial.ts";

Deno.test("people live a dozen lives at a desk without trouble, and the judge finds nothing", async () => {
  const { record, verdict } = await playSmallTrial(7, 12);
  assert.deepEqual(verdict.breaches, []);
  for (const kind of ["report", "press", "words"]) {
    assert.ok(record.entries.some((entry) => entry.kind === kind), `somebody did: ${kind}`);
  }
  const looked = verdict.checks.slice(0, 4).map(({ looked }) => looked);
  assert.ok(looked.every((count) => count > 0), `something was looked at: ${looked.join()}`);
});
