import assert from "node:assert/strict";
import { acmeTest, assertRefused } from "./acme.ts";

const list = (...names: string[]) => names.map((command) => ({ command, description: "does it" }));

acmeTest("commands: the narrowest scope that has some wins", async (acme) => {
  const { api, group, bot, dana, olivia, sandbox } = acme;
  const names = (chatId: number, personId: number) =>
    sandbox.commandsFor(chatId, personId).map(({ command }) => command);
  await api.setMyCommands(list("help"));
  assert.deepEqual(names(group.id, dana.id), ["help"]);
  await api.setMyCommands(list("ticket"), { scope: { type: "all_group_chats" } });
  await api.setMyCommands(list("setup"), { scope: { type: "all_chat_administrators" } });
  assert.deepEqual(names(group.id, dana.id), ["ticket"]);
  assert.deepEqual(names(group.id, olivia.id), ["setup"]);
  const mine = { type: "chat_member", chat_id: group.id, user_id: dana.id } as const;
  await api.setMyCommands(list("mine"), { scope: mine });
  assert.deepEqual(names(group.id, dana.id), ["mine"]);
  assert.deepEqual(await api.getMyCommands({ scope: mine }), list("mine"));
  await api.deleteMyCommands({ scope: mine });
  assert.deepEqual(names(group.id, dana.id), ["ticket"]);
  sandbox.as(dana.id).startBot(bot);
  assert.deepEqual(names(dana.id, dana.id), ["help"]);
});

acmeTest("commands are checked", async ({ api }) => {
  await assertRefused(api.setMyCommands(list("Ticket")), 400, "BOT_COMMAND_INVALID");
  await assertRefused(
    api.setMyCommands([{ command: "x", description: "" }]),
    400,
    "BOT_COMMAND_DESCRIPTION_INVALID",
  );
  await assertRefused(
    api.setMyCommands(list("x"), { scope: { type: "chat", chat_id: -1 } }),
    400,
    "chat not found",
  );
}, { spec: null });

acmeTest("the bot introduces itself", async ({ api, bot }) => {
  const me = await api.getMe();
  assert.deepEqual([me.username, me.can_read_all_group_messages], ["roadcall_bot", false]);
  await api.setMyDescription("An incident desk");
  await api.setMyShortDescription("A desk");
  assert.deepEqual([bot.description, bot.shortDescription], ["An incident desk", "A desk"]);
});
