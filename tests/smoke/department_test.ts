import assert from "node:assert/strict";
import { startDesk } from "./start_desk.ts";

Deno.test("the reporter chooses the department, and its members are called", async () => {
  await using desk = await startDesk();
  const { dana, omar, sandbox, group } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  const card = await desk.cardSays("0001", "flat tire");

  const refused = await omar.press("0001", "Maintenance");
  assert.ok(refused.alert, "another driver is told why");
  const chosen = await dana.press("0001", "Maintenance");
  assert.ok(chosen.answered && !chosen.alert);

  await desk.cardSays("0001", "Waiting for Maintenance");
  const ping = await desk.botSays("@mia");
  assert.equal(ping.replyTo?.messageId, card.id);
  assert.ok(ping.notifies);
  assert.ok(ping.text?.includes("@olivia"), "the OpsManager belongs to what was kept");
  const labels = desk.findCard("0001")?.replyMarkup?.inline_keyboard.flat().map((one) => one.text);
  assert.ok(labels?.some((label) => label.includes("Claim")));
  assert.ok(labels?.includes("Change department"));
  assert.ok(sandbox.pinned(group.id).some(({ id }) => id === card.id));
});

Deno.test("a member without a username is mentioned by name", async () => {
  await using desk = await startDesk();
  const { olivia, omar, dana } = desk;
  const hello = omar.write("I can do safety too");
  olivia.write("/member Safety", { replyTo: hello });
  await desk.botSays("Safety");
  dana.write("/ticket chemicals leaking at dock 3");
  const card = await desk.cardSays("0001", "chemicals");
  await dana.press("0001", "Safety");
  await desk.sandbox.until(
    () =>
      desk.botMessages().some(({ replyTo, entities }) =>
        replyTo?.messageId === card.id &&
        entities.some((one) => one.type === "text_mention" && one.user.id === omar.id)
      ),
    { what: "Omar is mentioned under the card" },
  );
});

Deno.test("changing the department is a choice of who opened it, and back leaves all as it was", async () => {
  await using desk = await startDesk();
  const { dana, mia, sam } = desk;
  dana.write("/ticket load papers missing");
  await desk.cardSays("0001", "load papers");
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  await mia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress", "Mia");

  const outsider = await sam.press("0001", "Change department");
  assert.ok(outsider.alert, "Sam is of another department");
  await mia.press("0001", "Change department");
  const choosing = await desk.cardSays("0001", "Mia is choosing");
  const labels = choosing.replyMarkup?.inline_keyboard.flat().map(({ text }) => text) ?? [];
  assert.ok(labels.some((label) => label.includes("Resolve")), "the other buttons stay");
  assert.ok(!labels.includes("Maintenance"), "where it is already is no choice");

  // Dana may no longer, and Olivia, who may, has not opened this choice.
  for (const person of [dana, desk.olivia]) {
    const foreign = await person.press("0001", "Accounting");
    assert.ok(foreign.alert, "the choice is Mia's");
  }
  assert.ok((await desk.olivia.press("0001", "Back")).alert, "so is its way back");
  await desk.cardSays("0001", "Mia is choosing", "Department: Maintenance");
  await mia.press("0001", "Back");
  await desk.sandbox.until(() => !desk.findCard("0001")?.text?.includes("choosing"));

  await mia.press("0001", "Change department");
  await desk.cardSays("0001", "Mia is choosing");
  await mia.press("0001", "Dispatch");
  const moved = await desk.cardSays("0001", "Waiting for Dispatch");
  assert.ok(!moved.text?.includes("On it"), "claims end with the transfer");
  await desk.botSays("@sam");
  await desk.botNoLongerSays("@mia");
});

Deno.test("a choice ends after 60 seconds", async () => {
  await using desk = await startDesk();
  const { dana, sandbox } = desk;
  dana.write("/ticket load papers missing");
  await desk.cardSays("0001", "load papers");
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  await dana.press("0001", "Change department");
  await desk.cardSays("0001", "Dana is choosing");
  await sandbox.skip(61);
  await sandbox.tick();
  await sandbox.until(() => !desk.findCard("0001")?.text?.includes("choosing"));
});
