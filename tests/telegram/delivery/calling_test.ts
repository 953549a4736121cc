import assert from "node:assert/strict";
import { parseMessageId } from "../../../src/people/ids.ts";
import { callUsefulMs } from "../../../src/desk/call_age.ts";
import { renderTimeline } from "../../../src/telegram/render/timeline.ts";
import { words } from "../render/read_words.ts";
import { hire, hireElsewhere, type Life, report } from "./life.ts";
import { onStage, type Stage } from "./stage.ts";

/** Olivia manages, Dana drives, Mia and Max are Maintenance. */
async function open(stage: Stage, options = {}) {
  const [olivia, dana, mia, max] = ["Olivia", "Dana", "Mia", "Max"].map((name) => stage.meet(name));
  assert(olivia && dana && mia && max);
  const group = await stage.openGroup(olivia, [dana, mia, max], options);
  await hire(stage, group, mia, "Maintenance");
  const maintenance = await hire(stage, group, max, "Maintenance");
  const before = new Set(group.said().map(({ id }) => id));
  const said = () => group.said().filter(({ id }) => !before.has(id));
  return { olivia, dana, mia, max, group, maintenance, said };
}

/** Whom nobody called, by the reasons. */
async function listMissed({ details }: Life): Promise<readonly string[]> {
  const { missedCalls, people } = await details();
  return missedCalls.map(({ why, userIds }) => {
    const names = userIds.map((id) => people.find(({ userId }) => userId === id)?.firstName);
    return `${why}: ${names.toSorted().join(", ")}`;
  });
}

/** People mentioned by id in a message. */
function mentioned(message: { entities: readonly object[] } | undefined): readonly unknown[] {
  return (message?.entities ?? []).flatMap((entity) =>
    "user" in entity && typeof entity.user === "object" && entity.user !== null &&
      "id" in entity.user
      ? [entity.user.id]
      : []
  );
}

