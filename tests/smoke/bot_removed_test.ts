/** What becomes of a group when the bot is removed, comes back, or may not do everything. */
import assert from "node:assert/strict";
import { startDesk } from "./start_desk.ts";

Deno.test("removed, the bot owes the group nothing more; back, it posts and pins what is open", async () => {
  await using desk = await startDesk();
  const { dana, mia, olivia, sandbox, group, bot, program } = desk;
  const cards = () => desk.botMessages().filter(({ text }) => /^\S+ \d{4} · /u.test(text ?? ""));
  dana.write("/ticket flat tire, I-95 exit 12");
  const first = await desk.cardSays("0001", "flat tire");
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  dana.write("/ticket printer on fire");
  await desk.cardSays("0002", "printer");
  await dana.press("0002", "Maintenance");
  await desk.cardSays("0002", "Waiting for Maintenance");
  await mia.press("0002", "Claim");
  await desk.cardSays("0002", "In progress");
  await mia.press("0002", "Resolve");
  const prompt = await desk.botSays("what was done about 0002");
  dana.write("/ticket wrong address");
  await desk.cardSays("0003", "wrong address");
  await dana.press("0003", "Cancel");
  await desk.cardSays("0003", "Cancelled");
  // Deleted in five minutes, unless the bot is gone by then.
  dana.write("/open");
  await desk.botSays("Open incidents");
  await program.settle();

  sandbox.removeBot(group.id, bot);
  await sandbox.quiet();
  await program.settle();
  const before = sandbox.calls.length;
  await sandbox.skip(600);
  await sandbox.tick();
  await program.settle();
  const called = sandbox.calls.slice(before).filter(({ payload }) =>
    payload["chat_id"] === group.id
  );
  assert.deepEqual(called.map(({ method }) => method), []);

  sandbox.addBotToGroup(group.id, bot, olivia.id, { administrator: true, canPinMessages: true });
  const welcome = await desk.botSays("I am back");
  assert.ok(welcome.text?.includes("still set up"));
  assert.equal(welcome.replyMarkup, undefined);
  const again = await sandbox.until(
    () => cards().find(({ id, text }) => id > welcome.id && text?.includes("0001")),
    { what: "the card comes again" },
  );
  await desk.botSays("what was done about 0002");
  await program.settle();
  assert.ok(sandbox.pinned(group.id).some(({ id }) => id === again.id));
  assert.deepEqual(cards().map(({ text }) => /\d{4}/.exec(text ?? "")?.[0]).toSorted(), [
    "0001",
    "0002",
    "0003",
  ]);
  assert.equal(sandbox.message(group.id, first.id)?.deleted, true);
  assert.equal(sandbox.message(group.id, prompt.id)?.deleted, true);

  const claimed = await mia.press("0001", "Claim");
  assert.ok(!claimed.alert);
  const asked = await desk.botSays("what was done about 0002");
  assert.notEqual(asked.id, prompt.id);
  mia.write("Put it out", { replyTo: asked.id });
  await desk.cardSays("0002", "Resolved", "Put it out");
});

Deno.test("without the right to pin all works, one hint a day says so, and the right pins", async () => {
  await using desk = await startDesk({ botIsMember: true });
  const { dana, mia, olivia, sandbox, group, bot, program } = desk;
  const hints = () =>
    desk.botMessages().filter(({ text }) => text?.includes("may not pin messages here"));
  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  const hint = await desk.botSays("may not pin messages here");
  assert.equal(hint.replyTo, undefined);
  assert.ok(hint.text?.includes("@olivia"));
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  await mia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress");
  await program.settle();
  assert.deepEqual(sandbox.pinned(group.id), []);
  assert.equal(hints().length, 1);

  await sandbox.skip(23 * 3600);
  dana.write("/ticket printer on fire");
  await desk.cardSays("0002", "printer");
  await program.settle();
  assert.equal(hints().length, 1, "not yet a day");

  // From now on she can be told in private.
  olivia.client.startBot(bot);
  await desk.botSays("From now on", olivia.id);
  await sandbox.skip(2 * 3600);
  await dana.press("0002", "Maintenance");
  const told = await desk.botSays("may not pin", olivia.id);
  assert.ok(told.text?.includes("Acme Drivers"));
  await program.settle();
  assert.equal(hints().length, 1);

  sandbox.setMember(group.id, bot.personId, { status: "administrator", canPinMessages: true });
  await sandbox.until(() => sandbox.pinned(group.id).length === 2, { what: "both are pinned" });
});

Deno.test("a bot that sees commands only says what to do instead of a bare /ticket", async () => {
  await using desk = await startDesk({ botIsMember: true });
  const { dana, sandbox } = desk;
  const said = dana.write("Flat tire, I-95 exit 12");
  dana.write("/ticket");
  const answer = await desk.botSays("I see only commands here");
  assert.ok(answer.text?.includes("reply with /ticket"));
  dana.write("/ticket", { replyTo: said });
  await desk.cardSays("0001", "Flat tire");
  await sandbox.until(() => desk.botMessages().every(({ text }) => !text?.includes("nothing")));
});
