import assert from "node:assert/strict";
import { addMember } from "../../../src/desk/add_member.ts";
import { passingSeconds } from "../../../src/desk/answering.ts";
import { noteBotMembership, notePrivateChat } from "../../../src/desk/note_bot_membership.ts";
import { reportIncident } from "../../../src/desk/report_incident.ts";
import { type Question, showIncidents } from "../../../src/desk/show_incidents.ts";
import { parseUpdateId } from "../../../src/people/ids.ts";
import type { Person } from "../../../src/people/person.ts";
import { report } from "./life.ts";
import { type Group, onStage, type Stage } from "./stage.ts";

async function open(stage: Stage) {
  const [olivia, dana] = ["Olivia", "Dana"].map((name) => stage.meet(name));
  assert(olivia && dana);
  const group = await stage.openGroup(olivia, [dana]);
  const before = new Set(group.said().map(({ id }) => id));
  const said = () => group.said().filter(({ id }) => !before.has(id));
  return { olivia, dana, group, said };
}

async function ask(
  { desk }: Stage,
  group: Group,
  person: Person,
  about: Question["about"],
): Promise<number> {
  const incoming = group.write(person, "/question");
  await showIncidents(desk, { ...incoming, about });
  return incoming.messageId;
}

/** The person starts the bot, which notes it. */
async function startBot({ desk, sandbox, bot }: Stage, { userId }: Person): Promise<void> {
  const updateId = parseUpdateId(1_000_000 + userId);
  sandbox.as(userId).startBot(bot);
  await notePrivateChat(desk, { updateId, userId, open: true });
}

function privately({ sandbox, bot }: Stage, { userId }: Person) {
  const chat = sandbox.privateChat(userId, bot);
  return sandbox.messages(chat?.id ?? 0).filter(({ fromId }) => fromId === bot.personId);
}

