/** The clock lets people go first, but not for ever. */
import assert from "node:assert/strict";
import { noTelemetry } from "../../src/desk/ports.ts";
import { createPrecedence } from "../../src/desk/precedence.ts";
import { runDueTimers } from "../../src/desk/run_due_timers.ts";
import { testOnBoth } from "../postgres/databases.ts";
import { createScene, inGroup, report } from "../postgres/scenes.ts";
import { createDesk } from "./create_desk.ts";

const hourSeconds = 60 * 60;

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
  const { goFirst, letPass } = createPrecedence();
  const never = Promise.withResolvers<void>();
  const held = goFirst(() => never.promise);
  await letPass();
  never.resolve();
  await held;
});

testOnBoth("each timer lets pass who waits", async ({ store }) => {
  const scene = await createScene(store);
  const { id } = await report(store, scene);
  await inGroup(store, scene, async (tx) => {
    const dueAt = (await store.clock.readClock(tx)) + 60_000;
    await store.timers.setTimers(tx, id, [
      { kind: "department_reminder", dueAt },
      { kind: "choice_expired", dueAt: dueAt + 1 },
    ]);
  });
  await store.clock.skip(hourSeconds);
  const story: string[] = [];
  const telemetry: typeof noTelemetry = {
    ...noTelemetry,
    within(piece, work) {
      story.push(piece.name);
      return noTelemetry.within(piece, work);
    },
  };
  const letPass = () => Promise.resolve(void story.push("let pass"));
  await runDueTimers({ ...createDesk(store), telemetry }, { letPass });
  assert.deepEqual(story, [
    "let pass",
    "timer department_reminder",
    "let pass",
    "timer choice_expired",
  ]);
});
