/** The desk when Telegram sends the updates itself. */
import assert from "node:assert/strict";
import { server, testWith } from "../requirement.ts";
import { type FlakyProxy, startFlakyProxy } from "../postgres/flaky_proxy.ts";
import { ask } from "./ask.ts";
import { type Balancer, createBalancer } from "./balancer.ts";
import { type Desk, startDesk, webhookSecret, webhookSettings } from "./start_desk.ts";

/** From the report to the summary, as {@link assertResolved} has it. */
async function live(desk: Desk): Promise<void> {
  const { dana, mia, sandbox, group } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  const claimed = await mia.press("0001", "Claim");
  assert.ok(claimed.answered && !claimed.alert);
  await desk.cardSays("0001", "In progress", "Mia");
  await mia.press("0001", "Resolve");
  const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, mia.id));
  mia.write("tire replaced on the shoulder", { replyTo: prompt.id });
  await assertResolved(desk);
}

async function assertResolved(desk: Desk): Promise<void> {
  const { sandbox, group } = desk;
  await desk.cardSays("0001", "Resolved", "tire replaced on the shoulder", "Mia");
  await sandbox.until(() => sandbox.pinned(group.id).length === 0, { what: "it is unpinned" });
}

function countCards(desk: Desk): number {
  return desk.botMessages().filter(({ text }) => /^\S+ 0001 · /u.test(text ?? "")).length;
}

async function readReadiness({ program }: Desk) {
  const answer = await fetch(`http://127.0.0.1:${program.port}/readyz`);
  return { status: answer.status, parts: await answer.json() };
}

/** What was sent to the bot so far that has been answered with 200, newest last. */
function listTaken(balancer: Balancer): readonly number[] {
  return balancer.answers.filter(({ status }) => status === 200).map(({ updateId }) => updateId);
}

Deno.test("the whole life of an incident, and nothing twice when all of it comes again", async () => {
  await using balancer = createBalancer();
  await using desk = await startDesk({ balancer });
  const { sandbox } = desk;
  await live(desk);
  assert.deepEqual(await readReadiness(desk), {
    status: 200,
    parts: { status: "ok", database: "ok", schema: "current", updates: "webhook registered" },
  });
  const [set] = sandbox.calls.filter(({ method }) => method === "setWebhook");
  assert.equal(set?.payload.secret_token, webhookSecret);
  assert.equal(sandbox.calls.filter(({ method }) => method === "getUpdates").length, 0);

  await desk.program.settle();
  const before = sandbox.messages(desk.group.id).map(({ id, text }) => [id, text]);
  const answered = sandbox.calls.filter(({ method }) => method === "answerCallbackQuery").length;
  for (const updateId of new Set(listTaken(balancer))) sandbox.redeliver(updateId);
  await sandbox.quiet();
  await desk.program.settle();
  assert.deepEqual(sandbox.messages(desk.group.id).map(({ id, text }) => [id, text]), before);
  assert.equal(
    sandbox.calls.filter(({ method }) => method === "answerCallbackQuery").length,
    answered,
  );
});

Deno.test("strangers at the webhook change nothing and learn nothing", async () => {
  await using balancer = createBalancer();
  await using desk = await startDesk({ balancer });
  const url = `http://127.0.0.1:${desk.program.port}/webhook`;
  const chat = { id: desk.group.id, type: "supergroup", title: "Acme Drivers" };
  const from = { id: desk.dana.id, is_bot: false, first_name: "Dana" };
  const message = { message_id: 9, date: 1, chat, from, text: "/ticket forged" };
  const body = JSON.stringify({ update_id: 1, message });
  const post = async (secret: string, content: string) => {
    const headers = { "x-telegram-bot-api-secret-token": secret };
    const answer = await fetch(url, { method: "POST", headers, body: content });
    return { status: answer.status, text: await answer.text() };
  };
  assert.equal((await post("", body)).status, 401);
  assert.equal((await post(`${webhookSecret}x`, body)).status, 401);
  const got = await fetch(url);
  await got.body?.cancel();
  assert.equal(got.status, 405);
  assert.equal((await post(webhookSecret, "x".repeat(1_048_577))).status, 413);
  const junk = await post(webhookSecret, "x".repeat(1_000_000));
  assert.deepEqual([junk.status, junk.text], [400, '{"error":"no_update"}']);
  const metrics = await fetch(url.replace("/webhook", "/metrics"));
  await metrics.body?.cancel();
  assert.equal(metrics.status, 404);

  await live(desk);
  assert.ok(!desk.botMessages().some(({ text }) => text?.includes("forged")));
});

