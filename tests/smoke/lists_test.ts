import assert from "node:assert/strict";
import { startDesk } from "./start_desk.ts";

Deno.test("open incidents with links, one incident whole, and mine", async () => {
  await using desk = await startDesk();
  const { dana, omar, mia, group, sandbox } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  const card = await desk.cardSays("0001", "flat tire");
  omar.write("/ticket dock door stuck");
  await desk.cardSays("0002", "dock door");

  mia.write("/open");
  const list = await desk.botSays("0002");
  const open = await sandbox.until(() =>
    desk.botMessages().find(({ text, id }) =>
      id !== card.id && text?.includes("0001") && text.includes("0002")
    )
  );
  assert.ok(list);
  const links = open.entities.flatMap((one) => one.type === "text_link" ? [one.url] : []);
  const short = String(group.id).replace("-100", "");
  assert.ok(links.includes(`https://t.me/c/${short}/${card.id}`), links.join());

  omar.write("/mine");
  const mine = await sandbox.until(() =>
    desk.botMessages().find(({ text, id }) =>
      id > open.id && text?.includes("0002") && !text.includes("0001")
    )
  );
  assert.ok(mine);

  mia.write("/incident 1");
  const details = await sandbox.until(() =>
    desk.botMessages().find(({ text, id }) => id > mine.id && text?.includes("flat tire, I-95"))
  );
  await sandbox.skip(301);
  await sandbox.tick();
  await sandbox.until(
    () => [open, mine, details].every(({ id }) => sandbox.message(group.id, id)?.deleted),
    {
      what: "the answers are gone after five minutes",
    },
  );
});

Deno.test("who has started the bot is answered in private", async () => {
  await using desk = await startDesk();
  const { mia, dana, bot, group, sandbox } = desk;
  mia.client.startBot(bot);
  await desk.botSays("/", mia.id);
  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  const before = desk.botMessages().length;
  mia.write("/open");
  await desk.botSays("0001", mia.id);
  assert.equal(desk.botMessages().length, before);

  mia.client.blockBot(bot);
  await sandbox.quiet();
  mia.write("/incident 0001");
  await sandbox.until(() =>
    desk.botMessages().length > before &&
    sandbox.messages(group.id).some(({ id, text }) => id > before && text?.includes("flat tire"))
  );
});

Deno.test("help says what this person may do here", async () => {
  await using desk = await startDesk();
  const { dana, olivia } = desk;
  const texts = [];
  for (const person of [dana, olivia]) {
    const command = person.write("/help");
    const answer = await desk.sandbox.until(() =>
      desk.botMessages().find(({ replyTo }) => replyTo?.messageId === command)
    );
    texts.push(answer.text ?? "");
  }
  assert.ok(!texts[0]?.includes("/member @"));
  assert.ok(texts[1]?.includes("/member @"));
});