Deno.test("answers", async (t) => {
  await onStage(async (stage) => {
    const { worker, sandbox, desk, store, log } = stage;

    await t.step("an answer is a reply, and is deleted after five minutes", async () => {
      const { dana, group, said } = await open(stage);
      const question = await ask(stage, group, dana, { type: "open" });
      await worker.drain();
      const [answer] = said();
      assert.equal(answer?.replyTo?.messageId, question);
      await stage.later(passingSeconds - 1);
      assert.equal(said().length, 1);
      await stage.later(1);
      assert.deepEqual(said(), []);
    });

    await t.step("a list shows what is true when it is delivered", async () => {
      const { dana, group, said } = await open(stage);
      await ask(stage, group, dana, { type: "open" });
      await ask(stage, group, dana, { type: "mine" });
      await report(stage, group, dana, "Oil leak");
      await worker.drain();
      const lists = said().filter(({ text }) => text?.includes("Oil leak")).slice(0, 2);
      assert.equal(lists.length, 2);
      assert.deepEqual(lists.map(({ text }) => text?.includes("0001")), [true, true]);
    });

    await t.step("a long incident comes in several messages, all of which expire", async () => {
      const { dana, group, said } = await open(stage);
      const life = await report(stage, group, dana, "word ".repeat(550));
      await worker.drain();
      const card = await life.card();
      for (const times of [1, 2]) await life.reply(dana, card.id, `${times} `.repeat(1400));
      await ask(stage, group, dana, { type: "incident", number: 1 });
      await worker.drain();
      const chunks = said().filter(({ id }) => id !== card.id);
      assert(chunks.length > 1, `${chunks.length} messages`);
      await stage.later(passingSeconds);
      assert.deepEqual(said().map(({ id }) => id), [card.id]);
    });

    await t.step("half an answer is taken back and comes again whole", async () => {
      const { dana, group, said } = await open(stage);
      const life = await report(stage, group, dana, "word ".repeat(550));
      await worker.drain();
      const card = await life.card();
      for (const times of [1, 2]) await life.reply(dana, card.id, `${times} `.repeat(1400));
      await ask(stage, group, dana, { type: "incident", number: 1 });
      const held = stage.holdAnswer("sendMessage");
      const drained = worker.drain();
      await held.carriedOut;
      group.fault({ method: "sendMessage", times: 1, status: 502 });
      held.release();
      await drained;
      await stage.later(1);
      await stage.later(5);
      const heads = said().filter(({ id, text }) => id !== card.id && text?.includes("0001 ·"));
      assert.equal(heads.length, 1);
      assert(said().length > 2);
    });

    await t.step("who has started the bot is answered in private, and it stays", async () => {
      const { dana, group, said } = await open(stage);
      await startBot(stage, dana);
      await ask(stage, group, dana, { type: "open" });
      await worker.drain();
      await stage.later(passingSeconds);
      assert.equal(privately(stage, dana).length, 1);
      assert.deepEqual(said(), []);
    });

    await t.step("a private answer shows the group where it was asked for, no other", async () => {
      const { olivia, dana, group } = await open(stage);
      const other = stage.addGroup(olivia, [dana]);
      const title = "The same company's";
      await group.inGroup((tx) =>
        store.organisations.connectGroup(tx, { chatId: other.chatId, title, kind: "supergroup" })
      );
      await report(stage, group, dana, "Oil leak");
      await report(stage, other, dana, "Elsewhere");
      await startBot(stage, dana);
      await ask(stage, group, dana, { type: "open" });
      await worker.drain();
      const [answer] = privately(stage, dana);
      const shown = answer?.text ?? "";
      assert(shown.includes("Oil leak"), shown);
      assert(!shown.includes("Elsewhere"), shown);
    });

    await t.step("who has stopped the bot is answered in the group, for five minutes", async () => {
      const { dana, group, said } = await open(stage);
      await startBot(stage, dana);
      sandbox.as(dana.userId).blockBot(stage.bot);
      const question = await ask(stage, group, dana, { type: "open" });
      await worker.drain();
      assert.equal(said()[0]?.replyTo?.messageId, question);
      const reachable = await store.database.transaction((tx) =>
        store.people.hasPrivateChat(tx, dana.userId)
      );
      assert.equal(reachable, false);
      await stage.later(passingSeconds);
      assert.deepEqual(said(), []);
    });

    await t.step("people and departments are named as they are called now", async () => {
      const { olivia, dana, group, said } = await open(stage);
      const target = { type: "person", person: dana, isBot: false } as const;
      const command = group.write(olivia, "/member Safety");
      await addMember(desk, { ...command, target, departmentName: "safety" });
      await addMember(desk, {
        ...group.write(olivia, "/member @nobody_yet Safety"),
        target: { type: "username", username: "nobody_yet" },
        departmentName: "safety",
      });
      await worker.drain();
      const [added, invited] = said();
      assert(added?.text?.includes("Dana") && added.text.includes("Safety"), added?.text);
      assert(invited?.replyMarkup?.inline_keyboard[0]?.[0]?.text.includes("nobody_yet"));
    });

    await t.step("an unconnected group is answered too", async () => {
      const olivia = stage.meet("Olivia");
      const group = stage.addGroup(olivia);
      const words = { words: "Flat tire", media: null, quoted: null, quotesUs: false };
      await reportIncident(desk, { ...group.write(olivia, "/ticket Flat tire"), ...words });
      await noteBotMembership(desk, {
        updateId: parseUpdateId(2_000_000),
        chat: { chatId: group.chatId, title: "Acme", kind: "supergroup" },
        addedBy: olivia.userId,
        added: true,
        canPin: true,
        seesMessages: true,
      });
      await worker.drain();
      assert.equal(group.said().length, 2);
      assert(group.said().some(({ replyMarkup }) => replyMarkup !== undefined));
    });

    assert.deepEqual(log.lines.filter(({ level }) => level === "error"), []);
  });
});
