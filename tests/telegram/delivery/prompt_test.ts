import assert from "node:assert/strict";
import { reportIncident } from "../../../src/desk/report_incident.ts";
import { hire, report } from "./life.ts";
import { onStage, type Stage } from "./stage.ts";

/** Olivia manages, Dana drives, Mia has Dana's incident. */
async function open(stage: Stage) {
  const [olivia, dana, mia] = ["Olivia", "Dana", "Mia"].map((name) => stage.meet(name));
  assert(olivia && dana && mia);
  const group = await stage.openGroup(olivia, [dana, mia]);
  const maintenance = await hire(stage, group, mia, "Maintenance");
  const life = await report(stage, group, dana);
  await life.press(dana, "assign_department", maintenance);
  await life.press(mia, "claim");
  await stage.worker.drain();
  const prompts = () => group.said().filter(({ forceReply }) => forceReply !== undefined);
  return { olivia, dana, mia, group, life, prompts };
}

Deno.test("prompts", async (t) => {
  await onStage(async (stage) => {
    const { worker, sandbox, desk } = stage;

    await t.step(
      "a summary's prompt is for its writer alone, and replies to the card",
      async () => {
        const { dana, mia, group, life, prompts } = await open(stage);
        await life.press(mia, "request_resolution");
        await worker.drain();
        const [prompt] = prompts();
        assert.equal(sandbox.forceReplyFor(group.chat.id, mia.userId)?.id, prompt?.id);
        assert.equal(sandbox.forceReplyFor(group.chat.id, dana.userId), undefined);
        assert.equal(prompt?.replyTo?.messageId, (await life.card()).id);
        assert(prompt?.forceReply?.placeholder);
      },
    );

    await t.step("a prompt that was closed before it was sent never comes", async () => {
      const { mia, group, life } = await open(stage);
      const before = group.calls().length;
      await life.press(mia, "request_resolution");
      await life.press(mia, "withdraw_resolution");
      await worker.drain();
      assert(!group.calls().slice(before).includes("sendMessage"));
    });

    await t.step("a prompt that was closed while it was sent is deleted", async () => {
      const { mia, life, prompts } = await open(stage);
      await life.press(mia, "request_resolution");
      const held = stage.holdAnswer("sendMessage");
      const drained = worker.drain();
      await held.carriedOut;
      assert.equal(prompts().length, 1);
      await life.press(mia, "withdraw_resolution");
      held.release();
      await drained;
      assert.deepEqual(prompts(), []);
    });

    await t.step("of a prompt that came twice, the second one's reply counts", async () => {
      const { mia, group, life, prompts } = await open(stage);
      await life.press(mia, "request_resolution");
      group.fault({ method: "sendMessage", times: 1, loseAnswer: true });
      await worker.drain();
      await stage.later(1);
      const [, second] = prompts();
      assert(second !== undefined);
      await life.reply(mia, second.id, "Tire replaced");
      await worker.drain();
      assert((await life.card()).text?.includes("Tire replaced"));
    });

    await t.step("a file without words is asked about, as a reply to it", async () => {
      const { dana, mia, group, prompts } = await open(stage);
      const photo = sandbox.as(dana.userId).sendMedia(group.chat.id, {
        kind: "photo",
        caption: "/ticket",
      });
      const media = { kind: "photo", fileId: "photo-1" } as const;
      const incoming = group.incoming(dana, photo);
      await reportIncident(desk, { ...incoming, words: "", media, quoted: null, quotesUs: false });
      await worker.drain();
      const [prompt] = prompts();
      assert.equal(prompt?.replyTo?.messageId, photo);
      assert.equal(sandbox.forceReplyFor(group.chat.id, dana.userId)?.id, prompt?.id);
      assert.equal(sandbox.forceReplyFor(group.chat.id, mia.userId), undefined);
    });
  });
});
