import assert from "node:assert/strict";
import { startDesk } from "./start_desk.ts";

/** Whoever comes after the company's five people: settings are read before she does. */
const petraId = 5_100_000_006;

Deno.test("platform admins see counts of every organisation, and no words of any", async () => {
  await using desk = await startDesk({ settings: { PLATFORM_ADMIN_IDS: String(petraId) } });
  const { dana, olivia, bot, sandbox, group } = desk;
  const { id } = sandbox.addPerson({ firstName: "Petra" });
  assert.equal(id, petraId, "the sandbox counts people");
  const petra = sandbox.as(id);
  petra.startBot(bot);
  await desk.botSays("/platform", petraId);
  const ask = async (personId: number) => {
    const command = sandbox.as(personId).write(personId, "/platform");
    const answer = await sandbox.until(() =>
      sandbox.messages(personId).find(({ replyTo }) => replyTo?.messageId === command)
    );
    return answer.text ?? "";
  };
  assert.ok((await ask(petraId)).includes("Last tick: never"));

  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  await sandbox.tick();
  await sandbox.skip(600);
  const health = await ask(petraId);
  assert.match(health, /Last tick: 10 min ago/);
  assert.match(health, /Organisation 1: groups 1, open incidents 1, deliveries due 0, failed 0/);
  for (const word of ["Acme", "flat tire", "Dana", "Maintenance"]) {
    assert.ok(!health.includes(word), health);
  }

  // For everybody else, and in a group, there is no such command.
  olivia.client.startBot(bot);
  await desk.botSays("What you can do here", olivia.id);
  assert.ok((await ask(olivia.id)).includes("What you can do here"));
  petra.join(group.id);
  const before = desk.botMessages().length;
  petra.write(group.id, "/platform");
  await sandbox.quiet();
  await desk.program.settle();
  assert.equal(desk.botMessages().length, before);
});
