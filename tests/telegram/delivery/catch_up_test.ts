/** After an outage each chat is told once what was held up, and nothing of it is sent beside that. */
import assert from "node:assert/strict";
import { runDueTimers } from "../../../src/desk/run_due_timers.ts";
import { hire, hireElsewhere, report } from "./life.ts";
import { onStage, type Stage } from "./stage.ts";

/** Olivia manages, Dana drives, Mia is Maintenance, Ada too, who is not in the group. */
async function open(stage: Stage) {
  const [olivia, dana, mia, ada] = ["Olivia", "Dana", "Mia", "Ada"].map((name) => stage.meet(name));
  assert(olivia && dana && mia && ada);
  const group = await stage.openGroup(olivia, [dana, mia]);
  const maintenance = await hire(stage, group, mia, "Maintenance");
  stage.sandbox.as(ada.userId).startBot(stage.bot);
  await hireElsewhere(stage, group, ada, "Maintenance");
  const privately = stage.sandbox.privateChat(ada.userId, stage.bot)?.id ?? 0;
  const before = new Set(group.said().map(({ id }) => id));
  return {
    dana,
    mia,
    group,
    /** What was said in the group since, the cards left out. */
    said: () =>
      group.said().filter(({ id, text }) => !before.has(id) && !/^\S+ \d{4} · /.test(text ?? "")),
    toAda: () =>
      stage.sandbox.messages(privately).filter(({ fromId }) => fromId === stage.bot.personId),
    /** Telegram answers nothing from the group and to Ada until that ends. */
    cut() {
      const mend = [group.chat.id, privately].map((chatId) =>
        stage.sandbox.setFault({ method: "*", times: 10_000, status: 502, chatId })
      );
      return () => mend.forEach((end) => end());
    },
    async assign(text: string) {
      const life = await report(stage, group, dana, text);
      await life.press(dana, "assign_department", maintenance);
      return life;
    },
  };
}

/** Minutes go by for everybody, and the clock runs in each. */
async function live(stage: Stage, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    await runDueTimers(stage.desk);
    await stage.later(60);
    await stage.replica.drain();
  }
}

/** The same until something is so, for an hour at most. */
async function liveUntil(stage: Stage, isSo: () => boolean): Promise<void> {
  for (let minute = 0; minute < 60 && !isSo(); minute++) await live(stage, 1);
}

Deno.test("after an outage", async (t) => {
  await onStage(async (stage) => {
    await t.step(
      "of Telegram's: one message in each chat, with what happened meanwhile",
      async () => {
        const { dana, mia, group, assign, cut, said, toAda } = await open(stage);
        const mend = cut();
        await assign("Engine on fire");
        const claimed = await assign("Flat tire");
        const cancelled = await assign("Lost a mirror");
        await live(stage, 20);
        await claimed.press(mia, "claim");
        await cancelled.press(dana, "cancel");
        await live(stage, 40);
        mend();
        await liveUntil(stage, () => toAda().some(({ text }) => text?.startsWith("🔌")));
        await liveUntil(stage, () => said().some(({ text }) => text?.startsWith("🔌")));

        const [catchUp, ...others] = said().filter(({ text }) => !text?.includes("Mia, 000"));
        assert.deepEqual(others.map(({ text }) => text), []);
        const lines = (catchUp?.text ?? "").split("\n");
        assert.match(lines[0] ?? "", /^🔌 .* since \d\d:\d\d/);
        assert(
          lines.some((line) => /^0001 · waiting for Maintenance for 1 h/.test(line)),
          lines.join(),
        );
        assert(lines.some((line) => /^0002 · Mia, open for 1 h/.test(line)), lines.join());
        assert(lines.includes("0003 · closed"), lines.join());
        assert(lines.at(-1)?.includes("please have a look"), lines.join());
        assert.equal(catchUp?.notifies, true);
        assert.equal(toAda().filter(({ text }) => text?.startsWith("🔌")).length, 1);
        assert.equal(
          group.said().filter(({ text }) => text?.includes("needs Maintenance")).length,
          0,
        );
      },
    );
  });
});

Deno.test("after an outage of ours", async (t) => {
  await onStage(async (stage) => {
    const { worker, replica, store, desk } = stage;

    await t.step("one message, whoever of the replicas comes first", async () => {
      const { assign, said, toAda } = await open(stage);
      await assign("Engine on fire");
      await assign("Flat tire");
      await worker.drain();
      const before = new Set([...said(), ...toAda()].map(({ id }) => id));
      await store.clock.skip(3_600);
      // One looks before all late timers have been run, and the other at the same time as it.
      await Promise.all([worker.drain(), replica.drain(), runDueTimers(desk)]);
      for (let second = 0; second < 3; second++) {
        await stage.later(1);
        await replica.drain();
      }
      for (const chat of [said(), toAda()]) {
        const since = chat.filter(({ id }) => !before.has(id));
        assert.deepEqual(since.map(({ text }) => text?.slice(0, 2)), ["🔌"]);
        assert.match(since[0]?.text ?? "", /0001 · waiting for Maintenance for 1 h/);
        assert.match(since[0]?.text ?? "", /0002 · waiting for Maintenance for 1 h/);
      }
      await stage.later(60);
      assert.equal(said().filter(({ text }) => text?.startsWith("🔌")).length, 1);
    });

    await t.step("a second one before it got through is told by the same message", async () => {
      const { assign, said, cut } = await open(stage);
      await assign("Engine on fire");
      await assign("Flat tire");
      await worker.drain();
      await store.clock.skip(3_600);
      await runDueTimers(desk);
      const mend = cut();
      await worker.drain();
      await store.clock.skip(3_600);
      await runDueTimers(desk);
      await worker.drain();
      mend();
      await liveUntil(stage, () => said().some(({ text }) => text?.startsWith("🔌")));
      const told = said().filter(({ text }) => /^[🔌⏰]/u.test(text ?? ""));
      assert.deepEqual(told.map(({ text }) => text?.slice(0, 2)), ["🔌"]);
      assert.match(told[0]?.text ?? "", /0001 · waiting for Maintenance for 2 h/);
    });

    await t.step("where one reminder alone was held up, it is the message", async () => {
      const { assign, said } = await open(stage);
      await assign("Engine on fire");
      await worker.drain();
      await store.clock.skip(3_600);
      await runDueTimers(desk);
      await worker.drain();
      const told = said().filter(({ text }) => /^[🔌⏰]/u.test(text ?? ""));
      assert.equal(told.length, 1);
      assert.match(told[0]?.text ?? "", /^⏰ .*0001 has been waiting for Maintenance for 1 h/);
    });
  });
});
