import assert from "node:assert/strict";
import { acmeTest, assertRefused } from "./acme.ts";

acmeTest(
  "privacy mode: an ordinary member sees commands, replies to it and service",
  async (acme) => {
    const { api, group, bot, dana, omar, sandbox, drain } = acme;
    sandbox.addBot({ username: "other_bot" });
    sandbox.setMember(group.id, bot.personId, { status: "member" });
    const { message_id: own } = await api.sendMessage(group.id, "hello");
    await drain();
    const as = sandbox.as(dana.id);
    as.write(group.id, "just talking");
    const command = as.write(group.id, "/ticket flat tyre");
    as.write(group.id, "/ticket@roadcall_bot mine");
    as.write(group.id, "/ticket@Other_bot not mine");
    as.write(group.id, "see /ticket there");
    as.write(group.id, "a reply", { replyTo: own });
    as.write(group.id, "a reply to another", { replyTo: command });
    as.sendMedia(group.id, { kind: "photo", caption: "/ticket with a photo" });
    as.sendMedia(group.id, { kind: "photo" });
    as.editText(group.id, command, "/ticket flat tyres");
    sandbox.as(omar.id).leave(group.id);
    const seen = (await drain()).map(({ message, edited_message: edited }) =>
      message?.text ?? message?.caption ?? (edited ? `edited: ${edited.text}` : "service")
    );
    assert.deepEqual(seen, [
      "/ticket flat tyre",
      "/ticket@roadcall_bot mine",
      "a reply",
      "/ticket with a photo",
      "edited: /ticket flat tyres",
      "service",
    ]);
  },
);

for (
  const [who, change] of [["an administrator", false], [
    "a bot without privacy mode",
    true,
  ]] as const
) {
  acmeTest(`${who} sees all`, async ({ group, bot, dana, sandbox, drain }) => {
    if (change) {
      sandbox.setMember(group.id, bot.personId, { status: "member" });
      bot.privacyMode = false;
      await drain();
    }
    sandbox.as(dana.id).write(group.id, "just talking");
    assert.equal((await drain())[0]?.message?.text, "just talking");
  });
}

acmeTest("bots do not hear bots", async ({ api, group, sandbox, olivia, drain }) => {
  const other = sandbox.addBot({ username: "other_bot" });
  sandbox.addBotToGroup(group.id, other, olivia.id, { administrator: true });
  await drain();
  const before = sandbox.pendingUpdates;
  await api.sendMessage(group.id, "hello");
  assert.deepEqual(sandbox.pendingUpdates, before);
});

acmeTest("an anonymous administrator speaks as the group", async (acme) => {
  const { group, olivia, sandbox, drain } = acme;
  sandbox.setMember(group.id, olivia.id, { anonymous: true });
  sandbox.as(olivia.id).write(group.id, "/setup");
  const message = (await drain()).at(-1)?.message;
  assert.equal(message?.from.username, "GroupAnonymousBot");
  assert.equal(message?.sender_chat?.id, group.id);
});

acmeTest("forum topics", async ({ api, bot, olivia, sandbox, drain }) => {
  const forum = sandbox.addGroup({ title: "Forum", isForum: true, creator: olivia.id });
  sandbox.addBotToGroup(forum.id, bot, olivia.id, { administrator: true });
  const as = sandbox.as(olivia.id);
  const topic = as.createTopic(forum.id, "Trucks");
  await drain();
  const inGeneral = as.write(forum.id, "general");
  const inTopic = as.write(forum.id, "in a topic", { threadId: topic });
  as.write(forum.id, "answer", { replyTo: inTopic });
  const [general, first, answer] = (await drain()).map(({ message }) => message);
  assert.equal(general?.message_id, inGeneral);
  assert.equal(general?.is_topic_message, undefined);
  assert.equal(first?.message_thread_id, topic);
  assert.equal(first?.is_topic_message, true);
  assert.deepEqual(first?.reply_to_message?.forum_topic_created?.name, "Trucks");
  assert.equal(answer?.reply_to_message?.message_id, inTopic);
  assert.equal(answer?.message_thread_id, topic);
  const sent = await api.sendMessage(forum.id, "card", { message_thread_id: topic });
  assert.equal(sent.message_thread_id, topic);
  await assertRefused(
    api.sendMessage(forum.id, "x", { message_thread_id: 999 }),
    400,
    "message thread not found",
  );
});

acmeTest("a reply's thread in an ordinary supergroup is no topic", async (acme) => {
  const { api, group, dana, sandbox, drain } = acme;
  const first = sandbox.as(dana.id).write(group.id, "first");
  const second = sandbox.as(dana.id).write(group.id, "second", { replyTo: first });
  sandbox.as(dana.id).write(group.id, "third", { replyTo: second });
  const message = (await drain()).at(-1)?.message;
  assert.equal(message?.message_thread_id, first);
  assert.equal(message?.is_topic_message, undefined);
  assert.equal(message?.reply_to_message?.reply_to_message, undefined);
  await assertRefused(
    api.sendMessage(group.id, "x", { message_thread_id: first }),
    400,
    "message thread not found",
  );
});

acmeTest("media come with their file, an edit with its date", async (acme) => {
  const { group, dana, sandbox, drain } = acme;
  const as = sandbox.as(dana.id);
  as.sendMedia(group.id, { kind: "voice" });
  as.sendMedia(group.id, { kind: "document", fileName: "bill.pdf", caption: "the bill" });
  as.sendMedia(group.id, { kind: "location" });
  const id = as.write(group.id, "helo");
  as.editText(group.id, id, "hello");
  const [voice, bill, place, , edit] = await drain();
  assert.equal(typeof voice?.message?.voice?.file_id, "string");
  assert.equal(bill?.message?.document?.file_name, "bill.pdf");
  assert.equal(bill?.message?.caption, "the bill");
  assert.equal(typeof place?.message?.location?.latitude, "number");
  assert.equal(edit?.edited_message?.text, "hello");
  assert.equal(typeof edit?.edited_message?.edit_date, "number");
});
