import assert from "node:assert/strict";
import { runDueTimers } from "../../../src/desk/run_due_timers.ts";
import type { Person } from "../../../src/people/person.ts";
import { hire, hireElsewhere, report } from "./life.ts";
import { type Group, onStage, type Stage } from "./stage.ts";

/** Olivia manages, Dana drives, Mia is Maintenance; a report has just been given to Maintenance. */
async function open(stage: Stage) {
  const [olivia, dana, mia] = ["Olivia", "Dana", "Mia"].map((name) => stage.meet(name));
  assert(olivia && dana && mia);
  const group = await stage.openGroup(olivia, [dana, mia]);
  const maintenance = await hire(stage, group, mia, "Maintenance");
  const assign = async () => {
    const life = await report(stage, group, dana, "Engine on fire");
    await life.press(dana, "assign_department", maintenance);
    await stage.worker.drain();
    return life;
  };
  return { olivia, dana, mia, group, maintenance, assign };
}

/** Time passes and the clock runs; nothing is delivered yet. */
async function tick(stage: Stage, minutes: number): Promise<void> {
  await stage.later(minutes * 60);
  await runDueTimers(stage.desk);
}

function reminders(group: Group): readonly string[] {
  return group.said().flatMap(({ text }) => text?.startsWith("⏰") ? [text] : []);
}

async function openPrivately(stage: Stage, group: Group, name: string): Promise<Person> {
  const person = stage.meet(name);
  stage.sandbox.as(person.userId).startBot(stage.bot);
  await hireElsewhere(stage, group, person, "Maintenance");
  return person;
}

function readPrivate({ sandbox, bot }: Stage, person: Person): readonly string[] {
  const chat = sandbox.privateChat(person.userId, bot);
  return sandbox.messages(chat?.id ?? 0).flatMap(({ text }) =>
    text?.startsWith("⏰") ? [text] : []
  );
}

