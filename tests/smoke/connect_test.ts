import assert from "node:assert/strict";
import { ask } from "./ask.ts";
import type { Someone } from "./company.ts";
import { addGroup, askForCode, pressIn } from "./second_group.ts";
import { type Desk, startDesk } from "./start_desk.ts";

async function startWithManager(desk: Desk): Promise<void> {
  desk.olivia.client.startBot(desk.bot);
  await desk.botSays("What you can do here", desk.olivia.id);
}

/** Brings a code to a group and waits for what the bot says to it there. */
async function bring(desk: Desk, personId: number, chatId: number, code: string): Promise<string> {
  const { sandbox } = desk;
  const command = sandbox.as(personId).write(chatId, `/connect ${code}`);
  const answer = await sandbox.until(
    () => sandbox.messages(chatId).find(({ replyTo }) => replyTo?.messageId === command),
    { what: `the bot answers a code` },
  );
  return answer.text ?? "";
}

async function pressPrivately(desk: Desk, { id }: Someone, part: string, label: string) {
  const message = await desk.botSays(part, id);
  return await pressIn(desk, id, id, message.id, label);
}

Deno.test("a code connects a second group once the ops manager approves", async () => {
  await using desk = await startDesk();
  const { olivia, mia, dana, sandbox, bot, group } = desk;
  await startWithManager(desk);
  mia.client.startBot(bot);
  await desk.botSays("What you can do here", mia.id);
  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");

  // Only an ops manager gets one, and only in private.
  mia.client.write(mia.id, "/connect");
  await desk.botSays("Only an ops manager", mia.id);
  const code = await askForCode(desk, olivia);
  assert.match(code, /^[0-9a-f]{32}$/);
  assert.ok(!desk.botMessages().some(({ text }) => text?.includes(code)));

  const night = addGroup(desk, "Night Drivers", "Nora");
  await desk.botSays("not set up", night.chat.id);
  night.admin.write(night.chat.id, "/connect");
  await desk.botSays("ask one of its ops managers", night.chat.id);
  const driver = night.hire("Nick");
  assert.ok((await bring(desk, driver.personId, night.chat.id, code)).includes("Only an admin"));
  const brought = night.admin.write(night.chat.id, `/connect ${code.toUpperCase()}`);
  await desk.botSays("I have asked the ops manager", night.chat.id);
  await sandbox.until(() => sandbox.message(night.chat.id, brought)?.deleted, {
    what: "the code does not stay in the group",
  });
  // Not yet: nothing of the group is known here.
  driver.write(night.chat.id, "/ticket reefer alarm on trailer 9");
  await desk.botSays("not set up yet. An admin of the group can do it", night.chat.id);

  const asked = await desk.botSays("wants to connect", olivia.id);
  assert.ok(asked.text?.includes("Nora") && asked.text.includes("Night Drivers"), asked.text);
  const outcome = await pressIn(desk, olivia.id, olivia.id, asked.id, "Approve");
  assert.equal(outcome.alert, false);
  const told = await desk.botSays("belongs to Acme Logistics", night.chat.id);
  assert.ok(told.text?.includes("Maintenance"));
  const confirmed = await desk.botSays("Night Drivers is connected", olivia.id);
  await sandbox.until(() => sandbox.message(olivia.id, asked.id)?.deleted);
  // The button is used up.
  const data = asked.replyMarkup?.inline_keyboard[0]?.[0];
  assert.ok(data !== undefined && "callback_data" in data);
  const again = await olivia.client.pressData(olivia.id, confirmed.id, data.callback_data);
  assert.ok(again.alert && again.text?.includes("answered already"), again.text);

  // Departments are shared, numbers count on, and each driver sees their own group's.
  driver.write(night.chat.id, "/ticket reefer alarm on trailer 9");
  const card = await desk.botSays("0002", night.chat.id);
  const labels = card.replyMarkup?.inline_keyboard.flat().map(({ text }) => text) ?? [];
  assert.ok(labels.includes("Maintenance"), labels.join());
  await pressIn(desk, driver.personId, night.chat.id, card.id, "Maintenance");
  await desk.botSays("0002 needs Maintenance", mia.id);
  mia.client.write(mia.id, "/open");
  const both = await desk.botSays("Open incidents", mia.id);
  assert.ok(both.text?.includes("0001") && both.text.includes("0002"));
  driver.startBot(bot);
  await desk.botSays("What you can do here", driver.personId);
  driver.write(driver.personId, "/open");
  const own = await desk.botSays("Open incidents", driver.personId);
  assert.ok(own.text?.includes("0002") && !own.text.includes("0001"), own.text);
  driver.write(driver.personId, "/incident 1");
  await desk.botSays("no incident 0001", driver.personId);
  assert.ok(!sandbox.messages(group.id).some(({ text }) => text?.includes("reefer")));

  // A connected group needs no code, and the code is used.
  assert.ok((await bring(desk, night.admin.personId, night.chat.id, code)).includes("already"));
});

