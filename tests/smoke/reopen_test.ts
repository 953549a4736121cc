import assert from "node:assert/strict";
import { type Desk, startDesk } from "./start_desk.ts";

async function resolve(desk: Desk, summary: string): Promise<void> {
  const { mia, sandbox, group } = desk;
  await mia.press("0001", "Resolve");
  const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, mia.id));
  await desk.program.settle();
  mia.write(summary, { replyTo: prompt.id });
  await desk.cardSays("0001", "Resolved", summary);
  await sandbox.until(() => sandbox.pinned(group.id).length === 0, { what: "it is unpinned" });
}

async function answerTo(desk: Desk, command: number, part: string): Promise<void> {
  await desk.sandbox.until(
    () =>
      desk.botMessages().find(({ replyTo, text }) =>
        replyTo?.messageId === command && text?.includes(part)
      ),
    { what: `the answer ${JSON.stringify(part)}` },
  );
}

Deno.test("/reopen with a reason starts a new cycle, and tells why", async () => {
  await using desk = await startDesk();
  const { dana, omar, mia, sandbox, group } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  const card = await desk.cardSays("0001", "flat tire");
  await desk.program.settle();
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  await sandbox.skip(600);
  await resolve(desk, "tire replaced");

  await answerTo(desk, omar.write("/reopen it is flat", { replyTo: card.id }), "Only Maintenance");
  await answerTo(desk, dana.write("/reopen"), "/reopen 0042");
  await answerTo(desk, dana.write("/reopen 0007 again"), "no incident 0007");

  dana.write("/reopen it is flat again", { replyTo: card.id });
  await desk.cardSays("0001", "Waiting for Maintenance");
  await sandbox.until(() => sandbox.pinned(group.id)[0]?.id === card.id, {
    what: "the same card is pinned again",
  });
  await desk.botSays("🔔");
  await answerTo(desk, dana.write("/reopen once more", { replyTo: card.id }), "waiting for");

  await sandbox.skip(60);
  await mia.press("0001", "Claim");
  await resolve(desk, "valve replaced");
  mia.write("/reopen 0001 the rim is bent");
  await desk.cardSays("0001", "Waiting for Maintenance");

  dana.write("/incident 0001");
  const story = (await desk.botSays("the rim is bent")).text ?? "";
  for (const words of ["tire replaced", "it is flat again", "valve replaced"]) {
    assert.ok(story.includes(words), words);
  }
  assert.equal(story.split("reopened it").length, 3);
});

Deno.test("a cancelled report is reopened without a word, by its reporter", async () => {
  await using desk = await startDesk();
  const { dana } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  const card = await desk.cardSays("0001", "flat tire");
  await desk.program.settle();
  await dana.press("0001", "Cancel");
  await desk.cardSays("0001", "Cancelled");
  dana.write("/reopen", { replyTo: card.id });
  await desk.cardSays("0001", "Who should handle it?");
});
