import assert from "node:assert/strict";
import { type Desk, startDesk } from "./start_desk.ts";

async function reportAndClaim(desk: Desk): Promise<number> {
  const { dana, mia } = desk;
  const ticket = dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  await mia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress", "Mia");
  return ticket;
}

Deno.test("Resolve asks the responder for a sentence, which is the summary", async () => {
  await using desk = await startDesk();
  const { dana, mia, sandbox, group } = desk;
  const ticket = await reportAndClaim(desk);

  await mia.press("0001", "Resolve");
  await desk.cardSays("0001", "Waiting for the summary", "Mia");
  const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, mia.id), {
    what: "Mia is asked",
  });
  assert.equal(sandbox.forceReplyFor(group.id, dana.id), undefined);
  assert.ok(prompt.entities.some(({ type }) => type === "mention" || type === "text_mention"));
  mia.write("tire replaced on the shoulder", { replyTo: prompt.id });

  const card = await desk.cardSays("0001", "Resolved", "tire replaced on the shoulder", "Mia");
  const labels = card.replyMarkup?.inline_keyboard.flat().map(({ text }) => text);
  assert.deepEqual(labels, ["Reopen"]);
  await sandbox.until(
    () => sandbox.message(group.id, prompt.id)?.deleted && sandbox.pinned(group.id).length === 0,
    { what: "the prompt is gone and the card unpinned" },
  );
  const notice = await sandbox.until(
    () =>
      desk.botMessages().find(({ id, replyTo, text }) =>
        id !== card.id && replyTo?.messageId === ticket && text?.includes("tire replaced")
      ),
    { what: "the reporter gets the summary" },
  );
  assert.ok(notice.notifies);
});

Deno.test("a whole life leaves at most five messages, three of which notify", async () => {
  await using desk = await startDesk();
  const { mia, sandbox, group } = desk;
  const before = new Set(sandbox.messages(group.id).map(({ id }) => id));
  await reportAndClaim(desk);
  await mia.press("0001", "Resolve");
  const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, mia.id));
  mia.write("done", { replyTo: prompt.id });
  await sandbox.until(() => sandbox.pinned(group.id).length === 0 || null);
  await sandbox.until(() => sandbox.message(group.id, prompt.id)?.deleted);
  await sandbox.until(() =>
    desk.botMessages().filter(({ text }) => text?.includes("done")).length === 2
  );
  const stayed = sandbox.messages(group.id).filter(({ id, fromId }) =>
    !before.has(id) && (fromId === undefined || fromId === desk.bot.personId)
  );
  assert.ok(stayed.length <= 5, stayed.map(({ text, service }) => text ?? service).join("\n---\n"));
  assert.ok(stayed.filter(({ notifies, service }) => notifies && !service).length <= 3);
});

Deno.test("not yet takes it back to work, and the prompt goes away", async () => {
  await using desk = await startDesk();
  const { mia, sandbox, group } = desk;
  await reportAndClaim(desk);
  await mia.press("0001", "Resolve");
  const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, mia.id));
  await desk.cardSays("0001", "Waiting for the summary");
  await mia.press("0001", "Not yet");
  await desk.cardSays("0001", "In progress");
  await sandbox.until(() => sandbox.message(group.id, prompt.id)?.deleted);
});

Deno.test("another responder writes it, and is credited", async () => {
  await using desk = await startDesk();
  const { mia, olivia, dana, sandbox, group } = desk;
  await reportAndClaim(desk);
  await olivia.press("0001", "on it too");
  await desk.cardSays("0001", "Olivia");
  await mia.press("0001", "Resolve");
  const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, mia.id));
  await desk.cardSays("0001", "Waiting for the summary");
  assert.ok((await dana.press("0001", "write it")).alert, "Dana holds no claim");
  assert.ok((await mia.press("0001", "write it")).alert, "Mia is asked already");
  await olivia.press("0001", "write it");
  const second = await sandbox.until(() => sandbox.forceReplyFor(group.id, olivia.id));
  await sandbox.until(() => sandbox.message(group.id, prompt.id)?.deleted);
  olivia.write("roadside service came", { replyTo: second.id });
  const card = await desk.cardSays("0001", "Resolved", "roadside service came");
  assert.ok(card.text?.includes("Olivia"));
});

