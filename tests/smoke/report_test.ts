import assert from "node:assert/strict";
import { startDesk } from "./start_desk.ts";

Deno.test("a driver's report becomes one pinned card with a button for each department", async () => {
  await using desk = await startDesk();
  const { dana, sandbox, group } = desk;

  const ticket = dana.write("/ticket flat tire, I-95 exit 12");
  const card = await desk.cardSays("0001", "flat tire, I-95 exit 12", "Dana");
  await sandbox.until(() => sandbox.pinned(group.id).some(({ id }) => id === card.id), {
    what: "the card is pinned",
  });
  assert.equal(card.replyTo?.messageId, ticket);
  assert.equal(card.notifies, false);
  const labels = card.replyMarkup?.inline_keyboard.flat().map(({ text }) => text);
  assert.deepEqual(labels, ["Dispatch", "Maintenance", "Safety", "Accounting", "Cancel"]);
});

Deno.test("words of the command win over the quoted message, and numbers count on", async () => {
  await using desk = await startDesk();
  const { dana, omar } = desk;

  const first = omar.write("engine is smoking, mile 40");
  dana.write("/ticket", { replyTo: first });
  await desk.cardSays("0001", "engine is smoking, mile 40", "Dana");

  dana.write("/ticket truck 7 engine fire", { replyTo: first });
  const card = await desk.cardSays("0002", "truck 7 engine fire");
  assert.ok(!card.text?.includes("smoking"));
});

Deno.test("a bare /ticket takes the person's own last messages of three minutes", async () => {
  await using desk = await startDesk();
  const { dana, omar, sandbox } = desk;

  dana.write("this is long ago");
  await sandbox.quiet();
  await sandbox.skip(200);
  dana.write("I'm at the Shell in Dover");
  omar.write("anyone seen my gloves?");
  dana.write("trailer door won't close");
  dana.write("/ticket");
  const card = await desk.cardSays("0001", "I'm at the Shell in Dover\ntrailer door won't close");
  assert.ok(!card.text?.includes("gloves"));
  assert.ok(!card.text?.includes("long ago"));
});

Deno.test("what cannot be reported gets an answer of its own", async () => {
  await using desk = await startDesk();
  const { dana, sandbox } = desk;
  const answers = new Set<string>();
  for (const text of ["/ticket help", `/ticket ${"x".repeat(3001)}`, "/ticket"]) {
    const command = dana.write(text);
    const answer = await sandbox.until(
      () => desk.botMessages().find((message) => message.replyTo?.messageId === command),
      { what: `an answer to ${text.slice(0, 20)}` },
    );
    answers.add(answer.text ?? "");
  }
  assert.equal(answers.size, 3);
  assert.equal(desk.findCard("0001"), undefined);
});

Deno.test("3,000 characters of emoji are a report", async () => {
  await using desk = await startDesk();
  desk.dana.write(`/ticket ${"🚛".repeat(2000)}`);
  await desk.cardSays("0001", "/incident 0001");
});

Deno.test("a photo without words asks for one sentence, and keeps the photo", async () => {
  await using desk = await startDesk();
  const { dana, omar, sandbox, group } = desk;

  const photo = dana.client.sendMedia(group.id, { kind: "photo" });
  dana.write("/ticket", { replyTo: photo });
  const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, dana.id), {
    what: "Dana is asked for a sentence",
  });
  assert.equal(sandbox.forceReplyFor(group.id, omar.id), undefined);
  dana.write("windshield cracked by a stone", { replyTo: prompt.id });
  await desk.cardSays("0001", "windshield cracked by a stone", "With a photo");
  await sandbox.until(() => sandbox.message(group.id, prompt.id)?.deleted, {
    what: "the prompt is gone",
  });
});

Deno.test("a photo with /ticket as its caption is a report", async () => {
  await using desk = await startDesk();
  const { dana, group } = desk;
  dana.client.sendMedia(group.id, { kind: "photo", caption: "/ticket mirror torn off" });
  await desk.cardSays("0001", "mirror torn off", "With a photo");
});

Deno.test("words from people are shown as they wrote them", async () => {
  await using desk = await startDesk();
  desk.dana.write("/ticket <b>brakes</b> & \u202Etires </blockquote> 🚛");
  await desk.cardSays("0001", "<b>brakes</b> &", "</blockquote> 🚛");
});

Deno.test("the same messages are taken by one bare /ticket only", async () => {
  await using desk = await startDesk();
  const { dana, sandbox } = desk;
  dana.write("trailer door won't close");
  dana.write("/ticket");
  await desk.cardSays("0001", "trailer door");
  const again = dana.write("/ticket");
  await sandbox.until(() => desk.botMessages().find(({ replyTo }) => replyTo?.messageId === again));
  assert.equal(desk.findCard("0002"), undefined);
});

Deno.test("/ticket as a reply to a card says what to do instead of reporting the card", async () => {
  await using desk = await startDesk();
  const { dana, omar, sandbox } = desk;
  dana.write("/ticket trailer door won't close");
  const card = await desk.cardSays("0001", "trailer door");
  const bare = omar.write("/ticket", { replyTo: card.id });
  const answer = await sandbox.until(() =>
    desk.botMessages().find(({ replyTo }) => replyTo?.messageId === bare)
  );
  assert.ok(answer.text?.includes("reply to its card"), answer.text);
  omar.write("/ticket my door is stuck too", { replyTo: card.id });
  const second = await desk.cardSays("0002", "my door is stuck too");
  assert.ok(!second.text?.includes("Reported by Dana"));
});
