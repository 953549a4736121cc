import assert from "node:assert/strict";
import type { DeliveryContent } from "../../src/desk/delivery_content.ts";
import { encodeCallback } from "../../src/telegram/callback_data.ts";
import { parseIncidentId } from "../../src/people/ids.ts";
import { botTest, type Stage } from "./bot_stage.ts";
import { createText, createUpdate } from "./updates.ts";

/** A delivery in a word or two: its kind, of an answer also its type. */
function nameDelivery(content: DeliveryContent): string {
  return content.kind === "answer" ? `answer ${content.answer.type}` : content.kind;
}

async function listNames(stage: Stage): Promise<readonly string[]> {
  return (await stage.listDeliveries()).map(nameDelivery);
}

/** Has the person write and the bot take it; what is to be delivered then. */
async function say(
  stage: Stage,
  person: { readonly id: number },
  text: string,
  chatId = stage.group.id,
): Promise<readonly string[]> {
  stage.sandbox.as(person.id).write(chatId, text);
  await stage.take();
  return await listNames(stage);
}

botTest("each command reaches its use case", async (stage) => {
  const { olivia, dana, sandbox, bot, group } = stage;
  assert.deepEqual(await say(stage, dana, "/ticket flat tyre"), ["answer not_connected"]);
  assert.deepEqual(await say(stage, dana, "/setup Acme"), ["answer setup_refused"]);
  assert.deepEqual(await say(stage, olivia, "/setup"), ["setup_board"]);
  assert.deepEqual(await say(stage, olivia, "/setup Acme Logistics"), ["answer setup_done"]);
  assert.deepEqual(await say(stage, dana, "/ticket flat tyre"), ["card"]);
  assert.deepEqual(await say(stage, dana, "/TICKET@roadcall_bot\nflat tyre"), ["card"]);
  assert.deepEqual(await say(stage, dana, "/ticket"), ["answer ticket_refused"]);
  assert.deepEqual(await say(stage, dana, "/open"), ["answer open_incidents"]);
  assert.deepEqual(await say(stage, dana, "/mine"), ["answer my_incidents"]);
  assert.deepEqual(await say(stage, dana, "/incident 0001"), ["answer incident"]);
  assert.deepEqual(await say(stage, dana, "/incident 0009"), ["answer incident_not_found"]);
  assert.deepEqual(await say(stage, dana, "/incident one"), ["answer incident_usage"]);
  assert.deepEqual(await say(stage, dana, "/member @mia_chen Safety"), ["answer member_refused"]);
  assert.deepEqual(await say(stage, olivia, "/member @dana_ruiz Safety"), ["answer member_added"]);
  assert.deepEqual(await say(stage, olivia, "/member @nobody1 Safety"), ["answer member_invited"]);
  assert.deepEqual(await say(stage, dana, "/help"), ["answer help"]);
  assert.deepEqual(await say(stage, dana, "/ticket@gps_bot flat tyre"), []);
  assert.deepEqual(await say(stage, dana, "/unknown"), []);

  sandbox.as(dana.id).sendMedia(group.id, { kind: "photo", caption: "/ticket flat tyre" });
  await stage.take();
  assert.deepEqual(await listNames(stage), ["card"]);
  sandbox.as(dana.id).sendMedia(group.id, { kind: "voice", caption: "/ticket" });
  await stage.take();
  assert.deepEqual(await listNames(stage), ["prompt"]);

  sandbox.as(dana.id).startBot(bot);
  await stage.take();
  assert.deepEqual(await listNames(stage), ["answer help"]);
  const { id } = sandbox.privateChat(dana.id, bot) ?? { id: 0 };
  assert.deepEqual(await say(stage, dana, "/ticket flat tyre", id), ["answer ticket_refused"]);
  assert.deepEqual(await say(stage, dana, "/setup Acme", id), ["answer setup_refused"]);
  assert.deepEqual(await say(stage, dana, "/open", id), ["answer open_incidents"]);
  assert.deepEqual(await say(stage, dana, "/organisation", id), ["answer organisation_chosen"]);
  assert.deepEqual(await say(stage, dana, "/connect", id), ["answer connection_refused"]);
  assert.deepEqual(await say(stage, dana, "/platform", id), ["answer help"]);
  assert.deepEqual(await say(stage, olivia, "/connect 12ab"), [
    "answer connection_refused",
    "delete_message",
  ]);
  assert.deepEqual(await say(stage, dana, "hello?", id), ["answer help"]);
});

