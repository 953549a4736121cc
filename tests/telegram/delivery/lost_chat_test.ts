import assert from "node:assert/strict";
import { telegramLimits } from "../../../src/desk/ports.ts";
import { hire, report } from "./life.ts";
import { onStage } from "./stage.ts";

Deno.test("a chat that the bot is in no longer", async (t) => {
  await onStage(async (stage) => {
    const { worker } = stage;
    for (
      const [status, description] of [
        [403, "Forbidden: bot was kicked from the supergroup chat"],
        [403, "Forbidden: bot is not a member of the supergroup chat"],
        [400, "Bad Request: chat not found"],
      ] as const
    ) {
      await t.step(`is owed nothing more: ${description}`, async () => {
        const dana = stage.meet("Dana");
        const group = await stage.openGroup(stage.meet("Olivia"), [dana]);
        await report(stage, group, dana);
        await report(stage, group, dana);
        const before = group.calls().length;
        const lines = stage.log.lines.length;
        group.fault({ method: "*", times: 100, status, description });
        await worker.drain();
        await report(stage, group, dana);
        await stage.later(60);
        assert.equal(group.calls().length, before + 1, "it is tried once, for all of them");
        const noted = stage.log.lines.slice(lines).filter(({ level }) => level === "warn");
        assert.deepEqual(noted.map(({ message }) => message), [
          "Gave up a delivery",
          "The bot is in this chat no longer; nothing is owed there any more",
        ]);
      });
    }

    await t.step("is not lost by any other refusal", async () => {
      const dana = stage.meet("Dana");
      const group = await stage.openGroup(stage.meet("Olivia"), [dana]);
      await report(stage, group, dana);
      const description = "Forbidden: something else";
      group.fault({ method: "sendMessage", times: 1, status: 403, description });
      await worker.drain();
      const life = await report(stage, group, dana);
      await worker.drain();
      assert.equal((await life.card()).deleted, false);
    });
  });
});

Deno.test("a new incident's card, pin and ping come at once under Telegram's limits", async () => {
  await onStage(async (stage) => {
    const { worker, sandbox } = stage;
    const [olivia, dana] = [stage.meet("Olivia"), stage.meet("Dana")];
    const group = await stage.openGroup(olivia, [dana]);
    const department = await hire(stage, group, olivia, "Maintenance");
    await stage.later(60);
    sandbox.limits({ enabled: true });
    const before = group.calls().length;
    const life = await report(stage, group, dana);
    await worker.drain();
    await life.press(dana, "assign_department", department);
    await worker.drain();
    assert.deepEqual(group.calls().slice(before), [
      "sendMessage",
      "pinChatMessage",
      "editMessageText",
      "sendMessage",
    ]);
  }, telegramLimits);
});
