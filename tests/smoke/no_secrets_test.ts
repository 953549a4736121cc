/** All that Sentry receives of an incident's whole life, with troubles in it, byte by byte. */
import assert from "node:assert/strict";
import { parseConfig } from "../../src/config.ts";
import { createInbox } from "../../tools/sentry_inbox/create_inbox.ts";
import { startWatch } from "../../watch.ts";
import { addGroup, askForCode } from "./second_group.ts";
import { startDesk } from "./start_desk.ts";

/** What people wrote; each is looked for as a whole and in its least likely word. */
const written = {
  description: "flat tire qzvdescription on I-95",
  zero: "reefer qzvzero alarm \u0000 on trailer 9",
  talk: "good morning qzvtalk everyone",
  comment: "spare is bald qzvcomment too",
  edited: "two flat tires qzvedited on I-95",
  summary: "tire replaced qzvsummary on the shoulder",
  reopening: "it leaks qzvreopening again",
  unknownCommand: "/nonsense qzvunknown",
};
const rareWords = Object.values(written).map((text) => /qzv\w+/.exec(text)?.[0] ?? text);

Deno.test("a whole life with troubles, at rates of 1: no secret and no words reach Sentry", async () => {
  const inbox = createInbox();
  const sentry = await inbox.listen();
  const secrets = {
    TICK_TOKEN: "tick-token-of-this-test-4711",
    METRICS_TOKEN: "metrics-token-of-this-test-4712",
    SENTRY_AUTH_TOKEN: "sntrys_auth-token-of-this-test-4713",
  };
  const settings = {
    ...secrets,
    SENTRY_DSN: sentry.dsn,
    SENTRY_ENVIRONMENT: "test",
    SENTRY_TRACES_SAMPLE_RATE: "1",
    SENTRY_PROFILES_SAMPLE_RATE: "1",
    LOG_LEVEL: "error",
  };
  const parsed = parseConfig({ ...settings, BOT_TOKEN: `123456:${"x".repeat(35)}` });
  assert.ok(parsed.ok);
  /** How Sentry knows its senders, in the request itself and in the head of an envelope. */
  const isAddress = (text: string, place: string, excerpt: string) =>
    text === inbox.publicKey && (place !== "body" || excerpt.includes(`"public_key":"${text}"`));
  const looked: string[] = [...rareWords, ...Object.values(secrets), inbox.publicKey];
  const watch = await startWatch(parsed.config);
  try {
    await using desk = await startDesk({
      settings,
      telemetry: watch.telemetry,
      expectsTroubles: true,
    });
    const { olivia, dana, omar, mia, sandbox, bot, group, program } = desk;
    const [, tokenHalf] = bot.token.split(":");
    assert.ok(tokenHalf);
    looked.push(tokenHalf, encodeURIComponent(bot.token));

    dana.write(written.talk);
    dana.write(written.unknownCommand);
    const ticket = dana.write(`/ticket ${written.description}`);
    const card = await desk.cardSays("0001", "qzvdescription");
    dana.write(`/ticket ${written.zero}`);
    await desk.cardSays("0002", "qzvzero");
    dana.client.editText(group.id, ticket, `/ticket ${written.edited}`);
    await desk.cardSays("0001", "qzvedited");
    await program.settle();

    // Telegram refuses, is silent, and drops what it has done.
    sandbox.setFault({ method: "sendMessage", times: 1, status: 500, description: "Internal" });
    sandbox.setFault({ method: "editMessageText", times: 1, loseAnswer: true });
    sandbox.setFault({ method: "answerCallbackQuery", times: 1, status: 403, description: "No" });
    await dana.press("0001", "Maintenance");
    await desk.cardSays("0001", "Waiting for Maintenance");
    omar.write(written.comment, { replyTo: card.id });
    await mia.press("0001", "Claim");
    await desk.cardSays("0001", "In progress", "Mia");
    await mia.press("0001", "Resolve");
    const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, mia.id));
    mia.write(written.summary, { replyTo: prompt.id });
    await desk.cardSays("0001", "qzvsummary");
    dana.write(`/reopen ${written.reopening}`, { replyTo: card.id });
    await desk.cardSays("0001", "Waiting for Maintenance");
    await sandbox.skip(15 * 60);
    await sandbox.tick();
    await program.settle();

    // A code is a secret, too, and so is what a stranger brings in its place.
    olivia.client.startBot(bot);
    await desk.botSays("What you can do here", olivia.id);
    const code = await askForCode(desk, olivia);
    const night = addGroup(desk, "Night Drivers", "Nora");
    await desk.botSays("not set up", night.chat.id);
    looked.push(code);
    // The error on purpose: the update that has the code fails three times and is set aside.
    sandbox.setFault({ method: "getChatAdministrators", times: 3, status: 500 });
    night.admin.write(night.chat.id, `/connect ${code}`);
    await inbox.until(() => inbox.events.length > 0, { what: "the failed update is told of" });
    night.admin.write(night.chat.id, `/connect ${code}`);
    await desk.botSays("I have asked the ops manager", night.chat.id);

    // Errors that hold what must not be told, as a library's would.
    watch.telemetry.captureException(
      new Error(`fetch failed: http://127.0.0.1/bot${bot.token}/sendMessage`, {
        cause: new Error(`authorization: Bearer ${secrets.TICK_TOKEN}`),
      }),
    );
    watch.log.error("A line of the log", { address: `/file/bot${bot.token}/a.jpg`, code });
    await program.settle();
  } finally {
    await watch.close();
    await sentry.stop();
  }

  assert.deepEqual(inbox.violations, []);
  for (const text of looked) {
    const found = inbox.find(text).filter(({ place, excerpt }) => !isAddress(text, place, excerpt));
    assert.deepEqual(found.map(({ place, excerpt }) => [place, excerpt]), [], `${text} was sent`);
  }

  // All kinds came, so that nothing was looked for in vain; names may be there.
  for (const kind of ["event", "transaction", "profile", "log", "metric"] as const) {
    assert.ok(inbox.list(kind).length > 0, `something of kind ${kind}`);
  }
  assert.notEqual(inbox.find("Acme Drivers").length, 0);
  assert.notEqual(inbox.find("Dana").length, 0);
});
