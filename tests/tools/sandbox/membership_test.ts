import assert from "node:assert/strict";
import { acmeTest, assertRefused } from "./acme.ts";

acmeTest(
  "adding, changing and removing the bot",
  async ({ api, group, bot, olivia, sandbox, drain }) => {
    const changes = async () =>
      (await drain()).flatMap(({ my_chat_member: change }) =>
        change === undefined
          ? []
          : [`${change.old_chat_member.status} → ${change.new_chat_member.status}`]
      );
    sandbox.setMember(group.id, bot.personId, { status: "member" });
    sandbox.setMember(group.id, bot.personId, { status: "administrator", canPinMessages: true });
    sandbox.removeBot(group.id, bot, olivia.id);
    assert.deepEqual(await changes(), [
      "administrator → member",
      "member → administrator",
      "administrator → kicked",
    ]);
    await assertRefused(
      api.sendMessage(group.id, "x"),
      403,
      "Forbidden: bot was kicked from the supergroup chat",
    );
    sandbox.addBotToGroup(group.id, bot, olivia.id);
    await api.leaveChat(group.id);
    assert.deepEqual(await changes(), ["kicked → member", "member → left"]);
    await assertRefused(
      api.sendMessage(group.id, "x"),
      403,
      "Forbidden: bot is not a member of the supergroup chat",
    );
  },
);

acmeTest("a chat the bot never knew is not found", async ({ api, sandbox, olivia }) => {
  const { id } = sandbox.addGroup({ title: "Elsewhere", creator: olivia.id });
  await assertRefused(api.sendMessage(id, "x"), 400, "chat not found");
  await assertRefused(api.sendMessage(-5, "x"), 400, "chat not found");
  await assertRefused(api.sendMessage("@nobody", "x"), 400, "chat not found");
});

acmeTest("private chats: first Start, then until it is stopped", async (acme) => {
  const { api, bot, dana, sandbox, drain } = acme;
  const stranger = sandbox.addPerson({ firstName: "Ida" });
  await assertRefused(
    api.sendMessage(dana.id, "x"),
    403,
    "Forbidden: bot can't initiate conversation with a user",
  );
  await assertRefused(api.sendMessage(stranger.id, "x"), 400, "chat not found");
  await assertRefused(
    api.sendMessage(bot.personId, "x"),
    403,
    "Forbidden: bots can't send messages to bots",
  );
  sandbox.as(dana.id).startBot(bot, "payload");
  const start = (await drain()).at(-1)?.message;
  assert.equal(start?.text, "/start payload");
  assert.deepEqual(start?.chat, {
    id: dana.id,
    type: "private",
    first_name: "Dana",
    last_name: "Ruiz",
    username: "dana_ruiz",
  });
  await api.sendMessage(dana.id, "hello");
  assert.equal(sandbox.messages(dana.id).at(-1)?.text, "hello");
  sandbox.as(dana.id).blockBot(bot);
  await assertRefused(
    api.sendMessage(dana.id, "x"),
    403,
    "Forbidden: bot was blocked by the user",
  );
  assert.equal((await drain()).at(-1)?.my_chat_member?.new_chat_member.status, "kicked");
  sandbox.as(dana.id).startBot(bot);
  await api.sendMessage(dana.id, "hello again");
  // The person's own client knows this chat by the bot's id.
  sandbox.as(dana.id).write(bot.personId, "thanks");
  assert.equal((await drain()).at(-1)?.message?.chat.id, dana.id);
});

acmeTest("two bots' private chats with one person are two", async ({ api, bot, dana, sandbox }) => {
  const other = sandbox.addBot({ username: "other_bot" });
  sandbox.as(dana.id).startBot(other);
  await assertRefused(api.sendMessage(dana.id, "x"), 403, "can't initiate");
  assert.equal(sandbox.privateChat(dana.id, bot), undefined);
  assert.notEqual(sandbox.privateChat(dana.id, other), undefined);
});

