import assert from "node:assert/strict";
import { registerCommands } from "../../src/telegram/register_commands.ts";
import { createWords } from "../../src/telegram/render/create_words.ts";
import { type Acme, acmeTest } from "../tools/sandbox/acme.ts";
import { createRecordedLog } from "./recorded_log.ts";

async function register({ api }: Acme) {
  const file = new URL("../../src/telegram/words/en.ftl", import.meta.url);
  const words = createWords({ en: await Deno.readTextFile(file) });
  const log = createRecordedLog();
  await registerCommands({ api, words, log });
  return log.lines;
}

const listFor = ({ sandbox, group }: Acme, person: { readonly id: number }) =>
  sandbox.commandsFor(group.id, person.id).map(({ command }) => command);

acmeTest("clients offer each person the commands of their place", async (acme) => {
  assert.deepEqual(await register(acme), []);
  const { sandbox, bot, dana, olivia } = acme;
  assert.ok(listFor(acme, dana).includes("ticket"));
  assert.ok(!listFor(acme, dana).includes("setup"));
  assert.ok(listFor(acme, olivia).includes("setup"));

  sandbox.as(dana.id).startBot(bot);
  const chat = sandbox.privateChat(dana.id, bot);
  assert.ok(chat !== undefined);
  const inPrivate = sandbox.commandsFor(chat.id, dana.id).map(({ command }) => command);
  assert.deepEqual(inPrivate, [
    "open",
    "mine",
    "incident",
    "comment",
    "reopen",
    "departments",
    "members",
    "join",
    "member",
    "unmember",
    "role",
    "department",
    "settings",
    "report",
    "organisation",
    "connect",
    "help",
  ]);
});

acmeTest("commands may be registered at each start", async (acme) => {
  await register(acme);
  const before = listFor(acme, acme.olivia);
  assert.deepEqual(await register(acme), []);
  assert.deepEqual(listFor(acme, acme.olivia), before);
});

acmeTest("a list that Telegram does not take is a warning", async (acme) => {
  acme.sandbox.setFault({ method: "setMyCommands", times: 1, status: 500 });
  const lines = await register(acme);
  assert.deepEqual(lines.map(({ level }) => level), ["warn"]);
});