Deno.test("an answer that got lost after the commit, and a restart, apply nothing twice", async () => {
  await using balancer = createBalancer();
  await using desk = await startDesk({ balancer });
  const lost = Promise.withResolvers<number>();
  balancer.onAnswer = ({ updateId, status }) => {
    assert.equal(status, 200);
    balancer.onAnswer = () => false;
    // Telegram gets none, and finds nobody until the next program is there.
    balancer.targets = [];
    lost.resolve(updateId);
    return true;
  };
  desk.dana.write("/ticket flat tire, I-95 exit 12");
  const updateId = await lost.promise;
  await desk.restart();
  await desk.sandbox.until(() => listTaken(balancer).filter((id) => id === updateId).length === 2, {
    what: "the update has come again",
  });
  await desk.cardSays("0001", "flat tire");
  await desk.program.settle();
  assert.equal(countCards(desk), 1);
  assert.equal(desk.findCard("0002"), undefined);
});

Deno.test("from polling to the webhook and back, by the setting alone", async () => {
  await using balancer = createBalancer();
  await using desk = await startDesk({ settings: { UPDATES: "polling" }, balancer });
  const { dana, mia, sandbox } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  assert.equal((await readReadiness(desk)).parts.updates, "poller active");

  await desk.stop();
  dana.write("a word while nobody is there");
  const waiting = sandbox.pendingUpdates.length;
  assert.equal(waiting, 1);
  await desk.restart(webhookSettings(balancer));
  await sandbox.until(() => sandbox.pendingUpdates.length === 0, { what: "what waited has come" });
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  assert.equal((await readReadiness(desk)).parts.updates, "webhook registered");

  await desk.stop();
  dana.write("and another one");
  await desk.restart({ UPDATES: "polling" });
  await mia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress", "Mia");
  await sandbox.until(() => sandbox.pendingUpdates.length === 0);
  assert.equal((await readReadiness(desk)).parts.updates, "poller active");
});

Deno.test("a reply to a message whose id is not known yet is asked for once more", async () => {
  await using balancer = createBalancer();
  await using desk = await startDesk({ balancer });
  const { dana, mia, sandbox, group, bot } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  await desk.program.settle();

  // Dana sees the notice, and the desk is not told of it yet.
  const release = sandbox.setFault({ method: "sendMessage", times: 1, holdAnswer: true });
  await mia.press("0001", "Claim");
  const notice = await desk.botSays("has it");
  const refused = Promise.withResolvers<void>();
  balancer.onAnswer = async ({ status }) => {
    if (status !== 503) return false;
    release();
    await desk.program.settle();
    refused.resolve();
    return false;
  };
  const words = dana.write("thanks, left rear", { replyTo: notice.id });
  await refused.promise;
  await sandbox.until(() => sandbox.message(group.id, words)?.reactions.get(bot.personId), {
    what: "the comment is acknowledged",
  });
  assert.equal(balancer.answers.filter(({ status }) => status === 503).length, 1);

  // What is none of an incident's is talk, the second time it comes.
  const answer = await ask(desk, dana, "/help");
  assert.ok(answer.includes("/ticket"));
  const help = desk.botMessages().find(({ text }) => text === answer);
  dana.write("thanks", { replyTo: help?.id ?? 0 });
  await sandbox.quiet();
  assert.equal(balancer.answers.filter(({ status }) => status === 503).length, 2);
});

