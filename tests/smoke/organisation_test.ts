import assert from "node:assert/strict";
import { addGroup, askForCode, pressIn } from "./second_group.ts";
import { type Desk, startDesk } from "./start_desk.ts";

/** Writes in private and waits for what the bot says to it. */
async function ask(desk: Desk, personId: number, text: string) {
  const command = desk.sandbox.as(personId).write(personId, text);
  return await desk.sandbox.until(
    () => desk.sandbox.messages(personId).find(({ replyTo }) => replyTo?.messageId === command),
    { what: `the bot answers ${text}` },
  );
}

/** Rival Freight has a group of its own, in which Dana drives too. */
async function setUpRival(desk: Desk) {
  const { dana } = desk;
  const rival = addGroup(desk, "Rival Drivers", "Rita");
  rival.admin.write(rival.chat.id, "/setup Rival Freight");
  await desk.botSays("Rival Freight is", rival.chat.id);
  dana.client.join(rival.chat.id);
  dana.client.write(rival.chat.id, "/ticket forklift battery dead");
  await desk.botSays("forklift battery dead", rival.chat.id);
  return rival;
}

Deno.test("who belongs to several organisations is asked which, and the choice is kept", async () => {
  await using desk = await startDesk();
  const { dana, mia, bot, sandbox } = desk;
  await setUpRival(desk);
  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  dana.client.startBot(bot);
  await desk.botSays("/organisation", dana.id);

  const asked = await ask(desk, dana.id, "/open");
  const labels = asked.replyMarkup?.inline_keyboard.flat().map(({ text }) => text);
  assert.deepEqual(labels, ["Acme Logistics", "Rival Freight"]);
  await pressIn(desk, dana.id, dana.id, asked.id, "Acme");
  await desk.botSays("about Acme Logistics", dana.id);
  await sandbox.until(() => sandbox.message(dana.id, asked.id)?.deleted);
  for (const command of ["/open", "/mine", "/incident 1"]) {
    const { text } = await ask(desk, dana.id, command);
    assert.ok(text?.includes("flat tire") && !text.includes("forklift"), text);
  }

  const again = await ask(desk, dana.id, "/organisation");
  await pressIn(desk, dana.id, dana.id, again.id, "Rival");
  await desk.botSays("about Rival Freight", dana.id);
  for (const command of ["/open", "/mine", "/incident 1"]) {
    const { text } = await ask(desk, dana.id, command);
    assert.ok(text?.includes("forklift") && !text.includes("flat tire"), text);
  }
  // What is asked in a group is that group's, whatever was chosen.
  dana.write("/open");
  await sandbox.until(() =>
    sandbox.messages(dana.id).findLast(({ text }) => text?.includes("flat tire"))?.replyTo ===
      undefined
  );

  // Mia has one organisation: nobody asks, and she cannot choose the other one.
  mia.client.startBot(bot);
  await desk.botSays("What you can do here", mia.id);
  const only = await ask(desk, mia.id, "/organisation");
  assert.ok(only.text?.includes("Acme Logistics"));
  for (const button of again.replyMarkup?.inline_keyboard.flat() ?? []) {
    assert.ok("callback_data" in button);
    const outcome = await mia.client.pressData(mia.id, only.id, button.callback_data);
    assert.equal(outcome.alert, button.text.includes("Rival"), button.text);
  }
  const open = await ask(desk, mia.id, "/open");
  assert.ok(open.text?.includes("flat tire") && !open.text.includes("forklift"), open.text);
  // Nor does a choice come through a group's message.
  const [message] = desk.botMessages();
  const [button] = again.replyMarkup?.inline_keyboard.flat() ?? [];
  assert.ok(message !== undefined && button !== undefined && "callback_data" in button);
  const outside = await dana.client.pressData(desk.group.id, message.id, button.callback_data);
  assert.ok(outside.alert);
  assert.ok((await ask(desk, dana.id, "/open")).text?.includes("forklift"));
});

Deno.test("neither codes nor approvals of one organisation open another", async () => {
  await using desk = await startDesk();
  const { olivia, dana, bot, sandbox } = desk;
  const rival = await setUpRival(desk);
  const rita = sandbox.as(rival.admin.personId);
  for (const id of [olivia.id, rita.personId]) {
    sandbox.as(id).startBot(bot);
    await desk.botSays("/connect", id);
  }
  // Rita's code, brought by Acme's own people: it is Rita who is asked, and only she can answer.
  const night = addGroup(desk, "Night Drivers", "Nora");
  const code = await askForCode(desk, { ...olivia, id: rita.personId, client: rita });
  night.admin.write(night.chat.id, `/connect ${code}`);
  const asked = await desk.botSays("wants to connect", rita.personId);
  const [approve] = asked.replyMarkup?.inline_keyboard.flat() ?? [];
  assert.ok(approve !== undefined && "callback_data" in approve);
  assert.ok(!sandbox.messages(olivia.id).some(({ text }) => text?.includes("Night Drivers")));
  const own = await ask(desk, olivia.id, "/help");
  const forged = await olivia.client.pressData(olivia.id, own.id, approve.callback_data);
  assert.ok(forged.alert, "Olivia manages another company");
  const [groupMessage] = desk.botMessages();
  assert.ok(groupMessage !== undefined);
  for (const person of [dana.id, olivia.id]) {
    const outcome = await sandbox.as(person)
      .pressData(desk.group.id, groupMessage.id, approve.callback_data);
    assert.ok(outcome.alert);
  }

  // Olivia connects the group first, with a code of her own: Rita's approval comes too late.
  night.admin.write(night.chat.id, `/connect ${await askForCode(desk, olivia)}`);
  const ours = await desk.botSays("wants to connect", olivia.id);
  await pressIn(desk, olivia.id, olivia.id, ours.id, "Approve");
  await desk.botSays("belongs to Acme Logistics", night.chat.id);
  const late = await pressIn(desk, rita.personId, rita.personId, asked.id, "Approve");
  assert.ok(late.alert && late.text?.includes("in the meantime"), late.text);
  night.admin.write(night.chat.id, "/ticket reefer alarm on trailer 9");
  await desk.botSays("0001", night.chat.id);
  const theirs = await ask(desk, rita.personId, "/open");
  assert.ok(theirs.text?.includes("forklift") && !theirs.text.includes("reefer"), theirs.text);
  assert.ok((await ask(desk, olivia.id, "/open")).text?.includes("reefer"));
});
