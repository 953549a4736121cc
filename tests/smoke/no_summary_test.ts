import assert from "node:assert/strict";
import type { SandboxMessage } from "../../tools/sandbox/world.ts";
import { type Desk, startDesk } from "./start_desk.ts";

const minute = 60;
const hour = 60 * minute;

async function pass(desk: Desk, seconds: number): Promise<SandboxMessage[]> {
  await desk.sandbox.skip(seconds);
  await desk.sandbox.tick();
  await desk.program.settle();
  return desk.botMessages().filter((message) => message.text?.startsWith("⏰"));
}

/** Mia and Olivia are on it, and Mia has pressed Resolve. */
async function awaitSummary(desk: Desk): Promise<void> {
  const { dana, mia, olivia } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  await mia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress", "Mia");
  await olivia.press("0001", "on it too");
  await desk.cardSays("0001", "Olivia");
  await mia.press("0001", "Resolve");
  await desk.cardSays("0001", "Waiting for the summary");
}

function getLabels(card: SandboxMessage): string[] {
  return card.replyMarkup?.inline_keyboard.flat().map(({ text }) => text) ?? [];
}

Deno.test("no summary: its writer is reminded, every responder, then it is closed without one", async () => {
  await using desk = await startDesk();
  const { mia, sandbox, group } = desk;
  await awaitSummary(desk);
  assert.deepEqual(await pass(desk, 9 * minute), []);
  const [first] = await pass(desk, minute + 1);
  assert.match(first?.text ?? "", /@mia, 0001 lacks only the summary/);
  assert.ok(!first?.text?.includes("@olivia"));
  const [second, ...others] = await pass(desk, 10 * minute);
  assert.deepEqual(others, [], "the first one is gone");
  assert.match(second?.text ?? "", /@mia and @olivia, 0001 lacks only the summary/);
  assert.equal((await pass(desk, 39 * minute))[0]?.id, second?.id);

  assert.deepEqual(await pass(desk, minute), []);
  const card = await desk.cardSays("0001", "Closed without a summary");
  assert.deepEqual(getLabels(card), ["✍️ Add summary", "Reopen"]);
  assert.deepEqual(sandbox.pinned(group.id), []);
  assert.equal(sandbox.forceReplyFor(group.id, mia.id), undefined, "nobody is asked any more");

  await pass(desk, 23 * hour);
  assert.ok((await desk.dana.press("0001", "Add summary")).alert, "Dana may not");
  await mia.press("0001", "Add summary");
  const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, mia.id));
  mia.write("tire replaced on the shoulder", { replyTo: prompt.id });
  const resolved = await desk.cardSays("0001", "Resolved", "tire replaced on the shoulder");
  assert.deepEqual(getLabels(resolved), ["Reopen"]);
  await sandbox.until(() => sandbox.message(group.id, prompt.id)?.deleted);
});

Deno.test("24 hours after it was closed, a summary can be added no longer", async () => {
  await using desk = await startDesk();
  const { mia, sandbox, group } = desk;
  await awaitSummary(desk);
  await pass(desk, hour + 1);
  await desk.cardSays("0001", "Closed without a summary");
  await mia.press("0001", "Add summary");
  const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, mia.id));
  await pass(desk, 24 * hour + 1);
  const card = await desk.cardSays("0001", "Closed without a summary");
  assert.deepEqual(getLabels(card), ["Reopen"]);
  assert.ok(sandbox.message(group.id, prompt.id)?.deleted);
});
