import assert from "node:assert/strict";
import type { Someone } from "./company.ts";
import { type Desk, startDesk } from "./start_desk.ts";

/** Writes in private and waits for what the bot says to it. */
async function ask(desk: Desk, { id, client }: Someone, text: string): Promise<string> {
  const command = client.write(id, text);
  const answer = await desk.sandbox.until(
    () => desk.sandbox.messages(id).find(({ replyTo }) => replyTo?.messageId === command),
    { what: `the bot answers ${text}` },
  );
  return answer.text ?? "";
}

Deno.test("in private the same commands speak of the person's organisation", async () => {
  await using desk = await startDesk();
  const { dana, mia, omar, olivia, bot, sandbox } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  const card = await desk.cardSays("0001", "flat tire");

  for (const person of [dana, mia, olivia]) {
    person.client.startBot(bot);
    await desk.botSays("What you can do here", person.id);
    const open = await ask(desk, person, "/open");
    assert.ok(open.includes("0001") && open.includes("flat tire"), open);
    assert.ok((await ask(desk, person, "/incident 0001")).includes("flat tire, I-95"));
    assert.ok((await ask(desk, person, "/incident 0007")).includes("no incident"));
  }
  assert.ok((await ask(desk, dana, "/mine")).includes("0001"));
  assert.ok(!(await ask(desk, mia, "/mine")).includes("0001"));
  assert.ok((await ask(desk, olivia, "/help")).includes("all open incidents"));

  // What is said about an incident here stands in its story, and what comes of it in its group.
  const said = mia.client.write(mia.id, "/comment 0001 on my way");
  await sandbox.until(() => sandbox.message(mia.id, said)?.reactions.size === 1);
  assert.ok((await ask(desk, dana, "/incident 0001")).includes("on my way"));
  assert.ok((await ask(desk, mia, "/comment 0007 hello")).includes("no incident"));
  await dana.press("0001", "Cancel");
  await desk.cardSays("0001", "Cancelled");
  dana.client.write(dana.id, "/reopen 0001 it is flat again");
  await desk.cardSays("0001", "Who should handle it?");

  // People are looked after from here as well; a name that nobody bore gets no button.
  assert.ok((await ask(desk, olivia, "/member @dana Safety")).includes("belongs to Safety"));
  assert.ok((await ask(desk, olivia, "/member @nobody1 Safety")).includes("not seen"));
  assert.ok((await ask(desk, mia, "/member @dana Dispatch")).includes("Only an ops manager"));
  assert.ok((await ask(desk, olivia, "/members")).includes("Dana"));
  assert.ok((await ask(desk, dana, "/departments")).includes("Maintenance"));

  assert.ok((await ask(desk, olivia, "/settings")).includes("Acme Logistics"));
  assert.ok((await ask(desk, dana, "/settings")).includes("ops manager"));

  // Reports belong in the group.
  const before = desk.botMessages().length;
  assert.ok((await ask(desk, dana, "/ticket flat tire")).includes("in your group"));
  assert.ok((await ask(desk, olivia, "/setup Acme")).includes("in a group"));
  assert.equal(desk.findCard("0002"), undefined);
  assert.equal(desk.botMessages().length, before, "the group hears nothing of it");

  // Nothing is deleted from a private chat, and whoever was never seen is told how to be.
  const kept = sandbox.messages(dana.id).length;
  await sandbox.skip(301);
  await sandbox.tick();
  await desk.program.settle();
  assert.equal(sandbox.messages(dana.id).length, kept);
  omar.client.startBot(bot);
  await desk.botSays("incident desk", omar.id);
  assert.ok((await ask(desk, omar, "/open")).includes("not met you"));
  omar.write("/open");
  await desk.botSays(card.text?.slice(0, 4) ?? "", omar.id);
  assert.ok((await ask(desk, omar, "/open")).includes("0001"));
});
