/** Messages that were answered and are gone. */
import assert from "node:assert/strict";
import { startDesk } from "./start_desk.ts";

Deno.test("a /ticket whose quoted message is gone takes its own words, or the last ones", async () => {
  await using desk = await startDesk();
  const { dana, omar, group } = desk;
  const said = omar.write("The reefer makes a strange noise");
  omar.client.deleteMessage(group.id, said);
  dana.write("/ticket reefer is too warm", { replyTo: said });
  const own = await desk.cardSays("0001", "reefer is too warm");
  assert.ok(!own.text?.includes("strange noise"));

  dana.write("Flat tire, I-95 exit 12");
  dana.write("/ticket", { replyTo: said });
  await desk.cardSays("0002", "Flat tire, I-95 exit 12");

  const pat = desk.hire("Pat");
  pat.write("/ticket", { replyTo: said });
  const answer = await desk.botSays("What happened?");
  assert.ok(answer.text?.includes("/ticket"));
});

Deno.test("what is to be answered may be gone: card, call, question and notices come all the same", async () => {
  await using desk = await startDesk({ expectsTroubles: true });
  const { dana, mia, olivia, sandbox, group, program } = desk;
  // Telegram is out for a moment; meanwhile the report is deleted.
  sandbox.setFault({ method: "sendMessage", times: 1, chatId: group.id, status: 502 });
  const ticket = dana.write("/ticket flat tire, I-95 exit 12");
  await sandbox.until(() =>
    sandbox.calls.some(({ method, status }) => method === "sendMessage" && status === 502)
  );
  dana.client.deleteMessage(group.id, ticket);
  const card = await desk.cardSays("0001", "flat tire");
  assert.equal(card.replyTo, undefined);
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  await mia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress");
  const notice = await desk.botSays("has it");
  assert.equal(notice.replyTo, undefined);
  await program.settle();

  await mia.press("0001", "Resolve");
  const prompt = await desk.botSays("what was done about 0001");
  // A reply to a question that an admin has just tidied away carries no question any more.
  olivia.client.deleteMessage(group.id, prompt.id);
  mia.write("Changed the tire", { replyTo: prompt.id });
  await sandbox.quiet();
  await program.settle();
  const still = await desk.cardSays("0001", "summary");
  mia.write("Changed the tire", { replyTo: still.id });
  await desk.cardSays("0001", "Resolved", "Changed the tire");
  await desk.botSays("Changed the tire");
});