Deno.test("pings and notices", async (t) => {
  await onStage(async (stage) => {
    const { worker, store, sandbox } = stage;

    await t.step("a ping mentions the department, as a reply to the card", async () => {
      const { dana, olivia, mia, max, group, maintenance, said } = await open(stage);
      const life = await report(stage, group, dana);
      await life.press(dana, "assign_department", maintenance);
      await worker.drain();
      const [card, ping, ...others] = said();
      assert(card && ping);
      assert.deepEqual(others, []);
      assert.equal(ping.replyTo?.messageId, card.id);
      assert.equal(ping.notifies, true);
      // The set-up made Olivia a member of every department.
      assert.deepEqual(
        mentioned(ping).toSorted(),
        [olivia.userId, mia.userId, max.userId].toSorted(),
      );
      const subject = await group.inGroup((tx) =>
        store.messages.findSubject(tx, group.chatId, parseMessageId(ping.id))
      );
      assert.deepEqual(subject, { type: "notice", incidentId: life.id });
    });

    await t.step("a ping is dropped once somebody has it", async () => {
      const { dana, mia, group, maintenance, said } = await open(stage);
      const life = await report(stage, group, dana);
      await worker.drain();
      await life.press(dana, "assign_department", maintenance);
      await life.press(mia, "claim");
      await worker.drain();
      assert.deepEqual(said().slice(1).map(({ text }) => text), ["🔵 Mia (Maintenance) has it."]);
      assert.deepEqual(await listMissed(life), ["claimed: Max, Mia, Olivia"]);
    });

    await t.step("calls that are older than their use are dropped, with one note", async () => {
      const { dana, group, maintenance, said } = await open(stage);
      const ada = stage.meet("Ada");
      sandbox.as(ada.userId).startBot(stage.bot);
      await hireElsewhere(stage, group, ada, "Maintenance");
      const life = await report(stage, group, dana);
      await worker.drain();
      await life.press(dana, "assign_department", maintenance);
      await store.clock.skip(callUsefulMs / 1000 + 1);
      await worker.drain();
      assert.deepEqual(said().filter(({ text }) => text?.includes("needs Maintenance")), []);
      const chat = sandbox.privateChat(ada.userId, stage.bot);
      const toAda = sandbox.messages(chat?.id ?? 0).filter(({ fromId }) => fromId !== ada.userId);
      // Whom nobody called is told all the same, with the true wait.
      for (const catchUp of [said()[1], toAda[0]]) {
        assert.match(catchUp?.text ?? "", /^🔌[^]*0001 · waiting for Maintenance for 10 min/);
      }
      assert.deepEqual([said().length, toAda.length], [2, 1]);
      assert.deepEqual(await listMissed(life), ["too_old: Ada, Max, Mia, Olivia"]);
      assert.match(
        renderTimeline(words, await life.details()).join("\n"),
        /did not call .*Mia.*: the call was held up for too long/,
      );
    });

    await t.step("a call that is late and of use still is made", async () => {
      const { dana, group, maintenance, said } = await open(stage);
      const life = await report(stage, group, dana);
      await worker.drain();
      await life.press(dana, "assign_department", maintenance);
      await store.clock.skip(callUsefulMs / 1000 - 60);
      await worker.drain();
      assert.equal(said().length, 2);
      assert.deepEqual(await listMissed(life), []);
    });

    await t.step("a transfer takes back a ping that was still in the air", async () => {
      const { dana, olivia, group, maintenance, said } = await open(stage);
      const safety = await hire(stage, group, stage.meet("Sal"), "Safety");
      const life = await report(stage, group, dana);
      await worker.drain();
      await life.press(dana, "assign_department", maintenance);
      const held = stage.holdAnswer("sendMessage");
      const drained = worker.drain();
      await held.carriedOut;
      await life.press(olivia, "open_choice");
      await life.press(olivia, "transfer", safety);
      held.release();
      await drained;
      const pings = said().slice(1).map(({ text }) => text ?? "");
      assert.equal(pings.length, 1);
      assert(pings[0]?.includes("Safety"), pings[0]);
    });

    await t.step("a ping waits for a card that is held up, and replies to it", async () => {
      const { dana, group, maintenance, said } = await open(stage);
      const life = await report(stage, group, dana);
      await life.press(dana, "assign_department", maintenance);
      group.fault({ method: "sendMessage", times: 1, status: 502 });
      await worker.drain();
      assert.deepEqual(said(), []);
      await stage.later(1);
      await stage.later(1);
      const [card, ping] = said();
      assert(card && ping);
      assert.equal(ping.replyTo?.messageId, card.id);
    });

    await t.step("who is not in the group is called in private, with a link", async () => {
      const { dana, group, maintenance } = await open(stage);
      const ada = stage.meet("Ada");
      sandbox.as(ada.userId).startBot(stage.bot);
      await hireElsewhere(stage, group, ada, "Maintenance");
      const life = await report(stage, group, dana, "Engine on fire");
      await life.press(dana, "assign_department", maintenance);
      await worker.drain();
      await stage.later(1);
      const chat = sandbox.privateChat(ada.userId, stage.bot);
      const ping = sandbox.messages(chat?.id ?? 0).at(-1);
      assert(ping !== undefined);
      assert(ping.text?.includes("Engine on fire"), ping.text);
      const card = await life.card();
      const button = ping.replyMarkup?.inline_keyboard[0]?.[0];
      assert(button && "url" in button && button.url.endsWith(`/${card.id}`));
    });

    await t.step("who has stopped the bot is not written to again", async () => {
      const { dana, group, maintenance } = await open(stage);
      const ada = stage.meet("Ada");
      sandbox.as(ada.userId).startBot(stage.bot);
      await hireElsewhere(stage, group, ada, "Maintenance");
      sandbox.as(ada.userId).blockBot(stage.bot);
      const life = await report(stage, group, dana);
      await life.press(dana, "assign_department", maintenance);
      await worker.drain();
      await stage.later(1);
      const reachable = await store.database.transaction((tx) =>
        store.people.hasPrivateChat(tx, ada.userId)
      );
      assert.equal(reachable, false);
    });

    await t.step("the reporter is told who has it and how it ended", async () => {
      const { dana, mia, group, maintenance, said } = await open(stage);
      const life = await report(stage, group, dana);
      await life.press(dana, "assign_department", maintenance);
      await life.press(mia, "claim");
      await worker.drain();
      await life.press(mia, "request_resolution");
      await worker.drain();
      const [card, claimed, prompt] = said();
      assert(card && claimed && prompt);
      assert.equal(claimed.text, "🔵 Mia (Maintenance) has it.");
      await life.reply(mia, prompt.id, "Tire replaced");
      await worker.drain();
      const resolved = said().at(-1);
      assert(resolved !== undefined);
      assert(resolved.text?.includes("Tire replaced"), resolved.text);
      assert.equal(resolved.notifies, true);
      assert.deepEqual([claimed, resolved].map(({ replyTo }) => replyTo?.messageId), [
        life.ticket,
        life.ticket,
      ]);
      assert.deepEqual(
        said().map(({ id }) => id),
        [card.id, claimed.id, resolved.id],
        "the prompt is gone",
      );
    });

    await t.step("nobody is told that somebody has it who let it go meanwhile", async () => {
      const { dana, mia, group, maintenance, said } = await open(stage);
      const life = await report(stage, group, dana);
      await life.press(dana, "assign_department", maintenance);
      await worker.drain();
      const before = said().length;
      await life.press(mia, "claim");
      await life.press(mia, "release");
      await worker.drain();
      assert.equal(said().length, before);
    });

    await t.step("a summary is not announced once it was reopened", async () => {
      const { dana, mia, group, maintenance, said } = await open(stage);
      const life = await report(stage, group, dana);
      await life.press(dana, "assign_department", maintenance);
      await life.press(mia, "claim");
      await life.press(mia, "request_resolution");
      await worker.drain();
      await life.reply(mia, (await life.card()).id, "Done it");
      await life.press(dana, "reopen");
      await worker.drain();
      assert(!said().some(({ text }) => text?.includes("is resolved")));
    });
  });
});
