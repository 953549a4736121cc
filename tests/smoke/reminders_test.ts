import assert from "node:assert/strict";
import type { SandboxMessage } from "../../tools/sandbox/world.ts";
import { type Desk, startDesk } from "./start_desk.ts";

const minute = 60;
const hour = 60 * minute;

function listReminders(desk: Desk): SandboxMessage[] {
  return desk.botMessages().filter((message) => message.text?.startsWith("⏰"));
}

/** Lets the time pass, lets the clock run once, and waits for what comes of it. */
async function pass(desk: Desk, seconds: number): Promise<SandboxMessage[]> {
  await desk.sandbox.skip(seconds);
  await desk.sandbox.tick();
  await desk.program.settle();
  return listReminders(desk);
}

async function getReminder(desk: Desk, seconds: number): Promise<SandboxMessage> {
  const [reminder, ...others] = await pass(desk, seconds);
  assert.deepEqual(others.map(({ text }) => text), []);
  assert.ok(reminder !== undefined, "a reminder stands in the group");
  return reminder;
}

async function report(desk: Desk, department: string | null = "Maintenance"): Promise<void> {
  desk.dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  if (department === null) return;
  await desk.dana.press("0001", department);
  await desk.cardSays("0001", `Waiting for ${department}`);
  await desk.botSays("@mia");
}

async function readTimeline(desk: Desk): Promise<string> {
  const before = new Set(desk.botMessages().map(({ id }) => id));
  desk.dana.write("/incident 0001");
  const story = await desk.sandbox.until(() =>
    desk.botMessages().find(({ id, text }) => !before.has(id) && text?.includes("What happened"))
  );
  return story.text ?? "";
}

Deno.test("without a department the reporter is reminded after 5 minutes, managers after 15", async () => {
  await using desk = await startDesk();
  await report(desk, null);
  assert.deepEqual(await pass(desk, 4 * minute), []);
  const first = await getReminder(desk, 1 * minute);
  assert.match(first.text ?? "", /@dana, 0001 has had no department for 5 min/);
  assert.ok(first.notifies);
  assert.equal(first.replyTo?.messageId, desk.findCard("0001")?.id);
  assert.deepEqual((await pass(desk, 5 * minute)).map(({ id }) => id), [first.id]);

  const second = await getReminder(desk, 5 * minute);
  assert.match(second.text ?? "", /@olivia, 0001 has had no department for 15 min/);
  assert.deepEqual((await pass(desk, 2 * hour)).filter(({ id }) => id === second.id).length, 1);

  await desk.olivia.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  await desk.sandbox.until(() => desk.sandbox.message(desk.group.id, second.id)?.deleted, {
    what: "what it asked for is done, so it goes",
  });
  const timeline = await readTimeline(desk);
  assert.ok(timeline.includes("Roadcall reminded Dana"), timeline);
  assert.ok(timeline.includes("Roadcall turned to Olivia"), timeline);
});

Deno.test("unclaimed: the department, then managers too; claimed stops it, released starts it anew", async () => {
  await using desk = await startDesk();
  const { sandbox, group, mia } = desk;
  await report(desk);
  assert.deepEqual(await pass(desk, 9 * minute), []);
  const first = await getReminder(desk, minute + 1);
  assert.ok(first.text?.includes("@mia"));
  assert.match(first.text ?? "", /0001 has been waiting for Maintenance for 10 min/);
  assert.equal(first.replyTo?.messageId, desk.findCard("0001")?.id);

  const second = await getReminder(desk, 10 * minute);
  assert.match(second.text ?? "", /@mia and @olivia, 0001 .* for 20 min/);
  assert.ok(sandbox.message(group.id, first.id)?.deleted, "the next one takes its place");

  await mia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress");
  await sandbox.until(() => sandbox.message(group.id, second.id)?.deleted);
  assert.deepEqual(await pass(desk, 30 * minute), []);

  await mia.press("0001", "Release");
  await desk.cardSays("0001", "Waiting for Maintenance");
  assert.deepEqual(await pass(desk, 9 * minute), []);
  const anew = await getReminder(desk, minute + 1);
  assert.match(anew.text ?? "", /for 10 min/);

  const timeline = await readTimeline(desk);
  assert.equal(timeline.match(/Not claimed within 10 min/g)?.length, 1, timeline);
});

