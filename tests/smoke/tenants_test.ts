import assert from "node:assert/strict";
import { startDesk } from "./start_desk.ts";

Deno.test("a button of one company's incident does nothing in another company's group", async () => {
  await using desk = await startDesk();
  const { dana, olivia, sandbox, bot, group } = desk;
  const rita = sandbox.addPerson({ firstName: "Rita", username: "rita" });
  const other = sandbox.addGroup({
    title: "Rival Drivers",
    creator: rita.id,
    members: [olivia.id],
  });
  sandbox.addBotToGroup(other.id, bot, rita.id, { administrator: true });
  sandbox.as(rita.id).write(other.id, "/setup Rival Freight");
  const stranger = await desk.botSays("Rival Freight is", other.id);

  dana.write("/ticket flat tire, I-95 exit 12");
  const card = await desk.cardSays("0001", "flat tire");
  const buttons = (card.replyMarkup?.inline_keyboard ?? []).flat();
  for (const button of buttons) {
    assert.ok("callback_data" in button);
    // Rita manages her own company, Olivia manages the incident's: neither may from over there.
    for (const person of [rita.id, olivia.id]) {
      const outcome = await sandbox.as(person).pressData(
        other.id,
        stranger.id,
        button.callback_data,
      );
      assert.ok(outcome.alert, `${button.text} is refused`);
    }
  }
  const unchanged = desk.findCard("0001");
  assert.deepEqual(unchanged?.earlierTexts, []);

  // Numbers, lists and details are each company's own.
  sandbox.as(rita.id).write(other.id, "/ticket forklift battery dead");
  const theirs = await desk.botSays("forklift battery dead", other.id);
  assert.ok(theirs.text?.includes("0001"));
  sandbox.as(rita.id).write(other.id, "/open");
  const list = await sandbox.until(() =>
    sandbox.messages(other.id).find(({ id, text }) => id > theirs.id + 1 && text?.includes("0001"))
  );
  assert.ok(!list.text?.includes("flat tire"));
  assert.ok(!sandbox.messages(group.id).some(({ text }) => text?.includes("forklift")));
});