Deno.test("reminders", async (t) => {
  await onStage(async (stage) => {
    const { worker, store } = stage;

    await t.step(
      "after an hour without Telegram one message says what is true, and none before it",
      async () => {
        const { dana, group, maintenance } = await open(stage);
        const nina = await openPrivately(stage, group, "Nina");
        // Nothing comes through, in the group or in private.
        const cut = [group.chat.id, stage.sandbox.privateChat(nina.userId, stage.bot)?.id].map((
          chatId,
        ) =>
          stage.sandbox.setFault({
            method: "*",
            times: 1_000,
            status: 502,
            ...(chatId === undefined ? {} : { chatId }),
          })
        );
        const before = group.said().length;
        const life = await report(stage, group, dana, "Engine on fire");
        await life.press(dana, "assign_department", maintenance);
        await worker.drain();
        for (let quarter = 0; quarter < 4; quarter++) await tick(stage, 15);
        for (const mend of cut) mend();
        await tick(stage, 45);
        // What points at the card waits for it.
        for (let second = 0; second < 3; second++) await stage.later(1);

        const said = group.said().slice(before);
        const calls = said.filter(({ text }) => text?.includes("needs Maintenance"));
        assert.deepEqual(calls, [], "the first call has lost its point");
        const told = said.flatMap(({ text }) => /^[⏰🔌]/u.test(text ?? "") ? [text ?? ""] : []);
        const inPrivate = stage.sandbox.messages(
          stage.sandbox.privateChat(nina.userId, stage.bot)?.id ?? 0,
        ).flatMap(({ text }) => /^[⏰🔌]/u.test(text ?? "") ? [text ?? ""] : []);
        for (const [only, ...others] of [told, inPrivate]) {
          assert.match(only ?? "", /0001 (·|has been) waiting for Maintenance for 1 h 45 min/);
          assert.deepEqual(others, []);
        }
        assert.deepEqual(
          stage.sandbox.messages(group.chat.id).filter(({ text }) => text?.includes("0001 ·"))
            .length,
          1,
        );
      },
    );

    await t.step("without a department the organisation's default one takes it", async () => {
      const { dana, group, maintenance } = await open(stage);
      const change = { defaultDepartmentId: maintenance.id, quietReminders: true };
      await group.inGroup((tx) => store.settings.changeSettings(tx, change));
      const life = await report(stage, group, dana);
      await worker.drain();
      await tick(stage, 6);
      await worker.drain();
      assert.equal(reminders(group).length, 1);
      const reminder = group.said().find(({ text }) => text?.startsWith("⏰"));
      assert.equal(reminder?.notifies, false, "quiet reminders come without a sound");

      await tick(stage, 10);
      await worker.drain();
      const { incident, timeline } = await life.details();
      assert.equal(incident.status, "awaiting_claim");
      assert.equal(incident.session?.departmentId, maintenance.id);
      assert.equal(timeline.at(-1)?.actorId, null);
      assert.deepEqual(reminders(group), [], "its reporter need not choose any more");
      const ping = group.said().find(({ text }) => text?.includes("needs Maintenance"));
      assert.equal(ping?.notifies, true, "a call is no reminder");
      // Its own clock runs from then on.
      await tick(stage, 11);
      await worker.drain();
      assert.match(reminders(group)[0] ?? "", /has been waiting for Maintenance for 11 min/);
    });

    await t.step("a default department that was removed takes nothing", async () => {
      const { dana, group, maintenance } = await open(stage);
      await group.inGroup(async (tx) => {
        await store.settings.changeSettings(tx, { defaultDepartmentId: maintenance.id });
        await store.departments.removeDepartment(tx, maintenance.id);
      });
      const life = await report(stage, group, dana);
      await worker.drain();
      await tick(stage, 16);
      await worker.drain();
      assert.equal((await life.details()).incident.status, "awaiting_department");
      assert.match(reminders(group)[0] ?? "", /Olivia, 0001 has had no department for 16 min/);
    });

    await t.step("one that comes too late is dropped", async () => {
      const { mia, group, assign } = await open(stage);
      const life = await assign();
      await tick(stage, 11);
      await life.press(mia, "claim");
      await worker.drain();
      assert.deepEqual(reminders(group), []);
    });

    await t.step("one that is claimed while it is in the air is taken back", async () => {
      const { mia, group, assign } = await open(stage);
      const life = await assign();
      await tick(stage, 11);
      const held = stage.holdAnswer("sendMessage");
      const drained = worker.drain();
      await held.carriedOut;
      assert.equal(reminders(group).length, 1);
      await life.press(mia, "claim");
      held.release();
      await drained;
      await worker.drain();
      assert.deepEqual(reminders(group), []);
    });

    await t.step("one that is held up is not sent beside the next", async () => {
      const { group, assign } = await open(stage);
      await assign();
      await tick(stage, 11);
      await runDueTimers(stage.desk);
      // The first has not been delivered when the second is due.
      await store.clock.skip(10 * 60);
      await runDueTimers(stage.desk);
      await worker.drain();
      const [only, ...others] = reminders(group);
      assert.deepEqual(others, []);
      assert.match(only ?? "", /for 21 min/);
    });

    await t.step("where the answer is lost it comes twice", async () => {
      const { mia, group, assign } = await open(stage);
      const life = await assign();
      await tick(stage, 11);
      group.fault({ method: "sendMessage", times: 1, loseAnswer: true });
      await worker.drain();
      await stage.later(60);
      assert.equal(reminders(group).length, 2);
      await life.press(mia, "claim");
      await worker.drain();
      assert.equal(reminders(group).length, 1, "the one that nobody knows of stays");
    });

    await t.step("who is not in the group is reminded in private, with a link", async () => {
      const { group, assign } = await open(stage);
      const ada = await openPrivately(stage, group, "Ada");
      const life = await assign();
      await tick(stage, 11);
      await worker.drain();
      const [first, ...others] = readPrivate(stage, ada);
      assert.deepEqual(others, []);
      assert.match(first ?? "", /has been waiting for Maintenance for 11 min/);
      assert.ok(first?.includes("Engine on fire"));
      await tick(stage, 10);
      await worker.drain();
      const [second, ...more] = readPrivate(stage, ada);
      assert.deepEqual(more, [], "the first is gone");
      assert.match(second ?? "", /for 21 min/);
      await life.press(ada, "claim");
      await worker.drain();
      assert.deepEqual(readPrivate(stage, ada), []);
    });

    await t.step("who has stopped the bot is not written to again", async () => {
      const { group, assign } = await open(stage);
      const ada = await openPrivately(stage, group, "Ada");
      await assign();
      stage.sandbox.as(ada.userId).blockBot(stage.bot);
      await tick(stage, 11);
      await worker.drain();
      const reachable = await store.database.transaction((tx) =>
        store.people.hasPrivateChat(tx, ada.userId)
      );
      assert.equal(reachable, false);
    });
  });
});
