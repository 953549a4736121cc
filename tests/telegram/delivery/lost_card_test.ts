/** Cards that were sent without an answer, in groups where people go on writing. */
import assert from "node:assert/strict";
import { showHelp } from "../../../src/desk/show_help.ts";
import { receiveMessage } from "../../../src/desk/receive_message.ts";
import { parseMessageId } from "../../../src/people/ids.ts";
import { hire, report } from "./life.ts";
import { type Group, onStage, type Stage } from "./stage.ts";

async function open(stage: Stage) {
  const boss = stage.meet("Olivia", "olivia");
  const dana = stage.meet("Dana");
  const group = await stage.openGroup(boss, [dana]);
  return { boss, dana, group };
}

/** Reports, lets others write after it, and loses the answer to the card that comes behind them. */
async function loseCard(stage: Stage, messages: number) {
  const { boss, dana, group } = await open(stage);
  const before = group.said().length;
  const life = await report(stage, group, dana);
  for (let written = 0; written < messages; written++) group.write(boss, "/open");
  group.fault({ method: "sendMessage", times: 1, loseAnswer: true });
  await stage.worker.drain();
  const cards = () => group.said().slice(before);
  assert.equal(cards().length, 1, "it stands there, and nobody knows");
  return { life, group, cards };
}

/** Each call of the method that comes through makes the next one fail. */
function failEachOther({ sandbox }: Stage, group: Group, method: string): void {
  sandbox.subscribe((change) => {
    if (change.kind !== "call" || change.call.method !== method) return;
    if (change.call.status !== 502) group.fault({ method, times: 1, status: 502 });
  });
}

Deno.test("a lost card is found behind many messages of others", async () => {
  await onStage(async (stage) => {
    const { life, cards } = await loseCard(stage, 25);
    for (let second = 0; second < 6; second++) await stage.later(1);
    assert.deepEqual(cards().map(({ id }) => id), [(await life.card()).id]);
  });
});

Deno.test("a search for a lost card that fails goes on where it was", async () => {
  await onStage(async (stage) => {
    const { life, group, cards } = await loseCard(stage, 6);
    failEachOther(stage, group, "editMessageText");
    for (let second = 0; second < 20; second++) await stage.later(1);
    assert.deepEqual(cards().map(({ id }) => id), [(await life.card()).id]);
  });
});

Deno.test("a card that two replicas sent, since the first one was held up, stands there once", async () => {
  await onStage(async (stage) => {
    const { dana, group } = await open(stage);
    const before = group.said().length;
    const life = await report(stage, group, dana);
    const held = stage.holdCall("sendMessage");
    const drained = stage.worker.drain();
    await held.begun;
    // Its lease is over, and nothing of what it sends stands there yet.
    await stage.store.clock.skip(11);
    await stage.replica.drain();
    held.release();
    await drained;
    await stage.later(1);
    const card = await life.card();
    assert.deepEqual(group.said().slice(before).map(({ id }) => id), [card.id]);
    assert.deepEqual(stage.sandbox.pinned(group.chat.id).map(({ id }) => id), [card.id]);
  });
});

Deno.test("who is held up and finds the old card gone leaves the new one alone", async () => {
  await onStage(async (stage) => {
    const { boss, dana, group } = await open(stage);
    const before = group.said().length;
    const life = await report(stage, group, dana);
    await stage.worker.drain();
    const { id: gone } = await life.card();
    stage.sandbox.as(boss.userId).deleteMessage(group.chat.id, gone);
    await group.inGroup((tx) => stage.store.messages.touchCards(tx, life.id));
    const held = stage.holdCall("editMessageText");
    const drained = stage.worker.drain();
    await held.begun;
    await stage.store.clock.skip(11);
    await stage.replica.drain();
    const { id } = await life.card();
    assert.notEqual(id, gone);
    held.release();
    await drained;
    await stage.later(1);
    assert.deepEqual(group.said().slice(before).map((message) => message.id), [id]);
    assert.equal((await life.card()).id, id);
  });
});

Deno.test("a reply to a second card is about its incident, and takes that card away", async () => {
  await onStage(async (stage) => {
    const { worker, desk, sandbox } = stage;
    const { dana, boss, group } = await open(stage);
    const maintenance = await hire(stage, group, boss, "Maintenance");
    const life = await report(stage, group, dana);
    const other = await report(stage, group, dana, "Lost a mirror");
    for (const { press } of [other, life]) {
      await press(dana, "assign_department", maintenance);
      await press(boss, "claim");
    }
    await worker.drain();
    await life.press(boss, "request_resolution");
    await worker.drain();
    // The question about the other one is on its way while the first one is answered.
    await other.press(boss, "request_resolution");
    const held = stage.holdAnswer("sendMessage");
    const drained = worker.drain();
    await held.carriedOut;

    const { chat } = group;
    const second = sandbox.as(dana.userId).write(chat.id, "stands for a card that nobody knows");
    const answer = (text: string, repliesToYoung: boolean) =>
      receiveMessage(desk, {
        ...group.incoming(boss, sandbox.as(boss.userId).write(chat.id, text, { replyTo: second })),
        body: text,
        media: null,
        replyTo: parseMessageId(second),
        repliesToUs: true,
        repliesToYoung,
        shownIncidentId: life.id,
        question: null,
      });
    const takenAway = () =>
      sandbox.calls.some(({ method, payload }) =>
        method === "deleteMessage" && Number(payload["message_id"]) === second
      );
    assert.equal(await answer("Tire replaced", true), "summary");
    held.release();
    await drained;
    await worker.drain();
    assert.equal((await life.details()).summary, "Tire replaced");
    assert.equal((await other.details()).incident.status, "awaiting_summary");
    assert.equal(takenAway(), false, "so young a card may be known in a moment");

    assert.equal(await answer("And the rim", false), "comment");
    await worker.drain();
    assert.equal(takenAway(), true);
  });
});

Deno.test("what was to be taken away stays once it has been found and is a card", async () => {
  await onStage(async (stage) => {
    const { dana, group } = await open(stage);
    const life = await report(stage, group, dana);
    await stage.worker.drain();
    const card = await life.card();
    // Owed by a press under it, from when nobody knew whose it is.
    const content = { kind: "delete_message", messageId: parseMessageId(card.id) } as const;
    const place = { chatId: group.chatId, threadId: null };
    await group.inGroup((tx) => stage.store.deliveries.enqueue(tx, [{ place, content }]));
    await stage.worker.drain();
    assert.equal((await life.card()).id, card.id);
    assert.ok(!group.calls().includes("deleteMessage"));
  });
});

Deno.test("another lost message among them makes no second card", async () => {
  await onStage(async (stage) => {
    const { boss, dana, group } = await open(stage);
    const before = group.said().length;
    const life = await report(stage, group, dana);
    group.fault({ method: "sendMessage", times: 1, status: 502 });
    await stage.worker.drain();
    // Behind that an answer comes, of which nobody knows.
    await showHelp(stage.desk, { ...group.write(boss, "/help"), where: "group" });
    group.fault({ method: "sendMessage", times: 1, loseAnswer: true });
    for (let second = 0; second < 8; second++) await stage.later(1);
    assert.ok((await life.card()).text?.includes("0001 ·"));
    const texts = group.said().slice(before).map(({ text }) => text?.split("\n", 1)[0]);
    assert.deepEqual(texts.toSorted(), ["What you can do here", "🔴 0001 · Who should handle it?"]);
  });
});
