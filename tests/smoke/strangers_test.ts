/** Who is no person: channels and other bots. Nothing that they write does anything. */
import assert from "node:assert/strict";
import { Api } from "grammy";
import { startDesk } from "./start_desk.ts";

Deno.test("channels and bots report nothing, and a person can report what they wrote", async () => {
  await using desk = await startDesk();
  const { dana, olivia, sandbox, bot, group, program } = desk;
  const before = desk.botMessages().length;
  const other = sandbox.addBot({ username: "gps_bot", firstName: "GPS" });
  sandbox.addBotToGroup(group.id, other, olivia.id, { administrator: true });
  const alerts = new Api(other.token, { apiRoot: desk.address });
  await alerts.sendMessage(group.id, "/ticket truck 7 has left its route");
  const news = sandbox.postFromChannel(group.id, {
    title: "Acme News",
    text: "/ticket the bridge on I-95 is closed",
    linked: true,
  });
  sandbox.postFromChannel(group.id, { title: "Somebody's own", text: "/ticket me too" });
  sandbox.postFromChannel(group.id, { title: "Somebody's own", text: "Just talk of a channel" });
  // The other bot fetches nothing of its own.
  await sandbox.until(() => !sandbox.pendingUpdates.some(({ botId }) => botId === bot.personId));
  await program.settle();
  assert.equal(desk.botMessages().length, before, "nobody is answered");

  // Neither does a bare /ticket take the channel's words for hers.
  dana.write("/ticket");
  await desk.botSays("What happened?");
  const ticket = dana.write("/ticket", { replyTo: news });
  const card = await desk.cardSays("0001", "the bridge on I-95 is closed", "Dana");
  assert.equal(card.replyTo?.messageId, ticket);
  const alert = await alerts.sendMessage(group.id, "Truck 7 stands still");
  dana.write("/ticket", { replyTo: alert.message_id });
  await desk.cardSays("0002", "Truck 7 stands still");
});

Deno.test("comments below a channel's post are people's words, with and without a reply", async () => {
  await using desk = await startDesk();
  const { dana, sandbox, group } = desk;
  const news = sandbox.postFromChannel(group.id, {
    title: "Acme News",
    text: "The bridge on I-95 is closed",
    linked: true,
  });
  dana.write("/ticket stuck before the bridge", { replyTo: news });
  const card = await desk.cardSays("0001", "stuck before the bridge");
  assert.ok(!card.text?.includes("is closed"), "own words win");
  await dana.press("0001", "Dispatch");
  await desk.botSays("@sam");
});
