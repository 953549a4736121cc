import assert from "node:assert/strict";
import { acmeTest, assertRefused } from "./acme.ts";

acmeTest("a basic group becomes a supergroup with another id", async (acme) => {
  const { api, bot, dana, olivia, sandbox, drain } = acme;
  const old = sandbox.addGroup({
    title: "Basic",
    kind: "group",
    creator: olivia.id,
    members: [dana.id],
  });
  sandbox.addBotToGroup(old.id, bot, olivia.id, { administrator: true });
  const { message_id } = await api.sendMessage(old.id, "card");
  await api.pinChatMessage(old.id, message_id);
  await drain();
  const id = sandbox.migrate(old.id);

  const told = (await drain()).map(({ message }) => [
    message?.chat.id,
    message?.migrate_to_chat_id ?? message?.migrate_from_chat_id,
  ]);
  assert.deepEqual(told, [[old.id, id], [id, old.id]]);
  const calls = [
    () => api.sendMessage(old.id, "x"),
    () => api.editMessageText(old.id, message_id, "x"),
    () => api.pinChatMessage(old.id, message_id),
    () => api.getChat(old.id),
  ];
  for (const call of calls) {
    const words = "group chat was upgraded to a supergroup chat";
    const error = await assertRefused(call(), 400, words);
    assert.equal(error.parameters.migrate_to_chat_id, id);
  }
  await assertRefused(api.editMessageText(id, message_id, "x"), 400, "message to edit not found");
  assert.equal((await api.getChat(id)).type, "supergroup");
  assert.equal((await api.getChatMember(id, bot.personId)).status, "administrator");
  await api.sendMessage(id, "on we go");
  assert.deepEqual(sandbox.chatsOf(dana.id).map((chat) => chat.id).includes(old.id), false);
  assert.throws(() => sandbox.as(dana.id).write(old.id, "x"), /lives on as/);
  assert.throws(() => sandbox.migrate(old.id), /already/);
  assert.throws(() => sandbox.migrate(id), /only a basic group/);
});
