import assert from "node:assert/strict";
import type { ChosenFault } from "../../../tools/sandbox/control.ts";
import { acmeTest, assertNoAnswer, assertRefused } from "./acme.ts";

acmeTest("a fault answers instead of the method, so many times, for its chat", async (acme) => {
  const { api, group, bot, dana, sandbox } = acme;
  sandbox.as(dana.id).startBot(bot);
  sandbox.setFault({ method: "sendMessage", times: 2, status: 502, chatId: group.id });
  await api.sendMessage(dana.id, "x");
  await assertRefused(api.sendMessage(group.id, "x"), 502, "Bad Gateway");
  await api.sendChatAction(group.id, "typing");
  await assertRefused(api.sendMessage(group.id, "x"), 502, "Bad Gateway");
  const sent = await api.sendMessage(group.id, "there");
  assert.deepEqual(
    sandbox.messages(group.id).filter(({ fromId, text }) => fromId === bot.personId && text)
      .map(({ id }) => id),
    [sent.message_id],
  );
});

acmeTest("a fault for every method stays until it is cleared", async ({ api, group, sandbox }) => {
  sandbox.setFault({ method: "*", times: Infinity, status: 429, retryAfter: 7 });
  for (let time = 0; time < 3; time++) {
    const error = await assertRefused(
      api.sendMessage(group.id, "x"),
      429,
      "Too Many Requests: retry after 7",
    );
    assert.equal(error.parameters.retry_after, 7);
  }
  sandbox.clearFaults();
  const undo = sandbox.setFault({ method: "getMe", times: 1, status: 400, description: "own" });
  await assertRefused(api.getMe(), 400, "own");
  undo();
  await api.getMe();
});

acmeTest("a lost answer: it was carried out, once, and nobody knows", async (acme) => {
  const { api, group, sandbox } = acme;
  // A connection that is kept alive must not make the client send it again by itself.
  await api.getMe();
  sandbox.setFault({ method: "sendMessage", times: 1, loseAnswer: true });
  await assertNoAnswer(api.sendMessage(group.id, "card"));
  assert.equal(sandbox.messages(group.id).filter(({ text }) => text === "card").length, 1);
  assert.equal(sandbox.calls.filter(({ method }) => method === "sendMessage").length, 1);
});

acmeTest("a delay keeps the answer back, and ends with the server", async (acme) => {
  const { api, group, sandbox, server } = acme;
  sandbox.setFault({ method: "getMe", times: 1, delayMs: 600_000 });
  let ended = false;
  const call = api.getMe().then(() => {}, () => {}).finally(() => void (ended = true));
  // Sent later, answered earlier.
  for (let time = 0; time < 5; time++) await api.getChat(group.id);
  assert.equal(ended, false);
  await assert.rejects(sandbox.quiet({ timeoutMs: 1 }), /all is quiet/);
  await server.stop();
  await call;
});

const start = 1_800_000_000_000;
let clock = start;

acmeTest("limits: 20 a minute in a group, edits counted", async ({ api, group, sandbox }) => {
  clock = start;
  sandbox.limits({ enabled: true });
  const { message_id } = await api.sendMessage(group.id, "card");
  for (let time = 1; time < 20; time++) {
    clock += 1_000;
    await api.editMessageText(group.id, message_id, `card ${time}`);
  }
  clock += 1_000;
  const error = await assertRefused(
    api.editMessageText(group.id, message_id, "late"),
    429,
    "Too Many Requests: retry after 40",
  );
  assert.equal(error.parameters.retry_after, 40);
  // What is no message of the bot's is not limited.
  await api.getChat(group.id);
  clock += 40_000;
  await api.editMessageText(group.id, message_id, "in time");
}, { now: () => clock });

acmeTest("limits: a burst in a chat passes, a stream does not; time scales", async (acme) => {
  const { api, bot, dana, sandbox } = acme;
  clock = start;
  sandbox.as(dana.id).startBot(bot);
  sandbox.limits({ enabled: true, timeScale: 10 });
  for (let time = 0; time < 5; time++) await api.sendMessage(dana.id, "x");
  await assertRefused(api.sendMessage(dana.id, "x"), 429, "retry after 1");
  clock += 500;
  await api.sendMessage(dana.id, "x");
  sandbox.limits({ enabled: false });
  for (let time = 0; time < 30; time++) await api.sendMessage(dana.id, "x");
}, { now: () => clock });

acmeTest("limits: 30 a second over all", async ({ api, bot, olivia, sandbox }) => {
  clock = start;
  const groups = Array.from({ length: 31 }, (_, index) => {
    const group = sandbox.addGroup({ title: `Group ${index}`, creator: olivia.id });
    sandbox.addBotToGroup(group.id, bot, olivia.id);
    return group.id;
  });
  sandbox.limits({ enabled: true });
  const last = groups.pop() ?? 0;
  for (const id of groups) await api.sendMessage(id, "x");
  await assertRefused(api.sendMessage(last, "x"), 429, "retry after 1");
  clock += 1_000;
  await api.sendMessage(last, "x");
}, { now: () => clock });

let chosen: ChosenFault | undefined;

acmeTest(
  "a fault by chance is asked for at each call, behind those that were set",
  async (acme) => {
    const { api, group, sandbox } = acme;
    chosen = { status: 502 };
    await assertRefused(api.sendMessage(group.id, "x"), 502, "Bad Gateway");
    sandbox.setFault({ method: "sendMessage", times: 1, status: 500 });
    await assertRefused(api.sendMessage(group.id, "x"), 500, "Internal Server Error");
    chosen = { holdAnswer: true, holdMs: 1 };
    await api.sendMessage(group.id, "held for a moment");
    chosen = undefined;
    await api.getMe();
  },
  { chooseFault: () => chosen },
);

acmeTest("a call that is broken off in its middle is refused, and ends", async (acme) => {
  const { bot, server, sandbox } = acme;
  const body = new ReadableStream({
    pull(controller) {
      // As Deno's server says it of a client that was killed.
      controller.error(new Deno.errors.BadResource("Cannot read body"));
    },
  });
  const answer = await sandbox.app.request(`${server.apiRoot}/bot${bot.token}/sendMessage`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  assert.equal(answer.status, 400);
  await answer.body?.cancel();
  await sandbox.quiet();
});