botTest("a bare /ticket takes what was just said, and a reply what was quoted", async (stage) => {
  const { olivia, dana, omar, group, sandbox } = stage;
  await say(stage, olivia, "/setup Acme Logistics");
  await say(stage, dana, "trailer door is stuck");
  assert.deepEqual(await say(stage, dana, "/ticket"), ["card"]);

  const quoted = sandbox.as(dana.id).write(group.id, "brakes are squealing");
  sandbox.as(omar.id).write(group.id, "/ticket", { replyTo: quoted });
  await stage.take();
  assert.deepEqual(await listNames(stage), ["card"]);
});

botTest("being added says what is missing", async (stage) => {
  const { sandbox, olivia, bot } = stage;
  const add = async (
    rights: Parameters<typeof sandbox.addBotToGroup>[3],
    membersMayPin: boolean,
  ) => {
    const { id } = sandbox.addGroup({ title: "New", creator: olivia.id });
    sandbox.setGroup(id, { membersMayPin });
    sandbox.addBotToGroup(id, bot, olivia.id, rights);
    await stage.take();
    const [content, ...more] = await stage.listDeliveries();
    assert.equal(more.length, 0);
    assert.ok(content?.kind === "answer" && content.answer.type === "welcome");
    const { canPin, seesMessages } = content.answer;
    return { canPin, seesMessages };
  };
  assert.deepEqual(await add({}, false), { canPin: false, seesMessages: false });
  assert.deepEqual(await add({}, true), { canPin: true, seesMessages: false });
  assert.deepEqual(await add({ administrator: true, canPinMessages: true }, false), {
    canPin: true,
    seesMessages: true,
  });
  assert.deepEqual(await add({ administrator: true, canPinMessages: false }, false), {
    canPin: false,
    seesMessages: true,
  });
});

botTest(
  "what concerns nobody opens no transaction, talk, edits and joining a single one",
  async (stage) => {
    const { handler, counts, sandbox, dana, olivia, group, drain } = stage;
    const id = sandbox.as(olivia.id).write(group.id, "look at this");
    sandbox.as(olivia.id).pin(group.id, id);
    sandbox.as(dana.id).write(group.id, "/ticket@gps_bot flat tyre");
    const [talk, ...rest] = (await drain()).toSorted((a, b) =>
      Number(b.message?.text === "look at this") - Number(a.message?.text === "look at this")
    );
    assert.ok(talk?.message?.text === "look at this" && rest.length >= 2);
    for (const update of rest) await handler.handleUpdate(update);
    assert.deepEqual(counts, { transactions: 0, wakes: 0 });

    // The group is not connected: that is all there is to find out.
    await handler.handleUpdate(talk);
    assert.equal(counts.transactions, 1);
    sandbox.as(olivia.id).editText(group.id, id, "look at that");
    for (const edit of await drain()) await handler.handleUpdate(edit);
    assert.deepEqual(counts, { transactions: 2, wakes: 0 });

    const newcomer = sandbox.addPerson({ firstName: "Ned" });
    sandbox.as(newcomer.id).join(group.id);
    const joining = await drain();
    for (const update of joining) await handler.handleUpdate(update);
    assert.deepEqual(counts, { transactions: 2 + joining.length, wakes: 0 });
  },
);

botTest("an update that comes again changes nothing, one that fails says so", async (stage) => {
  const { olivia, dana, sandbox, group, drain, handler, counts } = stage;
  await say(stage, olivia, "/setup Acme Logistics");
  sandbox.as(dana.id).write(group.id, "/ticket flat tyre");
  const [update] = await drain();
  assert.ok(update !== undefined);
  await handler.handleUpdate(update);
  await handler.handleUpdate(update);
  assert.deepEqual(await listNames(stage), ["card"]);

  const { wakes } = counts;
  const impossible = createUpdate(createText("hello", { message_id: 0 }));
  await assert.rejects(handler.handleUpdate(impossible), TypeError);
  assert.equal(counts.wakes, wakes);
});

