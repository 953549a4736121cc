import assert from "node:assert/strict";
import { startDesk } from "./start_desk.ts";

Deno.test("the reporter cancels an own unclaimed report, nobody else's", async () => {
  await using desk = await startDesk();
  const { dana, omar, sandbox, group } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  assert.ok((await omar.press("0001", "Cancel")).alert);
  await dana.press("0001", "Cancel");
  await desk.cardSays("0001", "Cancelled");
  await sandbox.until(() => sandbox.pinned(group.id).length === 0 || null);
});

Deno.test("a press under a card that changed answers so and draws the card anew", async () => {
  await using desk = await startDesk();
  const { dana, mia, omar, sandbox, group } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  const card = await desk.cardSays("0001", "flat tire");
  const chosen = card.replyMarkup?.inline_keyboard.flat()
    .find(({ text }) => text === "Maintenance");
  const data = chosen !== undefined && "callback_data" in chosen ? chosen.callback_data : "";
  await dana.press("0001", "Maintenance");
  const waiting = await desk.cardSays("0001", "Waiting for Maintenance");
  const outdated = await dana.client.pressData(group.id, card.id, data);
  assert.ok(outdated.alert && outdated.text?.includes("changed"), outdated.text);

  const claim = waiting.replyMarkup?.inline_keyboard.flat()
    .find(({ text }) => text.includes("Claim"));
  assert.ok(claim !== undefined && "callback_data" in claim);
  await mia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress");
  const later = await desk.olivia.client.pressData(group.id, card.id, claim.callback_data);
  assert.ok(!later.alert, "another person's claim never makes Claim outdated");
  const junk = await omar.client.pressData(group.id, card.id, "no such button");
  assert.ok(junk.answered);
  await sandbox.quiet();
});
