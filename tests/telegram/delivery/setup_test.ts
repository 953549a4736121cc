import assert from "node:assert/strict";
import { pressSetup, type SetupStep } from "../../../src/desk/setup/press_setup.ts";
import { receiveMessage } from "../../../src/desk/receive_message.ts";
import { startSetup } from "../../../src/desk/setup/start_setup.ts";
import { parseMessageId } from "../../../src/people/ids.ts";
import { onStage, type Stage } from "./stage.ts";

async function open(stage: Stage) {
  const { desk, sandbox } = stage;
  const olivia = stage.meet("Olivia");
  const group = stage.addGroup(olivia, [stage.meet("Dana")]);
  const chat = { chatId: group.chatId, title: group.chat.title, kind: "supergroup" } as const;
  const start = { ...group.write(olivia, "/setup"), chat, name: null };
  assert.equal(await startSetup(desk, start, "by_reply"), null);
  const board = () => {
    const found = group.said().find(({ replyMarkup }) => replyMarkup !== undefined);
    assert(found !== undefined, "the board stands in the group");
    return found;
  };
  return {
    olivia,
    group,
    board,
    async press(step: SetupStep) {
      const incoming = group.incoming(olivia, board().id);
      const outcome = await pressSetup(desk, { ...incoming, chat, step });
      assert.deepEqual(outcome, { type: "stepped" });
    },
    async reply(to: number, text: string) {
      const id = sandbox.as(olivia.userId).write(group.chat.id, text, { replyTo: to });
      await receiveMessage(desk, {
        ...group.incoming(olivia, id),
        body: text,
        media: null,
        replyTo: parseMessageId(to),
        repliesToUs: true,
        repliesToYoung: true,
        shownIncidentId: null,
        question: null,
      });
    },
  };
}

Deno.test("set-ups", async (t) => {
  await onStage(async (stage) => {
    const { worker, sandbox, desk } = stage;

    await t.step("the board is sent once and edited from then on", async () => {
      const { group, board, press } = await open(stage);
      await worker.drain();
      const first = board();
      await press({ type: "toggle", department: 3 });
      await worker.drain();
      assert.equal(board().id, first.id);
      assert.equal(group.said().length, 1);
      assert.deepEqual(group.calls(), ["sendMessage", "editMessageText"]);
    });

    await t.step("the name is asked for by name, of who began it alone", async () => {
      const { olivia, group, press, board, reply } = await open(stage);
      await worker.drain();
      await press({ type: "rename" });
      await worker.drain();
      const prompt = sandbox.forceReplyFor(group.chat.id, olivia.userId);
      assert(prompt !== undefined);
      assert(prompt.text?.includes("Olivia"), prompt.text);
      const asked = [...group.chat.members.keys()].filter((personId) =>
        personId !== stage.bot.personId &&
        sandbox.forceReplyFor(group.chat.id, personId) !== undefined
      );
      assert.deepEqual(asked, [olivia.userId]);
      await reply(prompt.id, "Acme Logistics");
      await worker.drain();
      assert(board().text?.includes("Acme Logistics"));
      assert.equal(group.said().length, 1, "the prompt is gone");
    });

    await t.step("a board that somebody deleted comes again", async () => {
      const { olivia, group, board, press } = await open(stage);
      await worker.drain();
      const first = board();
      await press({ type: "toggle", department: 0 });
      sandbox.as(olivia.userId).deleteMessage(group.chat.id, first.id);
      await worker.drain();
      assert.notEqual(board().id, first.id);
    });

    await t.step("a board that is not needed any more never comes", async () => {
      const { olivia, group } = await open(stage);
      const chat = { chatId: group.chatId, title: "Acme", kind: "supergroup" } as const;
      const start = { ...group.write(olivia), chat, name: "Acme Logistics" };
      assert.equal(await startSetup(desk, start, "by_reply"), null);
      await worker.drain();
      assert(!group.said().some(({ replyMarkup }) => replyMarkup !== undefined));
    });

    await t.step("a board whose set-up ended while it was sent is deleted", async () => {
      const { olivia, group } = await open(stage);
      const held = stage.holdAnswer("sendMessage");
      const drained = worker.drain();
      await held.carriedOut;
      const chat = { chatId: group.chatId, title: "Acme", kind: "supergroup" } as const;
      const start = { ...group.write(olivia), chat, name: "Acme Logistics" };
      assert.equal(await startSetup(desk, start, "by_reply"), null);
      held.release();
      await drained;
      assert(!group.said().some(({ replyMarkup }) => replyMarkup !== undefined));
      assert(group.said().some(({ text }) => text?.includes("Acme Logistics")));
    });
  });
});