botTest("a press is answered after its commit, once, and the worker is woken", async (stage) => {
  const { olivia, sandbox, group, api, counts, words, drain, handler } = stage;
  await say(stage, olivia, "/setup");
  const data = encodeCallback({ type: "setup_toggle", department: 3 });
  const buttons = { inline_keyboard: [[{ text: "Accounting", callback_data: data }]] };
  const { message_id } = await api.sendMessage(group.id, "Board", { reply_markup: buttons });
  const wakes = counts.wakes;
  const pressed = sandbox.as(olivia.id).press(group.id, message_id, "Accounting");
  const [update] = await drain();
  assert.ok(update !== undefined);
  await handler.handleUpdate(update);
  const outcome = await pressed;
  assert.deepEqual([outcome.answered, outcome.alert], [true, false]);
  assert.equal(outcome.text, words.text("press-done"));
  assert.deepEqual(await listNames(stage), ["setup_board"]);
  assert.equal(counts.wakes, wakes + 1);

  await handler.handleUpdate(update);
  await handler.settle();
  const answers = sandbox.calls.filter(({ method }) => method === "answerCallbackQuery");
  assert.equal(answers.length, 1);
});

botTest("a press that was committed and not heard of is answered the next time", async (stage) => {
  const { olivia, sandbox, group, api, words, drain, handler, loseCommit } = stage;
  await say(stage, olivia, "/setup");
  const data = encodeCallback({ type: "setup_toggle", department: 3 });
  const buttons = { inline_keyboard: [[{ text: "Accounting", callback_data: data }]] };
  const { message_id } = await api.sendMessage(group.id, "Board", { reply_markup: buttons });
  const pressed = sandbox.as(olivia.id).press(group.id, message_id, "Accounting");
  const [update] = await drain();
  assert.ok(update !== undefined);
  loseCommit();
  await assert.rejects(handler.handleUpdate(update), /the connection broke/);
  await handler.handleUpdate(update);
  const outcome = await pressed;
  assert.deepEqual([outcome.answered, outcome.alert], [true, false]);
  assert.equal(outcome.text, words.text("press-known"));

  await handler.handleUpdate(update);
  await handler.settle();
  const answers = sandbox.calls.filter(({ method }) => method === "answerCallbackQuery");
  assert.equal(answers.length, 1, "and then no more");
});

botTest(
  "a press that is refused is an alert, and one of another version 'this changed'",
  async (stage) => {
    const { olivia, dana, sandbox, group, api, words, counts } = stage;
    await say(stage, olivia, "/setup Acme Logistics");
    const { message_id } = await api.sendMessage(group.id, "Card");
    const transactions = counts.transactions;
    const old = sandbox.as(dana.id).pressData(group.id, message_id, "0:cl:1:1:1");
    await stage.take();
    const { answered, alert, text } = await old;
    assert.deepEqual([answered, alert, text], [true, true, words.text("press-outdated")]);
    assert.equal(counts.transactions, transactions);

    const data = encodeCallback({
      type: "press",
      action: "claim",
      incidentId: parseIncidentId(4040),
      expected: { cycle: 1, session: 1 },
      departmentId: null,
    });
    const forged = sandbox.as(dana.id).pressData(group.id, message_id, data);
    await stage.take();
    const refused = await forged;
    assert.deepEqual([refused.alert, refused.text], [true, words.text("press-not-here")]);
  },
);

botTest("an answer that Telegram does not take fails nothing", async (stage) => {
  const { olivia, sandbox, group, api, log, handler } = stage;
  await say(stage, olivia, "/setup");
  const { message_id } = await api.sendMessage(group.id, "Board");
  sandbox.setFault({
    method: "answerCallbackQuery",
    times: 1,
    status: 400,
    description: "Bad Request: query is too old and response timeout expired",
  });
  const data = encodeCallback({ type: "setup_cancel" });
  const pressed = sandbox.as(olivia.id).pressData(group.id, message_id, data, { timeoutMs: 1 });
  await stage.take();
  await handler.settle();
  assert.equal((await pressed).answered, false);
  assert.deepEqual(log.lines.map(({ level }) => level), ["debug"]);
});
