import assert from "node:assert/strict";
import { acmeTest } from "./acme.ts";

acmeTest(
  "a channel's post comes with its channel, forwarded by itself where it is linked",
  async (acme) => {
    const { group, sandbox, drain } = acme;
    const post = { title: "Acme News", text: "/ticket bridge closed" };
    sandbox.postFromChannel(group.id, { ...post, linked: true });
    sandbox.postFromChannel(group.id, post);
    const [linked, spoken] = (await drain()).map(({ message }) => message);
    assert.equal(linked?.from?.id, 777000);
    assert.equal(linked?.from?.is_bot, false);
    assert.equal(linked?.is_automatic_forward, true);
    assert.equal(linked?.entities?.[0]?.type, "bot_command");
    assert.equal(spoken?.from?.username, "Channel_Bot");
    assert.equal(spoken?.is_automatic_forward, undefined);
    assert.deepEqual(linked?.sender_chat, spoken?.sender_chat);
    assert.equal(linked?.sender_chat?.type, "channel");
  },
);

acmeTest("an answer to what was deleted a moment ago comes without a reply", async (acme) => {
  const { group, sandbox, dana, drain } = acme;
  const client = sandbox.as(dana.id);
  const gone = client.write(group.id, "hello");
  client.deleteMessage(group.id, gone);
  await drain();
  client.write(group.id, "/ticket", { replyTo: gone });
  const [update] = await drain();
  assert.equal(update?.message?.reply_to_message, undefined);
  assert.throws(() => client.write(group.id, "hello", { replyTo: 4040 }));
});
