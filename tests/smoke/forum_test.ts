/** A group with topics. In a topic every message carries a reply to the topic's first one. */
import assert from "node:assert/strict";
import { startDesk } from "./start_desk.ts";

Deno.test("an incident lives in the topic of its report, and topics do not mix", async () => {
  await using desk = await startDesk({ isForum: true });
  const { dana, omar, mia, olivia, group, program } = desk;
  const road = olivia.client.createTopic(group.id, "Road");
  const office = olivia.client.createTopic(group.id, "Office");
  const write = (who: typeof dana, threadId: number, text: string, replyTo?: number) =>
    who.client.write(group.id, text, { threadId, ...(replyTo !== undefined && { replyTo }) });
  const first = desk.botMessages().length;

  write(dana, road, "Flat tire, I-95 exit 12");
  write(dana, office, "The printer is on fire");
  dana.write("Good morning everybody");
  write(dana, office, "/ticket");
  const card = await desk.cardSays("0001", "The printer is on fire");
  assert.ok(!card.text?.includes("Flat tire") && !card.text?.includes("Good morning"));
  assert.ok(!card.text?.includes("Office"), "the topic's first message is no report");
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  const ping = await desk.botSays("@mia");
  await mia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress");
  const notice = await desk.botSays("has it");
  await mia.press("0001", "Resolve");
  const prompt = await desk.botSays("what was done about 0001");
  // Talk in the topic, which carries the topic's first message, is no summary.
  write(mia, office, "One moment, please");
  write(mia, office, "Put it out", prompt.id);
  await desk.cardSays("0001", "Resolved", "Put it out");
  const resolved = await desk.botSays("0001 is resolved");
  await program.settle();
  for (const message of [card, ping, notice, prompt, resolved]) {
    assert.equal(message.threadId, office, message.text);
  }
  assert.ok(!desk.botMessages().slice(first).some(({ threadId }) => threadId !== office));

  // Answers stay where they were asked for.
  write(omar, road, "/open");
  const list = await desk.botSays("Nothing is open");
  assert.equal(list.threadId, road);
});

Deno.test("General is a place of its own, and a lost card comes back to its topic", async () => {
  await using desk = await startDesk({ isForum: true });
  const { dana, mia, olivia, sandbox, group, program } = desk;
  const road = olivia.client.createTopic(group.id, "Road");
  dana.client.write(group.id, "Flat tire, I-95 exit 12", { threadId: road });
  const said = dana.write("The dock door is stuck");
  dana.write("/ticket");
  const general = await desk.cardSays("0001", "The dock door is stuck");
  assert.ok(!general.text?.includes("Flat tire"));
  assert.equal(general.threadId, undefined);
  mia.write("/ticket it is broken", { replyTo: said });
  await desk.cardSays("0002", "it is broken");

  const bare = dana.client.write(group.id, "/ticket", { threadId: road });
  const card = await desk.cardSays("0003", "Flat tire");
  assert.equal(card.replyTo?.messageId, bare);
  await dana.press("0003", "Maintenance");
  await desk.cardSays("0003", "Waiting for Maintenance");
  await program.settle();
  const buttons = card.replyMarkup?.inline_keyboard.flat() ?? [];
  const claim = buttons.find(({ text }) => text.includes("Claim"));
  assert.ok(claim !== undefined && "callback_data" in claim);
  // What is left of a deleted message does not say its topic.
  olivia.client.deleteMessage(group.id, card.id);
  await mia.client.pressData(group.id, card.id, claim.callback_data);
  const again = await desk.cardSays("0003", "In progress");
  const notice = await desk.botSays("has it");
  assert.deepEqual([again.threadId, notice.threadId], [road, road]);
  await sandbox.until(() => sandbox.pinned(group.id).some(({ id }) => id === again.id));
});
