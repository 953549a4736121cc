import assert from "node:assert/strict";

Deno.test("the clock is registered at the top level, before anything is awaited", async () => {
  const source = await Deno.readTextFile(new URL("../../main.ts", import.meta.url));
  const [, block] = source.split("if (import.meta.main) {");
  assert.ok(block !== undefined, "main.ts begins its work in that block");
  const registered = block.indexOf("registerTick(");
  assert.ok(registered >= 0, "the clock is registered there");
  // Nothing before it waits; what it is given waits only when the clock calls it.
  assert.doesNotMatch(block.slice(0, registered), /^\s*[^/\s].*\bawait\b/m);
  assert.doesNotMatch(source, /^(?:const .*= )?await\b/m, "nothing is awaited above it");
});
