import assert from "node:assert/strict";
import { acmeTest, assertRefused } from "./acme.ts";

const claim = { inline_keyboard: [[{ text: "Claim", callback_data: "c:1" }]] };
const release = { inline_keyboard: [[{ text: "Release", callback_data: "r:1" }]] };

acmeTest("an edit changes text and keyboard and keeps the history", async (acme) => {
  const { api, group, sandbox } = acme;
  const { message_id } = await api.sendMessage(group.id, "one", { reply_markup: claim });
  const edited = await api.editMessageText(group.id, message_id, "<b>two</b>", {
    parse_mode: "HTML",
    reply_markup: release,
  });
  assert.equal(edited !== true && "text" in edited && edited.text, "two");
  const kept = sandbox.message(group.id, message_id);
  assert.deepEqual(kept?.earlierTexts, ["one"]);
  assert.deepEqual(kept?.replyMarkup, release);
  assert.notEqual(kept?.editDate, undefined);
  await api.editMessageText(group.id, message_id, "three");
  assert.equal(sandbox.message(group.id, message_id)?.replyMarkup, undefined);
});

acmeTest("an edit that changes nothing is refused", async ({ api, group }) => {
  const { message_id } = await api.sendMessage(group.id, "one", { reply_markup: claim });
  const words = "message is not modified: specified new message content and reply markup are " +
    "exactly the same as a current content and reply markup of the message";
  await assertRefused(
    api.editMessageText(group.id, message_id, "one", { reply_markup: claim }),
    400,
    words,
  );
  await assertRefused(
    api.editMessageReplyMarkup(group.id, message_id, { reply_markup: claim }),
    400,
    words,
  );
  await api.editMessageReplyMarkup(group.id, message_id);
  await assertRefused(api.editMessageReplyMarkup(group.id, message_id), 400, words);
  // The same words, formatted otherwise, are another message.
  await api.editMessageText(group.id, message_id, "<b>one</b>", { parse_mode: "HTML" });
});

acmeTest("only own messages without a force reply can be edited", async (acme) => {
  const { api, group, dana, sandbox } = acme;
  const foreign = sandbox.as(dana.id).write(group.id, "hers");
  await assertRefused(api.editMessageText(group.id, foreign, "x"), 400, "message can't be edited");
  const prompt = await api.sendMessage(group.id, "how?", { reply_markup: { force_reply: true } });
  await assertRefused(
    api.editMessageText(group.id, prompt.message_id, "x"),
    400,
    "message can't be edited",
  );
  await assertRefused(api.editMessageText(group.id, 999, "x"), 400, "message to edit not found");
  const { message_id } = await api.sendMessage(group.id, "mine");
  sandbox.as(acme.olivia.id).deleteMessage(group.id, message_id);
  await assertRefused(
    api.editMessageText(group.id, message_id, "x"),
    400,
    "message to edit not found",
  );
});

acmeTest("deleting: own ones, others' as an administrator, each once", async (acme) => {
  const { api, group, bot, dana, sandbox } = acme;
  const { message_id } = await api.sendMessage(group.id, "mine");
  await api.deleteMessage(group.id, message_id);
  await assertRefused(
    api.deleteMessage(group.id, message_id),
    400,
    "message to delete not found",
  );
  await api.deleteMessage(group.id, sandbox.as(dana.id).write(group.id, "hers"));
  sandbox.setMember(group.id, bot.personId, { status: "member" });
  const hers = sandbox.as(dana.id).write(group.id, "hers again");
  await assertRefused(api.deleteMessage(group.id, hers), 400, "message can't be deleted");
  const old = await api.sendMessage(group.id, "old");
  await sandbox.skip(48 * 60 * 60 + 1);
  await assertRefused(
    api.deleteMessage(group.id, old.message_id),
    400,
    "message can't be deleted for everyone",
  );
});

acmeTest(
  "several are deleted at once, those that are gone aside",
  async ({ api, group, sandbox }) => {
    const a = await api.sendMessage(group.id, "a");
    const b = await api.sendMessage(group.id, "b");
    await api.deleteMessages(group.id, [a.message_id, b.message_id, 999]);
    assert.equal(
      sandbox.messages(group.id).some(({ text }) => text === "a" || text === "b"),
      false,
    );
  },
);

acmeTest("pinning needs the right to", async ({ api, group, bot, mia, sandbox }) => {
  const { message_id } = await api.sendMessage(group.id, "card");
  await api.pinChatMessage(group.id, message_id, { disable_notification: true });
  const pinned = () => sandbox.pinned(group.id).map(({ id }) => id);
  assert.deepEqual(pinned(), [message_id]);
  const notice = sandbox.messages(group.id).at(-1);
  assert.deepEqual(notice?.serviceEvent, { kind: "pinned", messageId: message_id });
  assert.equal(notice?.notifies, false);
  await api.pinChatMessage(group.id, message_id);
  assert.deepEqual(pinned(), [message_id]);
  const chat = await api.getChat(group.id);
  assert.equal(chat.pinned_message?.message_id, message_id);
  await api.unpinChatMessage(group.id, message_id);
  assert.deepEqual(pinned(), []);

  const refused = "not enough rights to manage pinned messages in the chat";
  sandbox.setMember(group.id, bot.personId, { canPinMessages: false });
  await assertRefused(api.pinChatMessage(group.id, message_id), 400, refused);
  await assertRefused(api.unpinChatMessage(group.id, message_id), 400, refused);
  sandbox.setMember(group.id, bot.personId, { status: "member" });
  await assertRefused(api.pinChatMessage(group.id, message_id), 400, refused);
  assert.throws(() => sandbox.as(mia.id).pin(group.id, message_id), /Mia may not pin/);
  sandbox.setGroup(group.id, { membersMayPin: true });
  await api.pinChatMessage(group.id, message_id);
  sandbox.as(mia.id).unpin(group.id, message_id);
  assert.deepEqual(pinned(), []);
  await assertRefused(api.pinChatMessage(group.id, 999), 400, "message to pin not found");
  await assertRefused(api.unpinChatMessage(group.id, 999), 400, "message to unpin not found");
});

acmeTest("a deleted message is no longer pinned", async ({ api, group, olivia, sandbox }) => {
  const { message_id } = await api.sendMessage(group.id, "card");
  await api.pinChatMessage(group.id, message_id);
  sandbox.as(olivia.id).deleteMessage(group.id, message_id);
  assert.deepEqual(sandbox.pinned(group.id), []);
});