Deno.test("a reply to the card by a responder is the summary; anyone else's is a comment", async () => {
  await using desk = await startDesk();
  const { dana, mia } = desk;
  await reportAndClaim(desk);
  const card = await desk.cardSays("0001", "In progress");
  mia.write("on my way", { replyTo: card.id });
  await mia.press("0001", "Resolve");
  await desk.cardSays("0001", "Waiting for the summary");
  dana.write("thanks a lot!", { replyTo: card.id });
  mia.write("patched and rolling", { replyTo: card.id });
  const resolved = await desk.cardSays("0001", "Resolved", "patched and rolling");
  assert.ok(!resolved.text?.includes("thanks"));
  dana.write("/incident 0001");
  const details = await desk.botSays("on my way");
  assert.ok(details.text?.includes("thanks a lot!"));
});

Deno.test("Resolve without a claim claims first", async () => {
  await using desk = await startDesk();
  const { dana, mia } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  await mia.press("0001", "Resolve");
  await desk.cardSays("0001", "Waiting for the summary", "On it: Mia");
});

Deno.test("a resolved incident is reopened: waiting and pinned again", async () => {
  await using desk = await startDesk();
  const { mia, dana, omar, sandbox, group } = desk;
  await reportAndClaim(desk);
  const old = await desk.cardSays("0001", "In progress");
  await mia.press("0001", "Resolve");
  await desk.cardSays("0001", "Waiting for the summary");
  mia.write("tire replaced", { replyTo: old.id });
  await desk.cardSays("0001", "Resolved");
  await sandbox.until(() => sandbox.pinned(group.id).length === 0 || null);

  assert.ok((await omar.press("0001", "Reopen")).alert, "not Omar's");
  await dana.press("0001", "Reopen");
  await desk.cardSays("0001", "Waiting for Maintenance", "Reopened");
  await sandbox.until(() => sandbox.pinned(group.id).length === 1);
});

Deno.test("a reply counts although Telegram's answer to the prompt is still on its way", async () => {
  await using desk = await startDesk({ expectsTroubles: true });
  const { mia, sandbox, group } = desk;
  await reportAndClaim(desk);
  // The prompt stands in the chat, and the program does not know its id yet.
  const stopHolding = sandbox.setFault({ method: "sendMessage", times: 1, loseAnswer: true });
  await mia.press("0001", "Resolve");
  const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, mia.id));
  mia.write("tire replaced on the shoulder", { replyTo: prompt.id });
  await desk.cardSays("0001", "Resolved", "tire replaced on the shoulder");
  stopHolding();
});

Deno.test("a life with a transfer and a reopening leaves no more than a plain one", async () => {
  await using desk = await startDesk();
  const { dana, mia, olivia, sandbox, group } = desk;
  const before = new Set(sandbox.messages(group.id).map(({ id }) => id));
  const summarise = async (words: string) => {
    await olivia.press("0001", "Resolve");
    const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, olivia.id));
    olivia.write(words, { replyTo: prompt.id });
    await desk.cardSays("0001", "Resolved", words);
    await desk.program.settle();
  };
  await reportAndClaim(desk);
  await mia.press("0001", "Change department");
  await desk.cardSays("0001", "Mia is choosing");
  await mia.press("0001", "Safety");
  await desk.cardSays("0001", "Waiting for Safety");
  await olivia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress", "Olivia");
  await summarise("moved off the road");
  await dana.press("0001", "Reopen");
  await desk.cardSays("0001", "Waiting for Safety", "Reopened");
  await olivia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress");
  await summarise("towed to the yard");

  const stayed = desk.botMessages().filter(({ id }) => !before.has(id));
  const texts = stayed.map(({ text }) => text).join("\n---\n");
  assert.ok(stayed.length <= 5, texts);
  assert.ok(stayed.filter(({ notifies }) => notifies).length <= 3, texts);
  assert.ok(!texts.includes("moved off the road"), "the card and the notice tell of this cycle");
});
