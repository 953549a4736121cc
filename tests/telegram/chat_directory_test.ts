import assert from "node:assert/strict";
import { GrammyError } from "grammy";
import { parseChatId, parseUserId } from "../../src/people/ids.ts";
import { createChatDirectory } from "../../src/telegram/chat_directory.ts";
import { type Acme, acmeTest } from "../tools/sandbox/acme.ts";

const ask = ({ api, group }: Acme, person: { readonly id: number }, chatId = group.id) =>
  createChatDirectory(api).isAdministrator(parseChatId(chatId), parseUserId(person.id));

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