Deno.test("where nothing may run after the answer, what came of an update is there before", async () => {
  await using balancer = createBalancer();
  await using desk = await startDesk({ balancer, endsAfterAnswer: true });
  const { dana, sandbox, group } = desk;
  const there: unknown[] = [];
  balancer.onAnswer = ({ body }) => {
    const { text } = desk.findCard("0001") ?? {};
    const called = desk.botMessages().some((message) => message.text?.includes("🔔"));
    if (body.includes("callback_query")) {
      there.push([text?.includes("Waiting for Maintenance"), called]);
    } else if (body.includes("/ticket flat")) {
      there.push([text?.includes("flat tire"), sandbox.pinned(group.id).length]);
    }
    return false;
  };
  dana.write("/ticket flat tire, I-95 exit 12");
  await sandbox.until(() => there.length > 0 && sandbox.pendingUpdates.length === 0, {
    what: "the report is answered",
  });
  const pressed = await dana.press("0001", "Maintenance");
  assert.ok(pressed.answered);
  await sandbox.until(() => sandbox.pendingUpdates.length === 0, { what: "the press is answered" });
  assert.deepEqual(there, [[true, 1], [true, true]]);
});

testWith(server, "two programs behind one address, and both get everything", async () => {
  await using balancer = createBalancer();
  await using desk = await startDesk({ balancer });
  await desk.addProgram();
  balancer.toAll = true;
  await live(desk);
  // What one program has done shows in the chat before the other has answered for it.
  await balancer.settle();
  const taken = listTaken(balancer);
  const twice = new Set(taken.filter((id, index) => taken.indexOf(id) !== index));
  assert.ok(twice.size >= 5, "both answered every update of the life");
  assert.equal(countCards(desk), 1);
  const claims = desk.sandbox.calls.filter(({ method, payload }) =>
    method === "sendMessage" && String(payload["text"]).includes("has it")
  );
  assert.equal(claims.length, 1);
  const sets = desk.sandbox.calls.filter(({ method }) => method === "setWebhook");
  assert.equal(sets.length, 1, "the second one found it set");

  balancer.toAll = false;
  desk.dana.write("/ticket and they take turns");
  await desk.cardSays("0002", "take turns");
});

testWith(
  server,
  "a database that is cut off is told by readiness, and costs no update",
  async () => {
    await using balancer = createBalancer();
    let proxy: FlakyProxy | null = null;
    await using desk = await startDesk({
      balancer,
      expectsTroubles: true,
      reachDatabase(url) {
        proxy ??= startFlakyProxy(url);
        return proxy.url;
      },
    });
    const between = getProxy(proxy);
    assert.equal((await readReadiness(desk)).status, 200);
    // What is being recorded at that moment would hold its chat up until its lease is over.
    await desk.program.settle();
    between.refuse(true);
    between.cut();
    const amiss = await readReadiness(desk);
    assert.deepEqual(amiss, {
      status: 503,
      parts: {
        status: "unavailable",
        database: "does not answer",
        schema: "unknown",
        updates: "webhook registered",
      },
    });
    const health = await fetch(`http://127.0.0.1:${desk.program.port}/healthz`);
    assert.deepEqual(await health.json(), { status: "ok" });
    const refused = Promise.withResolvers<number>();
    balancer.onAnswer = ({ status }) => {
      refused.resolve(status);
      return false;
    };
    desk.dana.write("/ticket flat tire, I-95 exit 12");
    assert.equal(await refused.promise, 503);

    between.refuse(false);
    await desk.cardSays("0001", "flat tire");
    assert.equal((await readReadiness(desk)).status, 200);
    assert.equal(desk.findCard("0002"), undefined);
    await desk.stop();
    between.close();
  },
);

function getProxy(proxy: FlakyProxy | null): FlakyProxy {
  assert.ok(proxy !== null, "the program went by way of it");
  return proxy;
}
