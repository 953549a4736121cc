import assert from "node:assert/strict";
import { type Desk, startDesk } from "./start_desk.ts";

/** Hires people who are seen in the group and belong to the department. */
async function staff(desk: Desk, department: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const person = desk.hire(name, name.toLowerCase());
    const hello = person.write("hello");
    const command = desk.olivia.write(`/member ${department}`, { replyTo: hello });
    await desk.sandbox.until(() =>
      desk.botMessages().find(({ replyTo }) => replyTo?.messageId === command)
    );
  }
}

function pingsUnder(desk: Desk, cardId: number) {
  return desk.botMessages().filter(({ id, replyTo, entities }) =>
    id > cardId && replyTo?.messageId === cardId && entities.some(({ type }) => type === "mention")
  );
}

Deno.test("twelve members are called by two messages of five mentions, never who pressed", async () => {
  await using desk = await startDesk();
  const names = Array.from({ length: 10 }, (_, index) => `Tech${index}`);
  await staff(desk, "Maintenance", names);
  desk.mia.write("/ticket compressor is down in bay 2");
  const card = await desk.cardSays("0001", "compressor");
  await desk.mia.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  await desk.sandbox.until(() => pingsUnder(desk, card.id).length === 2, { what: "two pings" });
  await desk.program.settle();
  const pings = pingsUnder(desk, card.id);
  assert.equal(pings.length, 2);
  const mentioned = pings.map(({ entities }) =>
    entities.filter(({ type }) => type === "mention").length
  );
  assert.deepEqual(mentioned, [5, 5]);
  assert.ok(!pings.some(({ text }) => text?.includes("@mia")), "Mia pressed");
});

Deno.test("who is mentioned in the group is not called in private as well", async () => {
  await using desk = await startDesk();
  const { dana, mia, bot, sandbox } = desk;
  mia.client.startBot(bot);
  await desk.botSays("/", mia.id);
  const before = sandbox.messages(mia.id).length;
  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  await dana.press("0001", "Maintenance");
  await desk.botSays("@mia");
  await desk.program.settle();
  assert.equal(sandbox.messages(mia.id).length, before);
});

Deno.test("where nobody else of the department can be reached the card says so", async () => {
  await using desk = await startDesk();
  const { olivia } = desk;
  // Olivia alone belongs to Accounting, and who presses is never called.
  olivia.write("/ticket office door is stuck");
  const card = await desk.cardSays("0001", "office door");
  await olivia.press("0001", "Accounting");
  await desk.cardSays("0001", "Waiting for Accounting", "could be reached");
  await desk.program.settle();
  assert.deepEqual(pingsUnder(desk, card.id), []);
});
