/** A basic group: its messages have no links, so numbers stand where links would. */
import assert from "node:assert/strict";
import { startDesk } from "./start_desk.ts";

Deno.test("a whole life in a basic group, with numbers instead of links", async () => {
  await using desk = await startDesk({ kind: "group" });
  const { dana, mia, omar, olivia, sandbox, group, bot, program } = desk;
  // She belongs to Maintenance and has left this group: she can be called in private only.
  const pat = desk.hire("Pat", "pat");
  const command = olivia.write("/member Maintenance", { replyTo: pat.write("hello") });
  await sandbox.until(() =>
    desk.botMessages().find(({ replyTo }) => replyTo?.messageId === command)
  );
  pat.client.startBot(bot);
  await desk.botSays("From now on", pat.id);
  pat.client.leave(group.id);

  const ticket = dana.write("/ticket flat tire, I-95 exit 12");
  const card = await desk.cardSays("0001", "flat tire");
  assert.equal(card.replyTo?.messageId, ticket);
  await sandbox.until(() => sandbox.pinned(group.id).some(({ id }) => id === card.id));
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  const ping = await desk.botSays("@mia");
  assert.equal(ping.replyTo?.messageId, card.id);

  const hasLink = (message: typeof card) =>
    message.entities.some(({ type }) => type === "text_link" || type === "url") ||
    (message.replyMarkup?.inline_keyboard ?? []).flat().some((button) => "url" in button);
  const call = await desk.botSays("needs Maintenance", pat.id);
  assert.ok(call.text?.includes("Look for 0001 in the group") && !hasLink(call));
  omar.write("/open");
  const list = await desk.botSays("Open incidents");
  assert.ok(list.text?.includes("0001") && !hasLink(list));
  omar.write("/incident 1");
  const details = await desk.botSays("What happened");
  assert.ok(details.text?.includes("flat tire") && !hasLink(details));

  // In private too.
  mia.client.startBot(bot);
  await desk.botSays("From now on", mia.id);
  await mia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress");
  mia.write("/mine");
  const mine = await desk.botSays("0001", mia.id);
  assert.ok(!hasLink(mine));

  await mia.press("0001", "Resolve");
  const prompt = await desk.botSays("what was done about 0001");
  mia.write("Changed the tire", { replyTo: prompt.id });
  await desk.cardSays("0001", "Resolved", "Changed the tire");
  await program.settle();
  assert.deepEqual(sandbox.pinned(group.id), []);
});
