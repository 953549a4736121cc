import assert from "node:assert/strict";
import { startDesk } from "./start_desk.ts";

Deno.test("the bot greets a group that it was added to, and offers to set up", async () => {
  await using desk = await startDesk({ unconnected: true });
  const welcome = await desk.botSays("Roadcall");
  const labels = welcome.replyMarkup?.inline_keyboard.flat().map(({ text }) => text) ?? [];
  assert.equal(labels.length, 1);
  desk.dana.write("/ticket flat tire");
  await desk.botSays("/setup");
});

Deno.test("an ordinary member is told that it may neither pin nor read", async () => {
  await using desk = await startDesk({ unconnected: true, botIsMember: true });
  await desk.botSays("pin");
});

Deno.test("a guided set-up: name, departments, finish", async () => {
  await using desk = await startDesk({ unconnected: true });
  const { olivia, dana, sandbox, group } = desk;
  const welcome = await desk.botSays("Roadcall");
  const setUp = welcome.replyMarkup?.inline_keyboard.flat()[0]?.text ?? "";
  assert.ok((await dana.pressUnder(welcome.id, setUp)).alert, "Dana is no administrator");
  await olivia.pressUnder(welcome.id, setUp);
  const board = await sandbox.until(
    () =>
      desk.botMessages().find(({ replyMarkup }) =>
        replyMarkup?.inline_keyboard.flat().some(({ text }) => text.includes("Safety"))
      ),
    { what: "the board stands" },
  );
  assert.ok(board.text?.includes("Acme Drivers"), "the group's title is proposed");
  assert.ok((await dana.pressUnder(board.id, "Safety")).alert, "the board is Olivia's");

  await olivia.pressUnder(board.id, "Safety");
  await olivia.pressUnder(board.id, "Accounting");
  await olivia.pressUnder(board.id, "name");
  const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, olivia.id));
  olivia.write("Acme Logistics", { replyTo: prompt.id });
  await sandbox.until(() => sandbox.message(group.id, board.id)?.text?.includes("Acme Logistics"));
  await olivia.pressUnder(board.id, "Finish");
  await desk.botSays("Acme Logistics is");
  await sandbox.until(() => sandbox.message(group.id, board.id)?.deleted);

  dana.write("/ticket flat tire, I-95 exit 12");
  const card = await desk.cardSays("0001", "flat tire");
  const labels = card.replyMarkup?.inline_keyboard.flat().map(({ text }) => text);
  assert.deepEqual(labels, ["Dispatch", "Maintenance", "Cancel"]);
});

Deno.test("set-up is refused to who may not, and in a connected group", async () => {
  await using desk = await startDesk();
  const { olivia, dana, sandbox } = desk;
  for (const person of [olivia, dana]) {
    const command = person.write("/setup Other Company");
    await sandbox.until(() =>
      desk.botMessages().find((message) => message.replyTo?.messageId === command)
    );
  }
  assert.ok(!desk.botMessages().some(({ text }) => text?.includes("Other Company is")));
});

Deno.test("in production only platform admins sign up, but anybody may be the first", async () => {
  await using desk = await startDesk({ settings: { SIGN_UPS: "platform_admins" } });
  const { sandbox, bot, olivia } = desk;
  const second = sandbox.addGroup({ title: "Second group", creator: olivia.id });
  sandbox.addBotToGroup(second.id, bot, olivia.id, { administrator: true });
  await desk.botSays("Roadcall", second.id);
  const command = olivia.client.write(second.id, "/setup Second Company");
  const answer = await sandbox.until(() =>
    sandbox.messages(second.id).find(({ replyTo }) => replyTo?.messageId === command)
  );
  assert.ok(!answer.text?.includes("Second Company is"), answer.text);
});
