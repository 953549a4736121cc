import assert from "node:assert/strict";
import { finishWithin } from "../../src/desk/finish_within.ts";

Deno.test("what ends in time has ended, and what hangs is not waited for", async () => {
  assert.equal(await finishWithin(60_000, Promise.resolve("done")), true);
  assert.equal(await finishWithin(1, new Promise(() => {})), false);
  await assert.rejects(finishWithin(60_000, Promise.reject(new Error("broken"))), /broken/);
});

Deno.test("what fails too late troubles nobody", async () => {
  const late = Promise.withResolvers<void>();
  assert.equal(await finishWithin(1, late.promise), false);
  late.reject(new Error("too late"));
  await new Promise((resolve) => setTimeout(resolve));
});
