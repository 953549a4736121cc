/** A basic group becomes a supergroup, with another id and none of the old messages. */
import assert from "node:assert/strict";
import { type Desk, startDesk } from "./start_desk.ts";

function cardIn(desk: Desk, chatId: number, number: string) {
  return desk.sandbox.until(
    () => desk.sandbox.messages(chatId).find(({ text }) => text?.includes(`${number} ·`)),
    { what: `the card of ${number} in ${chatId}` },
  );
}

/** Presses a button of the card in the new chat. */
async function press(desk: Desk, who: Desk["mia"], chatId: number, number: string, label: string) {
  const card = await cardIn(desk, chatId, number);
  const text = card.replyMarkup?.inline_keyboard.flat().find((one) => one.text.includes(label))
    ?.text;
  assert.ok(text !== undefined, `${label} under ${number}`);
  return await who.client.press(chatId, card.id, text);
}

Deno.test("a migrated group goes on: cards anew and pinned, what is awaited asked anew", async () => {
  await using desk = await startDesk({ kind: "group" });
  const { dana, mia, sandbox, group, program } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  const old = await desk.cardSays("0001", "flat tire");
  await dana.press("0001", "Maintenance");
  dana.write("/ticket printer on fire");
  await desk.cardSays("0002", "printer");
  await dana.press("0002", "Maintenance");
  await desk.cardSays("0002", "Waiting for Maintenance");
  await mia.press("0002", "Claim");
  await desk.cardSays("0002", "In progress");
  await mia.press("0002", "Resolve");
  await desk.botSays("what was done about 0002");
  await program.settle();

  const chatId = sandbox.migrate(group.id);
  const card = await cardIn(desk, chatId, "0001");
  assert.equal(card.replyTo, undefined);
  const prompt = await desk.botSays("what was done about 0002", chatId);
  await sandbox.until(() => sandbox.pinned(chatId).length === 2, { what: "both are pinned" });
  await sandbox.quiet();
  await program.settle();
  const said = sandbox.messages(chatId).filter(({ service }) => service === undefined);
  assert.equal(said.length, 3, "two cards and one question, once each");

  // A screen that still shows the old chat.
  const [data] = old.replyMarkup?.inline_keyboard.flat() ?? [];
  assert.ok(data !== undefined && "callback_data" in data);
  const moved = await mia.client.pressData(group.id, old.id, data.callback_data);
  assert.ok(moved.alert && moved.text?.includes("old"), moved.text);

  await press(desk, mia, chatId, "0001", "Claim");
  mia.client.write(chatId, "Put it out", { replyTo: prompt.id });
  await sandbox.until(() =>
    sandbox.messages(chatId).find(({ text }) => text?.includes("0002 · Resolved"))
  );
  dana.client.write(chatId, "/open");
  const list = await desk.botSays("Open incidents", chatId);
  assert.ok(list.entities.some(({ type }) => type === "text_link"), "a supergroup has links");
});

Deno.test("what was asked and owed in the old chat comes in the new one, whoever tells first", async () => {
  await using desk = await startDesk({ kind: "group", expectsTroubles: true });
  const { dana, sandbox, group, program } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  await program.settle();
  // Written in the old chat, applied when it is gone, and its call to the department too.
  const chosen = dana.press("0001", "Maintenance");
  dana.write("/ticket printer on fire");
  const chatId = sandbox.migrate(group.id);
  // Where the news was faster, she is told that the card has moved.
  if ((await chosen).alert) await press(desk, dana, chatId, "0001", "Maintenance");
  await cardIn(desk, chatId, "0001");
  await cardIn(desk, chatId, "0002");
  await desk.botSays("@mia", chatId);
  await sandbox.quiet();
  await program.settle();
  const cards = sandbox.messages(chatId).filter(({ text }) => /000[12] ·/.test(text ?? ""));
  assert.equal(cards.length, 2);
  assert.equal(sandbox.pinned(chatId).length, 2);
  const again = await press(desk, dana, chatId, "0002", "Maintenance");
  assert.ok(!again.alert);
});

Deno.test("a refused call alone is enough to follow a group, and the messages change nothing", async () => {
  // It is a poll that fails, so that the bot hears of nothing.
  await using desk = await startDesk({
    kind: "group",
    expectsTroubles: true,
    settings: { UPDATES: "polling" },
  });
  const { dana, sandbox, group, program } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  // Its answer is to be deleted in the old chat.
  dana.write("/open");
  await desk.botSays("Open incidents");
  await program.settle();
  // The bot hears of nothing until it calls.
  sandbox.setFault({ method: "getUpdates", times: Infinity, status: 502 });
  dana.write("hello");
  await sandbox.until(() =>
    sandbox.calls.some(({ method, status }) => method === "getUpdates" && status === 502)
  );
  const chatId = sandbox.migrate(group.id);
  await sandbox.skip(301);
  await sandbox.tick();
  const card = await cardIn(desk, chatId, "0001");
  await program.settle();
  assert.deepEqual(sandbox.pinned(chatId).map(({ id }) => id), [card.id]);

  sandbox.clearFaults();
  await sandbox.until(() => sandbox.pendingUpdates.length === 0, { what: "all updates are taken" });
  await program.settle();
  const cards = sandbox.messages(chatId).filter(({ text }) => text?.includes("0001 ·"));
  assert.deepEqual(cards.map(({ id }) => id), [card.id]);
});
