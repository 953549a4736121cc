import assert from "node:assert/strict";
import { InputFile } from "grammy";
import { acmeTest, assertRefused } from "./acme.ts";

/** These calls are wrong on purpose, and the sandbox's own rules shall say so. */
const OWN_RULES = { spec: null };

const button = (data: string) => ({ inline_keyboard: [[{ text: "Claim", callback_data: data }]] });

acmeTest("a sent message comes back as Telegram shows it", async ({ api, group, bot, sandbox }) => {
  const sent = await api.sendMessage(group.id, "The card", {
    reply_markup: button("c:1"),
    disable_notification: true,
    link_preview_options: { is_disabled: true },
  });
  assert.equal(sent.from?.id, bot.personId);
  assert.deepEqual(sent.chat, { id: group.id, type: "supergroup", title: "Acme Drivers" });
  assert.deepEqual(sent.reply_markup, button("c:1"));
  assert.equal(sandbox.message(group.id, sent.message_id)?.notifies, false);
});

acmeTest("a call is refused by name: unknown, missing and wrong parameters", async (acme) => {
  const { server, bot, group } = acme;
  const call = async (method: string, body: unknown) => {
    const response = await fetch(`${server.apiRoot}/bot${bot.token}/${method}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return [response.status, (await response.json()).description];
  };
  const chat_id = group.id;
  assert.deepEqual(await call("sendMessage", { chat_id, text: "x", reply_to: 1 }), [
    400,
    'Bad Request: unknown parameter "reply_to" of sendMessage (sandbox: not in the Bot API or ' +
    "not simulated)",
  ]);
  assert.deepEqual(await call("sendMessage", { chat_id }), [
    400,
    "Bad Request: message text is empty",
  ]);
  assert.deepEqual(await call("sendMessage", { text: "x" }), [
    400,
    "Bad Request: chat_id is empty",
  ]);
  const [status, wrong] = await call("answerCallbackQuery", {
    callback_query_id: "1",
    show_alert: "maybe",
  });
  assert.equal(status, 400);
  assert.match(wrong, /"show_alert" of answerCallbackQuery/);
  assert.deepEqual(await call("sendHologram", { chat_id }), [404, "Not Found"]);
  assert.deepEqual(await call("forwardMessage", { chat_id }), [404, "Not Found"]);
}, OWN_RULES);

acmeTest("forms and queries carry parameters too", async ({ server, bot, group, sandbox }) => {
  const url = `${server.apiRoot}/bot${bot.token}/sendMessage`;
  const markup = JSON.stringify(button("c:1"));
  const query = new URLSearchParams({ chat_id: `${group.id}`, text: "q", reply_markup: markup });
  assert.equal((await (await fetch(`${url}?${query}`)).json()).ok, true);
  assert.equal((await (await fetch(url, { method: "POST", body: query })).json()).ok, true);
  const texts = sandbox.messages(group.id).filter(({ replyMarkup }) => replyMarkup !== undefined);
  assert.equal(texts.length, 2);
});

acmeTest("a wrong token is unauthorised", async ({ server }) => {
  const response = await fetch(`${server.apiRoot}/bot1:wrong/getMe`);
  assert.deepEqual(await response.json(), {
    ok: false,
    error_code: 401,
    description: "Unauthorized",
  });
});

acmeTest("texts have 1 to 4096 characters, after the tags are read", async ({ api, group }) => {
  const html = { parse_mode: "HTML" } as const;
  await api.sendMessage(group.id, `<b>${"x".repeat(4096)}</b>`, html);
  await assertRefused(api.sendMessage(group.id, "x".repeat(4097)), 400, "message is too long");
  await assertRefused(api.sendMessage(group.id, "<b> </b>", html), 400, "message text is empty");
}, OWN_RULES);

acmeTest("keyboards are checked", async ({ api, group }) => {
  const send = (reply_markup: Parameters<typeof api.sendMessage>[2]) =>
    api.sendMessage(group.id, "x", reply_markup);
  await send({ reply_markup: button("x".repeat(64)) });
  await assertRefused(send({ reply_markup: button("ü".repeat(33)) }), 400, "BUTTON_DATA_INVALID");
  await assertRefused(send({ reply_markup: button("") }), 400, "BUTTON_DATA_INVALID");
  await assertRefused(
    send({ reply_markup: { inline_keyboard: [[{ text: "", url: "https://example.com" }]] } }),
    400,
    "must be non-empty",
  );
  const both = { ...button("c:1"), force_reply: true };
  await assertRefused(send({ reply_markup: both }), 400, "inline_keyboard and force_reply");
  const two = { inline_keyboard: [[{ text: "a", url: "https://a.com", callback_data: "a" }]] };
  await assertRefused(send({ reply_markup: two }), 400, "exactly one action");
  const many = {
    inline_keyboard: Array.from({ length: 101 }, () => button("a").inline_keyboard[0] ?? []),
  };
  await assertRefused(send({ reply_markup: many }), 400, "reply markup is too long");
}, OWN_RULES);

acmeTest("replies need their message", async ({ api, group, dana, sandbox }) => {
  const asked = sandbox.as(dana.id).write(group.id, "flat tyre on I-85");
  const sent = await api.sendMessage(group.id, "ok", {
    reply_parameters: { message_id: asked, quote: "flat tyre" },
  });
  assert.equal(sent.reply_to_message?.text, "flat tyre on I-85");
  assert.equal(sent.quote?.text, "flat tyre");
  const missing = { message_id: 9_999 };
  await assertRefused(
    api.sendMessage(group.id, "x", { reply_parameters: missing }),
    400,
    "message to be replied not found",
  );
  const anyway = await api.sendMessage(group.id, "x", {
    reply_parameters: { ...missing, allow_sending_without_reply: true },
  });
  assert.equal(anyway.reply_to_message, undefined);
  sandbox.as(dana.id).deleteMessage(group.id, asked);
  await assertRefused(
    api.sendMessage(group.id, "x", { reply_parameters: { message_id: asked } }),
    400,
    "message to be replied not found",
  );
  const quote = { message_id: sent.message_id, quote: "never said" };
  await assertRefused(
    api.sendMessage(group.id, "x", { reply_parameters: quote }),
    400,
    "QUOTE_TEXT_INVALID",
  );
});

acmeTest("a force reply is for whom it names", async ({ api, group, omar, mia, sandbox }) => {
  const prompt = await api.sendMessage(
    group.id,
    `<a href="tg://user?id=${omar.id}">Omar</a>, how?`,
    {
      parse_mode: "HTML",
      reply_markup: { force_reply: true, selective: true },
    },
  );
  assert.equal(sandbox.forceReplyFor(group.id, omar.id)?.id, prompt.message_id);
  assert.equal(sandbox.forceReplyFor(group.id, mia.id), undefined);
  sandbox.as(omar.id).write(group.id, "so", { replyTo: prompt.message_id });
  assert.equal(sandbox.forceReplyFor(group.id, omar.id), undefined);
});

acmeTest("documents and photos are uploaded, then sent again by id", async ({ api, group }) => {
  const file = new InputFile(new TextEncoder().encode("a,b\n"), "report.csv");
  const sent = await api.sendDocument(group.id, file, {
    caption: "<b>May</b>",
    parse_mode: "HTML",
  });
  assert.equal(sent.document.file_name, "report.csv");
  assert.equal(sent.document.file_size, 4);
  assert.deepEqual([sent.caption, sent.caption_entities?.[0]?.type], ["May", "bold"]);
  const again = await api.sendDocument(group.id, sent.document.file_id);
  assert.equal(again.document.file_id, sent.document.file_id);
  const known = await api.getFile(sent.document.file_id);
  assert.equal(known.file_path, "documents/report.csv");
  const photo = await api.sendPhoto(group.id, new InputFile(new Uint8Array([1]), "chart.png"));
  assert.equal(photo.photo.length, 1);
  await assertRefused(
    api.sendDocument(group.id, sent.document.file_id, { caption: "x".repeat(1025) }),
    400,
    "message caption is too long",
  );
  await assertRefused(api.sendDocument(group.id, "nothing"), 400, "wrong remote file identifier");
}, OWN_RULES);

acmeTest("reactions and chat actions", async ({ api, group, bot, dana, sandbox }) => {
  const id = sandbox.as(dana.id).write(group.id, "hello");
  await api.setMessageReaction(group.id, id, [{ type: "emoji", emoji: "👍" }]);
  assert.equal(sandbox.message(group.id, id)?.reactions.get(bot.personId), "👍");
  sandbox.setGroup(group.id, { reactionsAllowed: false });
  await assertRefused(
    api.setMessageReaction(group.id, id, [{ type: "emoji", emoji: "👍" }]),
    400,
    "REACTION_INVALID",
  );
  const seen: string[] = [];
  const end = sandbox.subscribe((change) =>
    void (change.kind === "typing" && seen.push(change.action))
  );
  await api.sendChatAction(group.id, "typing");
  end();
  assert.deepEqual(seen, ["typing"]);
});
