/** The whole life of an incident, told to Sentry in full: what must not leave, does not. */
import assert from "node:assert/strict";
import { createTelemetry } from "../../src/observability/create_telemetry.ts";
import { createLog } from "../../src/observability/log.ts";
import { findExpected } from "../../src/telegram/expected_errors.ts";
import { startSentry } from "../observability/start_sentry.ts";
import { addGroup, askForCode } from "./second_group.ts";
import { startDesk } from "./start_desk.ts";

/** What people write, each of it nowhere else to be found. */
const words = {
  description: "crankshaft hums like a zeppelin",
  context: "marmalade on the windscreen",
  edited: "now it whistles polka",
  comment: "zebra crossing the dashboard",
  reply: "periwinkle smoke from the hood",
  summary: "replaced the flux capacitor",
  talk: "who wants pickled herring",
  refused: "unbalanced tag of a platypus",
};

Deno.test("no secret and no word of people reaches Sentry in the whole life of an incident", async () => {
  const secrets = ["a-secret-of-thirty-two-characters"];
  const { sentry, inbox, settled } = startSentry({ secrets });
  const telemetry = createTelemetry({ sentry, findExpected, tags: { backend: "server" } });
  const log = createLog({
    level: "debug",
    format: "json",
    secrets,
    write: () => {},
    forward: sentry.sendLine,
  });
  await using desk = await startDesk({ telemetry, log, expectsTroubles: true });
  const { dana, mia, sam, olivia, sandbox, group, bot } = desk;
  const pass = async (seconds: number) => {
    await sandbox.skip(seconds);
    await sandbox.tick();
    await desk.program.settle();
  };

  olivia.client.startBot(bot);
  await desk.botSays("What you can do here", olivia.id);
  const code = await askForCode(desk, olivia);
  const night = addGroup(desk, "Night Drivers", "Nora");
  await desk.botSays("not set up", night.chat.id);
  // The update that brings the code fails three times, and is told of and set aside.
  sandbox.setFault({ method: "getChatAdministrators", times: 3, status: 500 });
  night.admin.write(night.chat.id, `/connect ${code}`);
  const failed = await inbox.until(() => inbox.events[0], { what: "the failed update is told of" });
  assert.equal(failed.tags?.command, "/connect");
  night.admin.write(night.chat.id, `/connect ${code}`);
  await desk.botSays("I have asked the ops manager", night.chat.id);
  sandbox.setFault({ method: "sendMessage", times: 1, status: 500, description: "Internal" });

  sam.write(words.talk);
  const ticket = dana.write(`/ticket ${words.description}`);
  const card = await desk.cardSays("0001", words.description);
  dana.client.editText(group.id, ticket, `/ticket ${words.edited}`);
  await desk.cardSays("0001", words.edited);
  await pass(6 * 60);
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  sandbox.setFault({ method: "editMessageText", times: 1, status: 429, retryAfter: 1 });
  await mia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress", "Mia");
  sam.write(words.comment, { replyTo: card.id });
  // A refusal that nobody expects, in whose words Telegram quotes what was sent.
  sandbox.setFault({
    method: "sendMessage",
    times: 1,
    chatId: group.id,
    status: 400,
    description: `Bad Request: can't parse entities: Unsupported start tag "${words.refused}"`,
  });
  await mia.press("0001", "Resolve");
  await desk.cardSays("0001", "Waiting for the summary");
  await desk.program.settle();
  dana.write(words.reply, { replyTo: card.id });
  await pass(3 * 60);
  mia.write(words.summary, { replyTo: card.id });
  await desk.cardSays("0001", "Resolved", words.summary);
  await mia.press("0001", "Reopen");
  await desk.cardSays("0001", "Waiting for Maintenance");
  dana.write(words.context);
  dana.write("/ticket");
  await desk.cardSays("0002", words.context);
  dana.write("/incident 0001");
  await desk.botSays("What happened");
  await pass(3 * 60 * 60);
  await desk.program.settle();
  await settled();

  assert.deepEqual(inbox.forgotten, { items: 0, requests: 0 });
  assert.deepEqual(inbox.violations, []);
  const names = new Set(inbox.transactions.map(({ transaction }) => transaction));
  for (
    const name of ["command /ticket", "button claim", "button request_resolution", "reminder tick"]
  ) {
    assert.ok(names.has(name), [...names].join());
  }
  const refused = inbox.events.find(({ exception }) =>
    exception?.values.some(({ value }) => value?.includes("can't parse entities"))
  );
  assert.ok(refused, "the refusal that nobody expects is an event");
  assert.ok(inbox.logs.length > 0 && inbox.metrics.length > 0);

  const half = bot.token.split(":")[1] ?? "?";
  for (const secret of [bot.token, half, code, ...secrets]) {
    assert.deepEqual(inbox.find(secret), [], "a secret");
  }
  for (const [what, text] of Object.entries(words)) assert.deepEqual(inbox.find(text), [], what);
  // The public key is where Sentry needs it: in the address, and in the envelope's header.
  for (const { text } of inbox.requests) {
    const [, ...rest] = text.split("\n");
    assert.ok(!rest.join("\n").includes(inbox.publicKey));
  }
});
