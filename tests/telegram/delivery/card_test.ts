import assert from "node:assert/strict";
import { getExpectation } from "../../../src/telegram/render/status.ts";
import { pressCard } from "../../../src/desk/press_card.ts";
import { showHelp } from "../../../src/desk/show_help.ts";
import { hire, report } from "./life.ts";
import { type Group, onStage, type Stage } from "./stage.ts";

async function open(stage: Stage, options = {}) {
  const boss = stage.meet("Olivia");
  const dana = stage.meet("Dana");
  const group = await stage.openGroup(boss, [dana], options);
  const department = await hire(stage, group, boss, "Maintenance");
  const said = group.said().length;
  const called = group.calls().length;
  return {
    boss,
    dana,
    group,
    department,
    /** Since the group was set up. */
    calls: () => group.calls().slice(called),
    said: () => group.said().slice(said),
  };
}

function pinned({ chat }: Group, stage: Stage): readonly number[] {
  return stage.sandbox.pinned(chat.id).map(({ id }) => id);
}

Deno.test("cards", async (t) => {
  await onStage(async (stage) => {
    const { worker, store, log } = stage;

    await t.step(
      "comes as a silent reply to the report, pinned, and shows each state",
      async () => {
        const { boss, dana, group, department, calls } = await open(stage);
        const life = await report(stage, group, dana, "Flat <tire>");
        await worker.drain();
        const card = await life.card();
        assert.equal(card.replyTo?.messageId, life.ticket);
        assert.equal(card.notifies, false);
        assert(card.text?.includes("Flat <tire>"));
        assert.deepEqual(pinned(group, stage), [card.id]);
        assert.deepEqual(calls(), ["sendMessage", "pinChatMessage"]);

        await life.press(dana, "assign_department", department);
        await life.press(boss, "claim");
        await worker.drain();
        assert((await life.card()).text?.includes("Olivia"));
        await life.press(boss, "request_resolution");
        await worker.drain();
        await life.reply(boss, card.id, "Tire replaced");
        await worker.drain();
        assert((await life.card()).text?.includes("Tire replaced"));
        assert.deepEqual(pinned(group, stage), []);

        await life.press(dana, "reopen");
        await worker.drain();
        assert.deepEqual(pinned(group, stage), [card.id]);
      },
    );

    await t.step("ten changes at once are one edit", async () => {
      const { group, dana, calls } = await open(stage);
      const life = await report(stage, group, dana);
      await worker.drain();
      const before = calls().length;
      for (let change = 0; change < 10; change++) {
        await group.inGroup((tx) => store.messages.touchCards(tx, life.id));
      }
      await worker.drain();
      assert.deepEqual(calls().slice(before), ["editMessageText"]);
    });

    await t.step("changes while an edit is in the air end in the last state", async () => {
      const { group, dana, boss, department, calls } = await open(stage);
      const life = await report(stage, group, dana);
      await worker.drain();
      const before = calls().length;
      await life.press(dana, "assign_department", department);
      const held = stage.holdAnswer("editMessageText");
      const drained = worker.drain();
      await held.carriedOut;
      await life.press(boss, "claim");
      await life.press(boss, "release");
      await life.press(boss, "claim");
      worker.wake();
      held.release();
      await drained;
      const edits = calls().slice(before).filter((method) => method === "editMessageText");
      assert.equal(edits.length, 2);
      assert((await life.card()).text?.includes("In progress"));
    });

    await t.step("works unpinned where the right to pin is missing, and tries again", async () => {
      const { group, dana, department, calls } = await open(stage, { canPin: false });
      const life = await report(stage, group, dana);
      await worker.drain();
      // The last one says that the right is missing.
      assert.deepEqual(calls(), ["sendMessage", "pinChatMessage", "sendMessage"]);
      assert.deepEqual(pinned(group, stage), []);
      stage.sandbox.setMember(group.chat.id, stage.bot.personId, {
        status: "administrator",
        canPinMessages: true,
      });
      await life.press(dana, "assign_department", department);
      await worker.drain();
      assert.deepEqual(pinned(group, stage), [(await life.card()).id]);
    });

    await t.step("is sent anew where somebody deleted it", async () => {
      const { boss, dana, group, department } = await open(stage);
      const life = await report(stage, group, dana);
      await worker.drain();
      const first = await life.card();
      stage.sandbox.as(boss.userId).deleteMessage(group.chat.id, first.id);
      await life.press(dana, "assign_department", department);
      await worker.drain();
      const second = await life.card();
      assert.notEqual(second.id, first.id);
      assert.equal(second.deleted, false);
      assert.deepEqual(pinned(group, stage), [second.id]);
    });

    await t.step("comes without a reply where the report is gone", async () => {
      const { dana, group } = await open(stage);
      const life = await report(stage, group, dana);
      stage.sandbox.as(dana.userId).deleteMessage(group.chat.id, life.ticket);
      await worker.drain();
      assert.equal((await life.card()).replyTo, undefined);
    });

    await t.step("stands in the topic of the report", async () => {
      const { dana, boss, group } = await open(stage, { isForum: true });
      const topic = stage.sandbox.as(boss.userId).createTopic(group.chat.id, "Night shift");
      const life = await report(stage, group, dana, "No brakes", topic);
      await worker.drain();
      assert.equal((await life.card()).threadId, topic);
    });

    await t.step("stands outside of a topic that was closed meanwhile", async () => {
      const { dana, boss, group } = await open(stage, { isForum: true });
      const topic = stage.sandbox.as(boss.userId).createTopic(group.chat.id, "Night shift");
      const life = await report(stage, group, dana, "No brakes", topic);
      const description = "Bad Request: TOPIC_CLOSED";
      group.fault({ method: "sendMessage", times: 1, status: 400, description });
      await worker.drain();
      assert.notEqual((await life.card()).isTopicMessage, true);
    });

    await t.step("two replicas at once send each card once", async () => {
      const places = await Promise.all([1, 2, 3, 4].map(() => open(stage)));
      for (const { group, dana } of places) {
        for (let times = 0; times < 3; times++) await report(stage, group, dana);
      }
      await Promise.all([worker.drain(), stage.replica.drain()]);
      // What one replica held when the other looked is due at the next look.
      await Promise.all([worker.drain(), stage.replica.drain()]);
      assert.deepEqual(places.map(({ said }) => said().length), [3, 3, 3, 3]);
    });

    await t.step("a pin that failed is made later, and the card is not sent twice", async () => {
      const { dana, group, said } = await open(stage);
      const life = await report(stage, group, dana);
      group.fault({ method: "pinChatMessage", times: 1, status: 500 });
      await worker.drain();
      assert.deepEqual(pinned(group, stage), []);
      await stage.later(1);
      assert.deepEqual(pinned(group, stage), [(await life.card()).id]);
      assert.equal(said().length, 1);
    });

    await t.step("a lost answer to an edit shows the card once", async () => {
      const { dana, group, department, said } = await open(stage);
      const life = await report(stage, group, dana);
      await worker.drain();
      await life.press(dana, "assign_department", department);
      group.fault({ method: "editMessageText", times: 1, loseAnswer: true });
      await worker.drain();
      await stage.later(1);
      assert((await life.card()).text?.includes("Waiting for Maintenance"));
      const cards = said().filter(({ text }) => text?.includes("0001 ·"));
      assert.equal(cards.length, 1);
    });

    await t.step("a lost answer to its sending is made up for by that same card", async () => {
      const { dana, group, said, calls } = await open(stage);
      const life = await report(stage, group, dana);
      // Others go on writing, and what is theirs is left alone.
      group.write(dana, "Anybody there?");
      group.fault({ method: "sendMessage", times: 1, loseAnswer: true });
      await worker.drain();
      group.write(dana, "Hello?");
      await stage.later(1);
      assert.equal(said().length, 1);
      assert.equal((await life.card()).id, said()[0]?.id);
      assert.deepEqual(pinned(group, stage), [said()[0]?.id]);
      assert.equal(calls().filter((method) => method === "sendMessage").length, 1);
    });

    await t.step("two cards whose answers were lost are found, each once", async () => {
      const { dana, group, said } = await open(stage);
      const lives = [await report(stage, group, dana), await report(stage, group, dana)];
      group.fault({ method: "sendMessage", times: 2, loseAnswer: true });
      await worker.drain();
      for (let second = 0; second < 8; second++) await stage.later(1);
      assert.equal(said().length, 2);
      const ids = await Promise.all(lives.map(async (life) => (await life.card()).id));
      assert.deepEqual(ids.toSorted(), said().map(({ id }) => id).toSorted());
      for (const life of lives) {
        const { incident } = await life.details();
        assert((await life.card()).text?.includes(`000${incident.number} ·`));
      }
    });

    await t.step("what never reached Telegram is sent again, once", async () => {
      const { dana, group, said, calls } = await open(stage);
      const life = await report(stage, group, dana);
      group.fault({ method: "sendMessage", times: 2, status: 502 });
      await worker.drain();
      for (let second = 0; second < 6; second++) await stage.later(1);
      assert.equal(said().length, 1);
      assert.equal((await life.card()).id, said()[0]?.id);
      assert.equal(calls().filter((method) => method === "sendMessage").length, 3);
    });

    await t.step("an answer that stands behind the report is not taken for the card", async () => {
      const { boss, dana, group, said } = await open(stage);
      const life = await report(stage, group, dana);
      group.fault({ method: "sendMessage", times: 1, status: 502 });
      await worker.drain();
      await showHelp(stage.desk, { ...group.write(boss, "/help"), where: "group" });
      for (let second = 0; second < 4; second++) await stage.later(1);
      assert.equal(said().length, 2);
      assert((await life.card()).text?.includes("0001 ·"));
    });

    await t.step("an abandoned card is taken away once somebody presses it", async () => {
      const { boss, dana, group, department, said } = await open(stage);
      const life = await report(stage, group, dana);
      group.fault({ method: "sendMessage", times: 1, loseAnswer: true });
      // It is not found, as where somebody has deleted much.
      const description = "Bad Request: message to edit not found";
      group.fault({ method: "editMessageText", times: 2, status: 400, description });
      await worker.drain();
      await stage.later(1);
      assert.equal(said().length, 2);
      const [lost] = said();
      assert(lost !== undefined);
      const { incident } = await life.details();
      const outcome = await pressCard(stage.desk, {
        ...group.incoming(boss, lost.id),
        incidentId: life.id,
        expected: getExpectation(incident),
        action: "assign_department",
        departmentId: department.id,
      });
      assert.equal(outcome.type, "moved");
      await worker.drain();
      assert.deepEqual(said().map(({ id }) => id), [(await life.card()).id]);
    });

    await t.step("a rate limit is waited out", async () => {
      const { dana, group, calls } = await open(stage);
      const life = await report(stage, group, dana);
      group.fault({ method: "sendMessage", times: 1, status: 429, retryAfter: 20 });
      await worker.drain();
      await stage.later(19);
      assert.deepEqual(calls(), ["sendMessage"]);
      await stage.later(1);
      assert.equal((await life.card()).deleted, false);
    });

    const troubles = log.lines.filter(({ level }) => level === "error");
    assert.deepEqual(troubles, []);
  });
});
