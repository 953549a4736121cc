import assert from "node:assert/strict";
import { type Acme, acmeTest } from "./acme.ts";

async function post({ server }: Acme, name: string, body: unknown) {
  const response = await fetch(`${server.apiRoot}/control/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const { result, problem } = await response.json();
  return { status: response.status, result, problem };
}

acmeTest("a story can be driven from another process", async (acme) => {
  const { api, group, dana, mia, server } = acme;
  const written = await post(acme, "write", { as: dana.id, chatId: group.id, text: "/ticket x" });
  assert.equal(written.status, 200);
  const [update] = await api.getUpdates();
  assert.equal(update?.message?.message_id, written.result);
  const card = await api.sendMessage(group.id, "card", {
    reply_markup: { inline_keyboard: [[{ text: "Claim", callback_data: "c" }]] },
  });
  const pressed = post(acme, "press", {
    as: mia.id,
    chatId: group.id,
    messageId: card.message_id,
    button: "Claim",
  });
  const updates = await api.getUpdates({ offset: (update?.update_id ?? 0) + 1, timeout: 5 });
  await api.answerCallbackQuery(updates[0]?.callback_query?.id ?? "", { text: "Yours" });
  assert.equal((await pressed).result.text, "Yours");

  const state = await (await fetch(`${server.apiRoot}/control/state`)).json();
  const chat = state.result.chats.find(({ id }: { id: number }) => id === group.id);
  assert(chat.messages.some(({ text }: { text?: string }) => text === "card"));
  assert.equal(JSON.stringify(state).includes(acme.bot.token), false);
});

acmeTest("a world can be made over HTTP", async (acme) => {
  const ida = (await post(acme, "addPerson", { firstName: "Ida" })).result;
  const group = (await post(acme, "addGroup", { title: "New", creator: ida.id })).result;
  const bot = (await post(acme, "addBot", { username: "new_bot" })).result;
  assert.match(bot.token, /^\d+:AA[\w-]{33}$/);
  const added = await post(acme, "addBotToGroup", {
    chatId: group.id,
    bot: bot.personId,
    by: ida.id,
    administrator: true,
  });
  assert.equal(added.status, 200);
  assert.equal(acme.sandbox.chat(group.id).members.get(bot.personId)?.status, "administrator");
  await post(acme, "setFault", { method: "getMe", status: 500 });
  await assert.rejects(acme.api.getMe(), /500/);
  await post(acme, "clearFaults", {});
  await acme.api.getMe();
});

acmeTest("what is wrong with a command is said", async (acme) => {
  const { dana, group, server } = acme;
  const text = await post(acme, "write", { as: dana.id, chatId: group.id });
  assert.deepEqual([text.status, /text/.test(text.problem)], [400, true]);
  const extra = await post(acme, "tick", { now: true });
  assert.deepEqual([extra.status, /now/.test(extra.problem)], [400, true]);
  const who = await post(acme, "write", { as: 42, chatId: group.id, text: "x" });
  assert.deepEqual([who.status, who.problem], [400, "the sandbox knows no person 42"]);
  const unknown = await post(acme, "explode", {});
  assert.deepEqual([unknown.status, /no command explode/.test(unknown.problem)], [404, true]);
  const form = await fetch(`${server.apiRoot}/control/tick`, { method: "POST", body: "{}" });
  assert.equal(form.status, 415);
  await form.body?.cancel();
});

acmeTest("the server answers on loopback names only", async ({ sandbox }) => {
  const foreign = await sandbox.app.request("http://evil.example/control/state");
  assert.equal(foreign.status, 403);
});