Deno.test("unclaimed: 10, 20, 40, 80 minutes, then hourly, twelve times in all", async () => {
  await using desk = await startDesk();
  await report(desk);
  const said: string[] = [];
  // Ten hours and a half, looked at every ten minutes.
  for (let tick = 1; tick <= 63; tick++) {
    const before = listReminders(desk).at(-1)?.id;
    const texts = (await pass(desk, tick === 1 ? 10 * minute + 1 : 10 * minute))
      .filter(({ id, text }) => id !== before && text?.includes("waiting for"))
      .map(({ text }) => / for ((?:\d+ h ?)?(?:\d+ min)?)\.$/.exec(text ?? "")?.[1]?.trim());
    said.push(...texts.filter((text) => text !== undefined));
  }
  assert.deepEqual([...new Set(said)], [
    "10 min",
    "20 min",
    "40 min",
    "1 h 20 min",
    "2 h 20 min",
    "3 h 20 min",
    "4 h 20 min",
    "5 h 20 min",
    "6 h 20 min",
    "7 h 20 min",
    "8 h 20 min",
    "9 h 20 min",
  ]);
});

Deno.test("an hour of missed ticks, and a restart, lead to one message with the true time", async () => {
  await using desk = await startDesk();
  const { sandbox } = desk;
  await report(desk);
  await sandbox.skip(hour);
  await desk.restart();
  sandbox.clearCalls();
  // Two replicas that tick at once do nothing twice.
  await Promise.all([sandbox.tick(), sandbox.tick(), sandbox.tick()]);
  // A reminder that is seen before the last late timer has run waits a second for what that brings.
  await sandbox.until(() => listReminders(desk).length > 0);
  await desk.program.settle();
  const sent = sandbox.calls.filter(({ method }) => method === "sendMessage");
  assert.equal(sent.length, 1);
  const [reminder, ...others] = listReminders(desk);
  assert.deepEqual(others, []);
  assert.match(reminder?.text ?? "", /0001 has been waiting for Maintenance for 1 h\./);
  // The next one comes when it would have come.
  assert.equal((await pass(desk, 19 * minute))[0]?.id, reminder?.id);
  assert.match((await getReminder(desk, minute + 1)).text ?? "", /for 1 h 20 min/);

  const timeline = await readTimeline(desk);
  assert.equal(timeline.match(/Not claimed within 10 min/g)?.length, 1, timeline);
});

Deno.test("a host without cron wakes the clock with POST /tick", async () => {
  const token = "a-token-for-ticks-of-enough-length";
  await using desk = await startDesk({ settings: { TICK_TOKEN: token } });
  await report(desk);
  await desk.sandbox.skip(10 * minute + 1);
  const tick = (authorization: string) =>
    fetch(`http://127.0.0.1:${desk.program.port}/tick`, {
      method: "POST",
      headers: { authorization },
    });
  const stranger = await tick(`Bearer ${token}x`);
  await stranger.body?.cancel();
  assert.equal(stranger.status, 401);
  assert.deepEqual(listReminders(desk), []);
  const answer = await tick(`Bearer ${token}`);
  assert.equal(answer.status, 200);
  // The reminder, and the breach.
  assert.deepEqual(await answer.json(), { ran: 2 });
  await desk.botSays("0001 has been waiting for Maintenance for 10 min");
});

Deno.test("a claim that comes late, before the clock looked, is a breach all the same", async () => {
  await using desk = await startDesk();
  await report(desk);
  await desk.sandbox.skip(11 * minute);
  await desk.mia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress");
  await pass(desk, minute);
  const timeline = await readTimeline(desk);
  assert.equal(timeline.match(/Not claimed within 10 min/g)?.length, 1, timeline);
  assert.deepEqual(listReminders(desk), []);
});

Deno.test("a quiet life has no reminder at all", async () => {
  await using desk = await startDesk();
  const { mia, sandbox, group } = desk;
  await report(desk);
  await pass(desk, 5 * minute);
  await mia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress");
  await pass(desk, hour);
  await mia.press("0001", "Resolve");
  const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, mia.id));
  await pass(desk, 5 * minute);
  mia.write("tire replaced", { replyTo: prompt.id });
  await desk.cardSays("0001", "Resolved");
  await pass(desk, 24 * hour);
  const said = sandbox.calls.filter(({ payload }) => String(payload["text"]).startsWith("⏰"));
  assert.deepEqual(said, []);
  const timeline = await readTimeline(desk);
  assert.ok(!timeline.includes("Not claimed") && !timeline.includes("Not resolved"), timeline);
});
