import assert from "node:assert/strict";
import { GrammyError } from "grammy";
import { parseChatId, parseUserId } from "../../src/people/ids.ts";
import { createChatDirectory } from "../../src/telegram/chat_directory.ts";
import { type Acme, acmeTest } from "../tools/sandbox/acme.ts";

async function open({ api }: Acme) {
  return createChatDirectory(api, await api.getMe());
}

const ask = async (acme: Acme, person: { readonly id: number }, chatId = acme.group.id) =>
  await (await open(acme)).isAdministrator(parseChatId(chatId), parseUserId(person.id));

const sees = async (acme: Acme, chatId = acme.group.id) =>
  await (await open(acme)).seesMessages(parseChatId(chatId));

acmeTest(
  "an administrator is told of all messages, a member as privacy mode has it",
  async (acme) => {
    const { sandbox, group, bot } = acme;
    assert.equal(await sees(acme), true);
    sandbox.setMember(group.id, bot.personId, { status: "member" });
    assert.equal(await sees(acme), false);
    bot.privacyMode = false;
    assert.equal(await sees(acme), true);
    bot.privacyMode = true;
    assert.equal(await sees(acme, -4040), false);
  },
);

acmeTest("a group's creator and its administrators administer it, others do not", async (acme) => {
  const { sandbox, group, olivia, mia, dana } = acme;
  assert.equal(await ask(acme, olivia), true);
  assert.equal(await ask(acme, dana), false);
  assert.equal(await ask(acme, mia), false);
  sandbox.setMember(group.id, mia.id, { status: "administrator" });
  assert.equal(await ask(acme, mia), true);
});

acmeTest("an ordinary member bot can ask as well", async (acme) => {
  const { sandbox, group, bot, olivia, dana } = acme;
  sandbox.setMember(group.id, bot.personId, { status: "member" });
  assert.equal(await ask(acme, olivia), true);
  assert.equal(await ask(acme, dana), false);
});

acmeTest("nobody administers a chat that the bot cannot see", async (acme) => {
  assert.equal(await ask(acme, acme.olivia, -4040), false);
  acme.sandbox.removeBot(acme.group.id, acme.bot);
  assert.equal(await ask(acme, acme.olivia), false);
});

acmeTest("an answer that did not come is no refusal", async (acme) => {
  acme.sandbox.setFault({ method: "getChatAdministrators", times: 1, status: 500 });
  await assert.rejects(ask(acme, acme.olivia), GrammyError);
});

acmeTest(
  "a person is called what Telegram says now, and nothing where it does not",
  async (acme) => {
    const { sandbox, group, dana } = acme;
    const directory = await open(acme);
    const find = (id: number) => directory.findPerson(parseChatId(group.id), parseUserId(id));
    sandbox.person(dana.id).username = "dana_two";
    assert.equal((await find(dana.id))?.username, "dana_two");
    assert.equal(await find(4040), null);
  },
);
