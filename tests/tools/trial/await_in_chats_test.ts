import assert from "node:assert/strict";
import { createSandbox } from "../../../tools/sandbox/create_sandbox.ts";
import { createDemoWorld } from "../../../tools/sandbox/demo_world.ts";
import { createAwaitIn } from "../../../tools/trial/world/await_in_chats.ts";
import { createClock } from "../../../tools/trial/world/clock.ts";

function stage() {
  const sandbox = createSandbox();
  const { group, dana, olivia } = createDemoWorld(sandbox);
  const other = sandbox.addGroup({
    title: "Night Drivers",
    creator: olivia.id,
    members: [dana.id],
  });
  const over = new AbortController();
  const awaitIn = createAwaitIn(sandbox, createClock(1000), over.signal);
  const says = (text: string) => sandbox.messages(group.id).find((one) => one.text === text)?.id;
  return { sandbox, dana: sandbox.as(dana.id), group, other, over, awaitIn, says };
}

Deno.test("who waits in a chat is told of its changes, and of no other chat's", async () => {
  const { awaitIn, dana, group, other, says } = stage();
  let looks = 0;
  const waiting = awaitIn(group.id, () => {
    looks++;
    return says("hello");
  }, 60_000);
  dana.write(other.id, "hello");
  await Promise.resolve();
  assert.equal(looks, 1);
  const id = dana.write(group.id, "hello");
  assert.equal(await waiting, id);
  assert.equal(looks, 2);
  assert.equal(await awaitIn(group.id, () => says("hello"), 60_000), id, "it is there already");
});

Deno.test("the wait ends with its time, or with all of it; an error is passed on", async () => {
  const { awaitIn, group, over, says } = stage();
  assert.equal(await awaitIn(group.id, () => says("never"), 1), null);
  const waiting = awaitIn(group.id, () => says("never"), 60_000);
  over.abort();
  assert.equal(await waiting, null);
  assert.equal(await awaitIn(group.id, () => says("never"), 60_000), null);
  const fails = stage();
  const failing = fails.awaitIn(group.id, () => {
    throw new Error("a bug of the people's");
  }, 60_000);
  await assert.rejects(failing, /a bug of the people's/);
});
