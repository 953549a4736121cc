import assert from "node:assert/strict";
import { startDesk } from "./start_desk.ts";

Deno.test("who edits their /ticket edits the card, until it is resolved", async () => {
  await using desk = await startDesk();
  const { dana, mia, sandbox, group } = desk;
  const ticket = dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "exit 12");
  dana.client.editText(group.id, ticket, "/ticket flat tire, I-95 exit 21");
  await desk.cardSays("0001", "exit 21");

  // Too little to say anything: what stood there stays.
  dana.client.editText(group.id, ticket, "/ticket x");
  await sandbox.quiet();
  await desk.program.settle();
  await desk.cardSays("0001", "exit 21");
  // Without the command it is still the report.
  dana.client.editText(group.id, ticket, "flat tire, I-95 exit 22");
  await desk.cardSays("0001", "exit 22");
  assert.equal(desk.findCard("0002"), undefined, "never a second incident");

  dana.write("/incident 0001");
  const story = await desk.botSays("Dana changed the description");
  for (const words of ["exit 12", "exit 21", "exit 22"]) assert.ok(story.text?.includes(words));

  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  await mia.press("0001", "Resolve");
  const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, mia.id));
  mia.write("tire replaced", { replyTo: prompt.id });
  await desk.cardSays("0001", "Resolved");
  dana.client.editText(group.id, ticket, "/ticket it was never flat");
  await sandbox.quiet();
  await desk.program.settle();
  assert.ok(!desk.findCard("0001")?.text?.includes("never flat"));
});

Deno.test("an edited message that was reported is followed; own words still win", async () => {
  await using desk = await startDesk();
  const { dana, omar, sandbox, group } = desk;
  const said = omar.write("engine is smoking, mile 40");
  const bare = dana.write("/ticket", { replyTo: said });
  await desk.cardSays("0001", "mile 40", "Dana");
  dana.write("/ticket truck 7 is burning", { replyTo: said });
  await desk.cardSays("0002", "truck 7 is burning");

  omar.client.editText(group.id, said, "engine is smoking, mile 44");
  await desk.cardSays("0001", "mile 44");
  assert.ok(desk.findCard("0002")?.text?.includes("truck 7 is burning"));
  dana.client.editText(group.id, bare, "/ticket truck 9 is smoking");
  await desk.cardSays("0001", "truck 9 is smoking");
  omar.client.editText(group.id, said, "/ticket it was just steam");
  await sandbox.quiet();
  await desk.program.settle();
  assert.ok(desk.findCard("0001")?.text?.includes("truck 9 is smoking"));
  assert.equal(desk.findCard("0003"), undefined, "an edit reports nothing");
  dana.client.editText(group.id, bare, "/ticket");
  await desk.cardSays("0001", "it was just steam");
});

Deno.test("a bare /ticket takes what was edited before, and follows what is edited after", async () => {
  await using desk = await startDesk();
  const { dana, group } = desk;
  const first = dana.write("I'm at the Shell in Doxer");
  dana.client.editText(group.id, first, "I'm at the Shell in Dover");
  const second = dana.write("trailer door won't close");
  dana.write("/ticket");
  await desk.cardSays("0001", "I'm at the Shell in Dover\ntrailer door won't close");
  dana.client.editText(group.id, second, "trailer door closes again");
  await desk.cardSays("0001", "I'm at the Shell in Dover\ntrailer door closes again");
});

Deno.test("the sentence that a photo was asked for is followed too", async () => {
  await using desk = await startDesk();
  const { dana, sandbox, group } = desk;
  const photo = dana.client.sendMedia(group.id, { kind: "photo" });
  dana.write("/ticket", { replyTo: photo });
  const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, dana.id));
  const sentence = dana.write("windshield cracked", { replyTo: prompt.id });
  await desk.cardSays("0001", "windshield cracked");
  dana.client.editText(group.id, sentence, "windshield cracked, cannot see a thing");
  await desk.cardSays("0001", "cannot see a thing", "With a photo");
});

Deno.test("nobody's edit changes another's report", async () => {
  await using desk = await startDesk();
  const { dana, omar, sandbox, group } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  const card = await desk.cardSays("0001", "exit 12");
  const reply = omar.write("I am near", { replyTo: card.id });
  omar.client.editText(group.id, reply, "I am not near at all");
  await sandbox.quiet();
  await desk.program.settle();
  await desk.cardSays("0001", "exit 12");
});
