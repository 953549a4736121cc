import assert from "node:assert/strict";
import { SandboxError } from "../../../tools/sandbox/control.ts";
import { type Acme, acmeTest, assertRefused } from "./acme.ts";

const markup = {
  inline_keyboard: [[{ text: "Claim", callback_data: "c:1" }, {
    text: "Map",
    url: "https://a.com",
  }]],
};
const TOO_OLD = "query is too old and response timeout expired or query ID is invalid";

async function sendCard({ api, group }: Acme): Promise<number> {
  return (await api.sendMessage(group.id, "card", { reply_markup: markup })).message_id;
}

async function nextQuery({ api }: Acme) {
  const [update] = await api.getUpdates({ timeout: 5 });
  const query = update?.callback_query;
  assert(update !== undefined && query !== undefined);
  await api.getUpdates({ offset: update.update_id + 1 });
  return query;
}

acmeTest("a press reaches the bot and its answer reaches the person", async (acme) => {
  const { api, group, mia, sandbox } = acme;
  const card = await sendCard(acme);
  const pressed = sandbox.as(mia.id).press(group.id, card, "Claim");
  const query = await nextQuery(acme);
  assert.equal(query.from.id, mia.id);
  assert.equal(query.data, "c:1");
  assert.equal(query.message?.message_id, card);
  await api.answerCallbackQuery(query.id, { text: "Yours", show_alert: true });
  assert.deepEqual(await pressed, { id: query.id, answered: true, text: "Yours", alert: true });
  await assertRefused(api.answerCallbackQuery(query.id), 400, TOO_OLD);
});

acmeTest("an answer that never comes ends with the client's patience", async (acme) => {
  const { group, mia, sandbox } = acme;
  const outcome = await sandbox.as(mia.id).press(group.id, await sendCard(acme), "c:1", {
    timeoutMs: 1,
  });
  assert.equal(outcome.answered, false);
});

acmeTest("queries grow old, and an answer has at most 200 characters", async (acme) => {
  const { api, group, mia, sandbox } = acme;
  const pressed = sandbox.as(mia.id).press(group.id, await sendCard(acme), "Claim", {
    timeoutMs: 200,
  });
  const { id } = await nextQuery(acme);
  await assertRefused(api.answerCallbackQuery(id, { text: "x".repeat(201) }), 400, "");
  await sandbox.skip(60);
  await assertRefused(api.answerCallbackQuery(id), 400, TOO_OLD);
  await assertRefused(api.answerCallbackQuery("12345"), 400, TOO_OLD);
  assert.equal((await pressed).answered, false);
});

acmeTest("a client offers only the buttons that are there", async (acme) => {
  const { group, mia, olivia, sandbox } = acme;
  const card = await sendCard(acme);
  const press = (label: string) => () => void sandbox.as(mia.id).press(group.id, card, label);
  assert.throws(press("Release"), /no button “Release”; its buttons: “Claim”, “Map”/);
  assert.throws(press("Map"), SandboxError);
  sandbox.as(mia.id).leave(group.id);
  assert.throws(press("Claim"), /Mia is not in/);
  sandbox.as(mia.id).join(group.id);
  sandbox.as(olivia.id).deleteMessage(group.id, card);
  assert.throws(press("Claim"), /was deleted/);
});

acmeTest("forged data and deleted messages arrive as Telegram has them", async (acme) => {
  const { api, group, mia, olivia, sandbox, drain } = acme;
  const card = await sendCard(acme);
  sandbox.as(olivia.id).deleteMessage(group.id, card);
  await drain();
  const pressed = sandbox.as(mia.id).pressData(group.id, card, "forged");
  const query = await nextQuery(acme);
  assert.equal(query.data, "forged");
  assert.equal(query.message?.date, 0);
  await api.answerCallbackQuery(query.id);
  assert.equal((await pressed).answered, true);
});