Deno.test("declined, a group stays outside; a code works once, for an hour", async () => {
  await using desk = await startDesk();
  const { olivia, mia, bot, sandbox } = desk;
  await startWithManager(desk);
  const night = addGroup(desk, "Night Drivers", "Nora");
  const { chat, admin } = night;
  const wrong = new Set<string>();

  const used = await askForCode(desk, olivia);
  await bring(desk, admin.personId, chat.id, used);
  // Another manager of the same company was not asked.
  await ask(desk, olivia, "/role @mia manager");
  mia.client.startBot(bot);
  const hello = await desk.botSays("What you can do here", mia.id);
  const asked = await desk.botSays("wants to connect", olivia.id);
  const [approve] = asked.replyMarkup?.inline_keyboard.flat() ?? [];
  assert.ok(approve !== undefined && "callback_data" in approve);
  assert.ok((await mia.client.pressData(mia.id, hello.id, approve.callback_data)).alert);
  await pressPrivately(desk, olivia, "wants to connect", "Decline");
  await desk.botSays("did not approve", chat.id);
  await desk.botSays("was not connected", olivia.id);
  wrong.add(await bring(desk, admin.personId, chat.id, used));

  const replaced = await askForCode(desk, olivia);
  const expired = await askForCode(desk, olivia);
  wrong.add(await bring(desk, admin.personId, chat.id, replaced));
  await sandbox.skip(3601);
  wrong.add(await bring(desk, admin.personId, chat.id, expired));
  wrong.add(await bring(desk, admin.personId, chat.id, "0123456789abcdef0123456789abcdef"));
  assert.equal(wrong.size, 1, [...wrong].join("\n"));
  assert.ok([...wrong][0]?.includes("does not work"));
});

Deno.test("an anonymous admin brings a code as whoever confirms it", async () => {
  await using desk = await startDesk();
  const { olivia, sandbox } = desk;
  await startWithManager(desk);
  const { chat, admin } = addGroup(desk, "Night Drivers", "Nora");
  const code = await askForCode(desk, olivia);
  sandbox.setMember(chat.id, admin.personId, { anonymous: true });
  admin.write(chat.id, `/connect ${code}`);
  const question = await desk.botSays("You write as the group", chat.id);
  await pressIn(desk, admin.personId, chat.id, question.id, "Confirm");
  const asked = await desk.botSays("wants to connect", olivia.id);
  assert.ok(asked.text?.includes("Nora"), asked.text);
  await pressIn(desk, olivia.id, olivia.id, asked.id, "Approve");
  await desk.botSays("belongs to Acme Logistics", chat.id);
});

Deno.test("who is no manager any more approves nothing, and their codes end", async () => {
  await using desk = await startDesk();
  const { olivia, mia, bot, sandbox } = desk;
  await ask(desk, olivia, "/role @mia manager");
  mia.client.startBot(bot);
  await desk.botSays("What you can do here", mia.id);
  // As an ordinary member the bot may not delete the code: it stands there, and nothing fails.
  const { chat, admin } = addGroup(desk, "Night Drivers", "Nora", false);
  const code = await askForCode(desk, mia);
  const brought = admin.write(chat.id, `/connect ${code}`);
  const asked = await desk.botSays("wants to connect", mia.id);
  await desk.program.settle();
  assert.equal(sandbox.message(chat.id, brought)?.deleted, false);
  const unused = await askForCode(desk, mia);

  await ask(desk, olivia, "/role @mia driver");
  const outcome = await pressIn(desk, mia.id, mia.id, asked.id, "Approve");
  assert.ok(outcome.alert && outcome.text?.includes("no ops manager"), outcome.text);
  assert.ok((await bring(desk, admin.personId, chat.id, unused)).includes("does not work"));
  assert.ok(!sandbox.messages(chat.id).some(({ text }) => text?.includes("Acme")));
});

Deno.test("too many wrong codes are refused for a while, good ones too", async () => {
  await using desk = await startDesk();
  const { olivia, sandbox } = desk;
  await startWithManager(desk);
  const night = addGroup(desk, "Night Drivers", "Nora");
  const other = addGroup(desk, "Weekend Drivers", "Will");
  const tries = Array.from({ length: 5 }, (_, index) => index.toString().repeat(32));
  for (const code of tries) {
    const answer = await bring(desk, night.admin.personId, night.chat.id, code);
    assert.ok(answer.includes("does not work"), answer);
  }
  const code = await askForCode(desk, olivia);
  const refused = await bring(desk, night.admin.personId, night.chat.id, code);
  assert.ok(refused.includes("too many"), refused);
  // Another admin of the same group is refused as well, and the same one in another group.
  sandbox.setMember(night.chat.id, night.hire("Nick").personId, { status: "administrator" });
  const [nick] = sandbox.people.filter(({ firstName }) => firstName === "Nick");
  assert.ok(nick !== undefined);
  assert.ok((await bring(desk, nick.id, night.chat.id, code)).includes("too many"));
  sandbox.as(night.admin.personId).join(other.chat.id);
  sandbox.setMember(other.chat.id, night.admin.personId, { status: "administrator" });
  assert.ok((await bring(desk, night.admin.personId, other.chat.id, code)).includes("too many"));

  await sandbox.skip(901);
  await sandbox.tick();
  const taken = await bring(desk, night.admin.personId, night.chat.id, code);
  assert.ok(taken.includes("I have asked"), taken);
  await desk.botSays("wants to connect", olivia.id);
});