acmeTest("people come and go, and an administrator bot is told", async (acme) => {
  const { api, group, omar, mia, sandbox, drain } = acme;
  await api.getUpdates({ allowed_updates: ["message", "chat_member"] });
  sandbox.as(omar.id).leave(group.id);
  sandbox.as(omar.id).join(group.id);
  sandbox.removeMember(group.id, mia.id);
  sandbox.setMember(group.id, omar.id, { status: "administrator" });
  const told = (await drain()).map(({ message, chat_member: change }) =>
    change === undefined
      ? `${message?.from.first_name}: ${
        message?.left_chat_member?.first_name ?? message?.new_chat_members?.[0]?.first_name
      }`
      : `${change.from.first_name} ${change.new_chat_member.user.first_name} ${change.new_chat_member.status}`
  );
  assert.deepEqual(told, [
    "Omar Omar left",
    "Omar: Omar",
    "Omar Omar member",
    "Omar: Omar",
    "Olivia Mia kicked",
    "Olivia: Mia",
    "Olivia Omar administrator",
  ]);
});

acmeTest("who is who in a chat", async ({ api, group, bot, dana, omar, olivia, sandbox }) => {
  const other = sandbox.addBot({ username: "other_bot" });
  sandbox.addBotToGroup(group.id, other, olivia.id, { administrator: true });
  const ids = (members: { user: { id: number } }[]) => members.map(({ user }) => user.id);
  assert.deepEqual(ids(await api.getChatAdministrators(group.id)), [olivia.id, bot.personId]);
  assert.equal((await api.getChatMember(group.id, dana.id)).status, "member");
  const me = await api.getChatMember(group.id, bot.personId);
  assert(me.status === "administrator" && me.can_pin_messages === true);
  assert.equal((await api.getChatMember(group.id, olivia.id)).status, "creator");
  sandbox.setMember(group.id, omar.id, { status: "restricted", canSendMessages: false });
  assert.equal((await api.getChatMember(group.id, omar.id)).status, "restricted");
  assert.throws(() => sandbox.as(omar.id).write(group.id, "x"), /Omar may not write/);
  sandbox.removeMember(group.id, omar.id);
  assert.equal((await api.getChatMember(group.id, omar.id)).status, "kicked");
  await assertRefused(api.getChatMember(group.id, 42), 400, "invalid user_id specified");
  assert.equal(await api.getChatMemberCount(group.id), 6);
  sandbox.as(dana.id).startBot(bot);
  await assertRefused(
    api.getChatAdministrators(dana.id),
    400,
    "there are no administrators in the private chat",
  );
});

acmeTest("ids are beyond 32 bits, and message ids count as at Telegram", async (acme) => {
  const { api, group, bot, dana, olivia, sandbox } = acme;
  const basic = sandbox.addGroup({ title: "Basic", kind: "group", creator: olivia.id });
  sandbox.addBotToGroup(basic.id, bot, olivia.id);
  sandbox.as(dana.id).startBot(bot);
  const inBasic = await api.sendMessage(basic.id, "x");
  const inPrivate = await api.sendMessage(dana.id, "x");
  assert.equal(inPrivate.message_id, inBasic.message_id + 1);
  const inGroup = await api.sendMessage(group.id, "x");
  const inGroupNext = await api.sendMessage(group.id, "x");
  assert.equal(inGroupNext.message_id, inGroup.message_id + 1);
  for (const id of [dana.id, basic.id, group.id]) assert(Math.abs(id) > 2 ** 32 - 1);
  assert(group.id < -1_000_000_000_000 && basic.id > -1_000_000_000_000);
});

acmeTest("a bot that may not write is refused", async ({ api, group, bot, sandbox }) => {
  sandbox.setMember(group.id, bot.personId, { status: "restricted", canSendMessages: false });
  await assertRefused(
    api.sendMessage(group.id, "x"),
    400,
    "not enough rights to send text messages to the chat",
  );
});
