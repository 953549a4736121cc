/** Too many reports within a minute: some are taken, one answer is given, and then it goes on. */
import assert from "node:assert/strict";
import { createBalancer } from "./balancer.ts";
import { type Desk, startDesk } from "./start_desk.ts";

async function allApplied({ sandbox, bot, program }: Desk): Promise<void> {
  await sandbox.until(() => !sandbox.pendingUpdates.some(({ botId }) => botId === bot.personId));
  await program.settle();
}

function countCards({ botMessages }: Desk): number {
  return botMessages().filter(({ text }) => /^\S+ \d{4} · /u.test(text ?? "")).length;
}

Deno.test("who floods is told once, nobody else waits, and it goes on after a minute", async () => {
  await using desk = await startDesk({ settings: { TICKETS_PER_PERSON: "3" } });
  const { dana, omar, sandbox } = desk;
  const wrote = Array.from({ length: 12 }, (_, index) => dana.write(`/ticket flat tire ${index}`));
  await allApplied(desk);
  assert.equal(countCards(desk), 3);
  const told = desk.botMessages().filter(({ text }) => text?.includes("a lot at once"));
  assert.deepEqual(told.map(({ replyTo }) => replyTo?.messageId), [wrote[3]]);
  assert.match(told[0]?.text ?? "", /not taken this.*for a minute.*send it again/);

  omar.write("/ticket reefer alarm on trailer 9");
  await desk.cardSays("0004", "reefer alarm");
  await sandbox.skip(61);
  dana.write("/ticket the tire again");
  await desk.cardSays("0005", "the tire again", "Dana");
});

Deno.test("in a group that floods the others get a sign", async () => {
  await using desk = await startDesk({ settings: { TICKETS_PER_GROUP: "2" } });
  const { dana, omar, sam, sandbox, group, bot } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  dana.write("/ticket flat tire once more");
  const first = dana.write("/ticket and again");
  const others = [omar.write("/ticket reefer alarm"), sam.write("/ticket dock door stuck")];
  const again = omar.write("/ticket reefer alarm on trailer 9");
  await allApplied(desk);
  assert.equal(countCards(desk), 2);
  const told = desk.botMessages().filter(({ text }) => text?.includes("reported here at once"));
  assert.deepEqual(told.map(({ replyTo }) => replyTo?.messageId), [first]);
  const reacted = (id: number) => sandbox.message(group.id, id)?.reactions.get(bot.personId);
  assert.deepEqual(others.map(reacted), ["🙈", "🙈"]);
  assert.equal(reacted(again), undefined);
  await sandbox.skip(61);
  omar.write("/ticket reefer alarm on trailer 9");
  await desk.cardSays("0003", "reefer alarm", "Omar");
});

Deno.test("what Telegram sends again counts once, and what was counted outlasts a restart", async () => {
  await using balancer = createBalancer();
  await using desk = await startDesk({ balancer, settings: { TICKETS_PER_PERSON: "2" } });
  const { dana, sandbox, program } = desk;
  const again = async () => {
    // A card may be there before the answer to the update that it came of.
    await allApplied(desk);
    await balancer.settle();
    const { updateId } = balancer.answers.findLast(({ body }) => body.includes("/ticket")) ??
      assert.fail("no report was sent");
    sandbox.redeliver(updateId);
    await allApplied(desk);
  };
  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  await again();
  await program.settle();
  await desk.restart();
  dana.write("/ticket reefer alarm on trailer 9");
  await desk.cardSays("0002", "reefer alarm");
  dana.write("/ticket one too many");
  await desk.botSays("a lot at once");
  await again();
  assert.equal(countCards(desk), 2);
  assert.equal(desk.botMessages().filter(({ text }) => text?.includes("at once")).length, 1);
});

Deno.test("a group that is not set up is told so, and not for ever", async () => {
  await using desk = await startDesk({
    unconnected: true,
    settings: { TICKETS_PER_PERSON: "2" },
  });
  for (let index = 0; index < 6; index++) desk.dana.write(`/ticket flat tire ${index}`);
  await allApplied(desk);
  const told = desk.botMessages().filter(({ text }) => text?.startsWith("This group is not"));
  assert.equal(told.length, 2);
});
