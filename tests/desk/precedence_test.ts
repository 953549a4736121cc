/** The clock lets people go first, but not for ever. */
import assert from "node:assert/strict";
import { createPrecedence } from "../../src/desk/precedence.ts";

Deno.test("what nobody waits for goes on when all that somebody waits for is done", async () => {
  const { goFirst, letPass } = createPrecedence();
  const [one, other] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()];
  const story: string[] = [];
  await letPass();
  const first = goFirst(() => one.promise).catch(() => void story.push("one failed"));
  const second = goFirst(() => other.promise).then((said) => void story.push(said));
  const after = letPass().then(() => void story.push("passed"));
  one.reject(new Error("broken"));
  await first;
  other.resolve("the other is done");
  await Promise.all([second, after]);
  assert.deepEqual(story, ["one failed", "the other is done", "passed"]);
  await letPass();
});

Deno.test("it goes on in the end where somebody waits for ever", async () => {
  const { goFirst, letPass } = createPrecedence(1);
  const never = Promise.withResolvers<void>();
  const held = goFirst(() => never.promise);
  await letPass();
  never.resolve();
  await held;
});
