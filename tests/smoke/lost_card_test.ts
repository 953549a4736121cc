/** Cards that somebody deleted, and cards that stand in a group twice. */
import assert from "node:assert/strict";
import { startDesk } from "./start_desk.ts";

Deno.test("a deleted card comes back pinned at its next change, and its old buttons say so", async () => {
  await using desk = await startDesk();
  const { dana, mia, olivia, sandbox, group } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  const first = await desk.cardSays("0001", "flat tire");
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  await desk.botSays("@mia");
  await desk.program.settle();
  const [claim] = first.replyMarkup?.inline_keyboard.flat() ?? [];
  assert.ok(claim !== undefined && "callback_data" in claim);

  // No update tells. Somebody whose screen still shows it presses, and that finds it.
  olivia.client.deleteMessage(group.id, first.id);
  const claimed = await mia.client.pressData(group.id, first.id, claim.callback_data);
  assert.ok(claimed.answered && !claimed.alert, "it was the card until it was found to be gone");
  const second = await desk.cardSays("0001", "In progress", "Mia");
  assert.notEqual(second.id, first.id);
  await sandbox.until(() => sandbox.pinned(group.id).some(({ id }) => id === second.id));

  await desk.program.settle();
  const old = await mia.client.pressData(group.id, first.id, claim.callback_data);
  assert.ok(old.alert && old.text?.includes("0001"), old.text);
  assert.ok(old.text?.includes("old"), old.text);
  const release = await mia.press("0001", "Release");
  assert.ok(!release.alert);
});

Deno.test("a card whose sending was not answered is found, works, and does not come again", async () => {
  await using desk = await startDesk({ expectsTroubles: true });
  const { dana, sandbox, group, program } = desk;
  sandbox.setFault({ method: "sendMessage", times: 1, chatId: group.id, loseAnswer: true });
  dana.write("/ticket flat tire, I-95 exit 12");
  const card = await desk.cardSays("0001", "flat tire");
  await sandbox.until(() => sandbox.pinned(group.id).some(({ id }) => id === card.id), {
    what: "the card is known, and pinned",
  });
  await program.settle();
  const cards = desk.botMessages().filter(({ text }) => text?.includes("0001 ·"));
  assert.deepEqual(cards.map(({ id }) => id), [card.id]);
  const chosen = await dana.pressUnder(card.id, "Maintenance");
  assert.ok(!chosen.alert, chosen.text);
  await desk.cardSays("0001", "Waiting for Maintenance");
});

Deno.test("a card that is found gone when somebody is called comes back pinned", async () => {
  await using desk = await startDesk();
  const { dana, olivia, sandbox, group, program } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  const first = await desk.cardSays("0001", "flat tire");
  await program.settle();
  // The call goes out after the card was drawn; between the two somebody deletes it.
  const gone = sandbox.subscribe((change) => {
    if (change.kind !== "message" || change.messageId !== first.id) return;
    if (sandbox.message(group.id, first.id)?.text?.includes("Waiting for") !== true) return;
    gone();
    olivia.client.deleteMessage(group.id, first.id);
  });
  await dana.press("0001", "Maintenance");
  await desk.botSays("@mia");
  const second = await desk.cardSays("0001", "Waiting for Maintenance");
  assert.notEqual(second.id, first.id);
  await sandbox.until(() => sandbox.pinned(group.id).some(({ id }) => id === second.id));
});

Deno.test("a card that is gone when it is to be pinned comes back pinned", async () => {
  await using desk = await startDesk();
  const { dana, olivia, sandbox, group } = desk;
  const gone = sandbox.subscribe((change) => {
    const card = desk.findCard("0001");
    if (change.kind !== "message" || card === undefined) return;
    gone();
    olivia.client.deleteMessage(group.id, card.id);
  });
  dana.write("/ticket flat tire, I-95 exit 12");
  await sandbox.until(() =>
    sandbox.pinned(group.id).some(({ id }) => id === desk.findCard("0001")?.id)
  );
});

Deno.test("a card that is found gone when people are reminded comes back pinned", async () => {
  await using desk = await startDesk();
  const { dana, olivia, sandbox, group, program } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  const first = await desk.cardSays("0001", "flat tire");
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  await desk.botSays("@mia");
  await program.settle();
  olivia.client.deleteMessage(group.id, first.id);
  await sandbox.skip(11 * 60);
  await sandbox.tick();
  const second = await desk.cardSays("0001", "Waiting for Maintenance");
  assert.notEqual(second.id, first.id);
  await sandbox.until(() => sandbox.pinned(group.id).some(({ id }) => id === second.id));
});
