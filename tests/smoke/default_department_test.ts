import assert from "node:assert/strict";
import type { SandboxMessage } from "../../tools/sandbox/world.ts";
import { ask } from "./ask.ts";
import { type Desk, startDesk } from "./start_desk.ts";

const minute = 60;

async function pass(desk: Desk, seconds: number): Promise<SandboxMessage[]> {
  await desk.sandbox.skip(seconds);
  await desk.sandbox.tick();
  await desk.program.settle();
  return desk.botMessages().filter(({ text }) => text?.startsWith("⏰"));
}

Deno.test("what nobody gives to a department goes to the default one; reminders can be quiet", async () => {
  await using desk = await startDesk();
  const { olivia, dana, sandbox, group } = desk;
  await ask(desk, olivia, "/settings");
  const board = await desk.botSays("Acme Logistics: settings");
  await olivia.pressUnder(board.id, "quiet");
  await olivia.pressUnder(board.id, "Default department");
  await sandbox.until(() =>
    sandbox.message(group.id, board.id)?.replyMarkup?.inline_keyboard.flat()
      .some(({ text }) => text === "Dispatch")
  );
  await olivia.pressUnder(board.id, "Dispatch");
  assert.match(await ask(desk, olivia, "/department sla Dispatch 20"), /20 min/);

  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  const [first] = await pass(desk, 5 * minute + 1);
  assert.match(first?.text ?? "", /@dana, 0001 has had no department for 5 min/);
  assert.equal(first?.notifies, false);

  assert.deepEqual(await pass(desk, 10 * minute), [], "Dana need not choose any more");
  await desk.cardSays("0001", "Waiting for Dispatch");
  const ping = await desk.botSays("@sam");
  assert.ok(ping.notifies, "a call is no reminder");

  // Dispatch has a time of its own.
  assert.deepEqual(await pass(desk, 19 * minute), []);
  const [second] = await pass(desk, minute + 1);
  assert.match(second?.text ?? "", /@sam.* 0001 has been waiting for Dispatch for 20 min/);
  assert.equal(second?.notifies, false);
  const story = await ask(desk, dana, "/incident 0001");
  assert.match(story, /Nobody chose a department, so Dispatch got it/);
  assert.equal(story.match(/Not claimed within 20 min/g)?.length, 1, story);
});
