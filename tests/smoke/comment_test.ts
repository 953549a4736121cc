import assert from "node:assert/strict";
import { type Desk, startDesk } from "./start_desk.ts";

/** Waits until the bot has acknowledged a message, and says how. */
function reactedTo(desk: Desk, messageId: number): Promise<string> {
  const { sandbox, group, bot } = desk;
  return sandbox.until(
    () => sandbox.message(group.id, messageId)?.reactions.get(bot.personId),
    { what: `a reaction to message ${messageId}` },
  );
}

async function tellStory(desk: Desk, number = "0001"): Promise<string> {
  const command = desk.dana.write(`/incident ${number}`);
  const answer = await desk.sandbox.until(
    () => desk.botMessages().find(({ replyTo }) => replyTo?.messageId === command),
    { what: `the story of ${number}` },
  );
  return answer.text ?? "";
}

Deno.test("replies to the card, to the report and to our notices are comments, acknowledged", async () => {
  await using desk = await startDesk();
  const { dana, omar, mia, sam } = desk;
  const ticket = dana.write("/ticket flat tire, I-95 exit 12");
  const card = await desk.cardSays("0001", "flat tire");
  await desk.program.settle();
  await dana.press("0001", "Maintenance");
  const ping = await desk.botSays("🔔");
  await desk.program.settle();
  const before = desk.botMessages().length;

  assert.equal(await reactedTo(desk, omar.write("spare is bald", { replyTo: card.id })), "✍");
  await reactedTo(desk, dana.write("left rear", { replyTo: ticket }));
  await reactedTo(desk, sam.write("mia is at lunch", { replyTo: ping.id }));
  assert.equal(desk.botMessages().length, before, "nothing is said about it");

  await desk.cardSays("0001", "Waiting for Maintenance");
  await mia.press("0001", "Claim");
  const notice = await desk.botSays("has it");
  await desk.program.settle();
  await reactedTo(desk, dana.write("thanks", { replyTo: notice.id }));
  const story = await tellStory(desk);
  for (const words of ["spare is bald", "left rear", "mia is at lunch", "thanks"]) {
    assert.ok(story.includes(words), words);
  }
});

Deno.test("/comment names an incident, or replies to what is about it", async () => {
  await using desk = await startDesk();
  const { dana, omar, sandbox } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  const card = await desk.cardSays("0001", "flat tire");
  await desk.program.settle();
  await reactedTo(desk, omar.write("/comment 0001 2 nuts are missing"));
  await reactedTo(desk, omar.write("/comment 2 bolts too", { replyTo: card.id }));
  const story = await tellStory(desk);
  assert.ok(story.includes("\n2 nuts are missing"));
  assert.ok(story.includes("\n2 bolts too"));

  const stray = omar.write("nice weather");
  for (
    const [words, replyTo, part] of [
      ["/comment", undefined, "/comment 0042"],
      ["/comment no number", undefined, "/comment 0042"],
      ["/comment 0001", undefined, "/comment 0042"],
      ["/comment 0009 what now", undefined, "no incident 0009"],
      ["/comment what now", stray, "/comment 0042"],
    ] as const
  ) {
    const command = omar.write(words, replyTo === undefined ? {} : { replyTo });
    await sandbox.until(
      () =>
        desk.botMessages().find((message) =>
          message.replyTo?.messageId === command && message.text?.includes(part)
        ),
      { what: `an answer to ${words}` },
    );
  }
});

Deno.test("a photo as a comment stays with the incident, with its caption or without", async () => {
  await using desk = await startDesk();
  const { dana, omar, sandbox, group } = desk;
  dana.write("/ticket mirror torn off");
  const card = await desk.cardSays("0001", "mirror torn off");
  await desk.program.settle();
  const photo = { kind: "photo", replyTo: card.id } as const;
  await reactedTo(desk, omar.client.sendMedia(group.id, photo));
  await desk.cardSays("0001", "With a photo");
  await reactedTo(desk, omar.client.sendMedia(group.id, { ...photo, caption: "other side" }));
  assert.ok((await tellStory(desk)).includes("other side"));
  await sandbox.quiet();
});

Deno.test("where reactions are off, nothing is said and nothing fails", async () => {
  await using desk = await startDesk();
  const { dana, sandbox, group } = desk;
  sandbox.setGroup(group.id, { reactionsAllowed: false });
  dana.write("/ticket flat tire, I-95 exit 12");
  const card = await desk.cardSays("0001", "flat tire");
  await desk.program.settle();
  dana.write("left rear", { replyTo: card.id });
  assert.ok((await tellStory(desk)).includes("left rear"));
  await desk.program.settle();
  await sandbox.skip(60);
  await desk.program.settle();
  const tries = sandbox.calls.filter(({ method }) => method === "setMessageReaction");
  assert.equal(tries.length, 1, "it is tried once and forgotten");
});

Deno.test("a force reply that somebody else answers is a comment", async () => {
  await using desk = await startDesk();
  const { dana, mia, sandbox, group } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  await mia.press("0001", "Resolve");
  const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, mia.id));
  await desk.program.settle();
  await reactedTo(desk, dana.write("it rolls again", { replyTo: prompt.id }));
  const card = await desk.cardSays("0001", "Waiting for the summary");
  assert.ok(!card.text?.includes("it rolls again"));
  mia.write("patched", { replyTo: prompt.id });
  await desk.cardSays("0001", "Resolved", "patched");
});

Deno.test("a quick reply counts although the card is still being pinned", async () => {
  await using desk = await startDesk();
  const { dana, omar, sandbox } = desk;
  sandbox.setFault({ method: "pinChatMessage", times: 1, delayMs: 2_000 });
  dana.write("/ticket flat tire, I-95 exit 12");
  const card = await desk.cardSays("0001", "flat tire");
  await reactedTo(desk, omar.write("spare is bald", { replyTo: card.id }));
  await reactedTo(desk, omar.write("/comment the jack too", { replyTo: card.id }));
  const story = await tellStory(desk);
  assert.ok(story.includes("spare is bald") && story.includes("the jack too"));
});
