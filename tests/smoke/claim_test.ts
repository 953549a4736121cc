import assert from "node:assert/strict";
import { startDesk } from "./start_desk.ts";

Deno.test("several claim, the card lists them, and the last to leave puts it back", async () => {
  await using desk = await startDesk();
  const { dana, omar, mia, olivia } = desk;
  const ticket = dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");

  const outsider = await omar.press("0001", "Claim");
  assert.ok(outsider.alert && outsider.text?.includes("Maintenance"));
  const claimed = await mia.press("0001", "Claim");
  assert.ok(claimed.answered && !claimed.alert);
  await desk.cardSays("0001", "In progress", "Mia");
  const notice = await desk.botSays("Mia (Maintenance) has it");
  assert.equal(notice.replyTo?.messageId, ticket);

  await olivia.press("0001", "on it too");
  await desk.cardSays("0001", "Mia", "Olivia");
  const again = await mia.press("0001", "on it too");
  assert.ok(again.alert, "she has it already");

  await mia.press("0001", "Release");
  await desk.sandbox.until(() => !desk.findCard("0001")?.text?.includes("Mia"));
  const none = await mia.press("0001", "Release");
  assert.ok(none.alert);
  await olivia.press("0001", "Release");
  await desk.cardSays("0001", "Waiting for Maintenance");

  await olivia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress", "Olivia");
  const notices = desk.botMessages().filter(({ text }) => text?.includes("has it"));
  assert.equal(notices.length, 1, "the reporter hears of the first claim only");
});
