import assert from "node:assert/strict";
import type { SandboxMessage } from "../../tools/sandbox/world.ts";
import { type Desk, startDesk } from "./start_desk.ts";

const minute = 60;
const hour = 60 * minute;

async function pass(desk: Desk, seconds: number): Promise<void> {
  await desk.sandbox.skip(seconds);
  await desk.sandbox.tick();
  await desk.program.settle();
}

async function claim(desk: Desk): Promise<void> {
  const { dana, mia } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  await mia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress", "Mia");
}

function findQuestion(desk: Desk): SandboxMessage | undefined {
  return desk.botMessages().find(({ text }) => text?.includes("Still working on it?"));
}

async function getQuestion(desk: Desk): Promise<SandboxMessage> {
  await pass(desk, 2 * hour + 1);
  const question = findQuestion(desk);
  assert.ok(question !== undefined, "responders are asked");
  return question;
}

Deno.test("past the time to resolve, responders are asked once and managers told", async () => {
  await using desk = await startDesk();
  const { mia, dana, sandbox, group } = desk;
  await claim(desk);
  await pass(desk, hour);
  assert.equal(findQuestion(desk), undefined);
  await pass(desk, hour);
  const question = findQuestion(desk);
  assert.ok(question !== undefined);
  assert.match(question.text ?? "", /@mia, 0001 has been open for 2 h/);
  const labels = question.replyMarkup?.inline_keyboard.flat().map(({ text }) => text);
  assert.deepEqual(labels, ["Yes, still on it", "Hand over", "✅ Resolve"]);
  await desk.botSays("@olivia, 0001 has been open for 2 h and should be resolved by now");

  assert.ok((await dana.pressUnder(question.id, "Yes")).alert, "Dana is no responder");
  assert.ok(!sandbox.message(group.id, question.id)?.deleted);
  const answer = await mia.pressUnder(question.id, "Yes");
  assert.equal(answer.alert, false);
  await sandbox.until(() => sandbox.message(group.id, question.id)?.deleted);
  await pass(desk, 6 * hour);
  assert.equal(findQuestion(desk), undefined, "asked once");
  await desk.cardSays("0001", "In progress");

  dana.write("/incident 0001");
  const story = await desk.botSays("What happened");
  assert.equal(story.text?.match(/Not resolved within 2 h/g)?.length, 1, story.text);
});

Deno.test("the question can hand over, and resolve", async () => {
  await using desk = await startDesk();
  const { mia, sam, sandbox, group } = desk;
  await claim(desk);
  const question = await getQuestion(desk);
  await mia.pressUnder(question.id, "Hand over");
  await desk.cardSays("0001", "Mia is choosing another department");
  await sandbox.until(() => sandbox.message(group.id, question.id)?.deleted);
  await mia.press("0001", "Dispatch");
  await desk.cardSays("0001", "Waiting for Dispatch");
  await sam.press("0001", "Claim");
  await desk.cardSays("0001", "In progress", "Sam");
});

Deno.test("resolve under the question asks for the summary", async () => {
  await using desk = await startDesk();
  const { mia, sandbox, group } = desk;
  await claim(desk);
  const question = await getQuestion(desk);
  await mia.pressUnder(question.id, "Resolve");
  const card = await desk.cardSays("0001", "Waiting for the summary");
  const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, mia.id));
  assert.equal(prompt.replyTo?.messageId, card.id);
  await sandbox.until(() => sandbox.message(group.id, question.id)?.deleted);
  mia.write("tire replaced", { replyTo: prompt.id });
  await desk.cardSays("0001", "Resolved", "tire replaced");
});

Deno.test("a forged answer deletes nothing", async () => {
  await using desk = await startDesk();
  const { mia, sandbox, group } = desk;
  await claim(desk);
  const question = await getQuestion(desk);
  const [yes] = question.replyMarkup?.inline_keyboard.flat() ?? [];
  assert.ok(yes !== undefined && "callback_data" in yes && yes.callback_data !== undefined);
  const card = desk.findCard("0001");
  assert.ok(card !== undefined);
  const answer = await mia.client.pressData(group.id, card.id, yes.callback_data);
  assert.ok(answer.alert);
  await desk.program.settle();
  assert.ok(!sandbox.message(group.id, card.id)?.deleted);
});
