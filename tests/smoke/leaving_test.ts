import assert from "node:assert/strict";
import { type Desk, startDesk } from "./start_desk.ts";

async function reportFor(desk: Desk, number: string): Promise<string> {
  desk.dana.write(`/ticket flat tire, truck ${number}`);
  await desk.cardSays(number, "flat tire");
  await desk.dana.press(number, "Maintenance");
  await desk.cardSays(number, "Waiting for Maintenance");
  return (await desk.botSays(`${number} needs Maintenance`)).text ?? "";
}

Deno.test("whoever leaves lets go of what they hold; who comes back is called again", async () => {
  await using desk = await startDesk();
  const { dana, mia, sandbox, group } = desk;
  assert.ok((await reportFor(desk, "0001")).includes("@mia"));
  await mia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress", "Mia");

  mia.client.leave(group.id);
  const card = await desk.cardSays("0001", "Waiting for Maintenance");
  const note = await desk.botSays("Mia left");
  assert.equal(note.replyTo?.messageId, card.id);
  assert.ok(note.text?.includes("Maintenance"));
  dana.write("/incident 0001");
  await desk.botSays("Mia left, after");
  assert.ok(!(await reportFor(desk, "0002")).includes("@mia"));

  mia.client.join(group.id);
  await sandbox.quiet();
  assert.ok((await reportFor(desk, "0003")).includes("@mia"));
  await mia.press("0003", "Claim");
  await desk.cardSays("0003", "In progress", "Mia");
  await sandbox.skip(301);
  await sandbox.tick();
  await desk.botNoLongerSays("Mia left");
});

Deno.test("where others are on it too, they stay, and the summary is theirs", async () => {
  await using desk = await startDesk();
  const { mia, olivia, sandbox, group } = desk;
  await reportFor(desk, "0001");
  await mia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress", "Mia");
  await olivia.press("0001", "on it too");
  await desk.cardSays("0001", "Olivia");
  await mia.press("0001", "Resolve");
  await desk.cardSays("0001", "Waiting for the summary");
  await desk.program.settle();

  sandbox.removeMember(group.id, mia.id);
  const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, olivia.id), {
    what: "Olivia is asked instead",
  });
  olivia.write("roadside service came", { replyTo: prompt.id });
  const card = await desk.cardSays("0001", "Resolved", "roadside service came");
  assert.ok(card.text?.includes("Olivia"));
});

Deno.test("an ordinary member hears of it by the service message", async () => {
  await using desk = await startDesk({ botIsMember: true });
  const { mia, sandbox, group } = desk;
  await reportFor(desk, "0001");
  await mia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress", "Mia");
  mia.client.leave(group.id);
  await desk.cardSays("0001", "Waiting for Maintenance");
  mia.client.join(group.id);
  await sandbox.quiet();
  assert.ok((await reportFor(desk, "0002")).includes("@mia"));
});
