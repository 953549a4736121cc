import assert from "node:assert/strict";
import { parseUpdate } from "../../../src/telegram/webhook/parse_update.ts";
import { acmeTest } from "../../tools/sandbox/acme.ts";

acmeTest("every kind of update that Telegram sends is taken as it came", async (acme) => {
  const { sandbox, group, dana, omar, api, drain, bot } = acme;
  await api.getUpdates({
    allowed_updates: [
      "message",
      "edited_message",
      "callback_query",
      "chat_member",
      "my_chat_member",
    ],
  });
  const reply_markup = { inline_keyboard: [[{ text: "Claim", callback_data: "x" }]] };
  const card = await api.sendMessage(group.id, "card", { reply_markup });
  const client = sandbox.as(dana.id);
  const id = client.write(group.id, "/ticket flat tyre", { replyTo: card.message_id });
  client.editText(group.id, id, "/ticket flat tyre, I-85");
  await client.press(group.id, card.message_id, "Claim", { timeoutMs: 1 });
  sandbox.removeMember(group.id, omar.id);
  sandbox.removeBot(group.id, bot);
  const updates = await drain();
  const kinds = new Set(updates.flatMap((update) => Object.keys(update)));
  for (
    const kind of ["message", "edited_message", "callback_query", "chat_member", "my_chat_member"]
  ) {
    assert.ok(kinds.has(kind), kind);
  }
  for (const update of updates) assert.deepEqual(parseUpdate(update), { ok: true, update });
});

Deno.test("what has no id of an update is none", () => {
  for (
    const body of [null, 7, "update", [], {}, { update_id: "7" }, { update_id: -1 }, {
      update_id: 1.5,
    }, { update_id: 2 ** 60 }]
  ) {
    assert.equal(parseUpdate(body), null, JSON.stringify(body));
  }
});

Deno.test("an update that is not as the Bot API says is known by its id, and repeats no words", () => {
  const chat = { id: -1, type: "group", title: "Acme" };
  const message = { message_id: 1, date: 1, chat, text: "hello" };
  const wrong: readonly [object, string][] = [
    [{ message: "hello" }, "message"],
    [{ message: { ...message, text: { html: "<b>hello</b>" } } }, "message.text"],
    [{ message: { ...message, chat: { ...chat, id: "hello" } } }, "message.chat.id"],
    [
      { message: { ...message, reply_to_message: { text: "hello" } } },
      "message.reply_to_message.message_id",
    ],
    [{ callback_query: { id: "1", data: "hello" } }, "callback_query.from"],
    [{ my_chat_member: { chat } }, "my_chat_member.from"],
  ];
  for (const [parts, where] of wrong) {
    assert.deepEqual(parseUpdate({ update_id: 7, ...parts }), {
      ok: false,
      updateId: 7,
      problem: `${where} is not what the Bot API says it is`,
    });
  }
  const later = { update_id: 7, something_of_later: { hello: 1 } };
  assert.deepEqual(parseUpdate(later), { ok: true, update: later }, "new kinds are passed on");
});
