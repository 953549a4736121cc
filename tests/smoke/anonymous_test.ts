import assert from "node:assert/strict";
import type { SandboxMessage } from "../../tools/sandbox/world.ts";
import { type Desk, startDesk } from "./start_desk.ts";

/** What an anonymous administrator's command is answered with. */
function askedWho(desk: Desk, command: number): Promise<SandboxMessage> {
  return desk.sandbox.until(
    () =>
      desk.botMessages().find(({ replyTo, replyMarkup }) =>
        replyTo?.messageId === command && replyMarkup !== undefined
      ),
    { what: "the anonymous are asked who they are" },
  );
}

/** Writes a command without a name, and says afterwards who it was. */
async function confirm(desk: Desk, text: string, replyTo?: number): Promise<void> {
  const { olivia, sandbox, group } = desk;
  const question = await askedWho(desk, olivia.write(text, replyTo ? { replyTo } : {}));
  const { alert } = await olivia.pressUnder(question.id, "Confirm");
  assert.ok(!alert);
  await sandbox.until(() => sandbox.message(group.id, question.id)?.deleted, {
    what: "the question is gone",
  });
}

Deno.test("an anonymous admin's command is carried out as who confirms it", async () => {
  await using desk = await startDesk({ unconnected: true });
  const { olivia, dana, mia, sandbox, group } = desk;
  sandbox.setMember(group.id, olivia.id, { anonymous: true });

  const question = await askedWho(desk, olivia.write("/setup Acme Logistics"));
  assert.ok((await dana.pressUnder(question.id, "Confirm")).alert, "Dana is no admin");
  await olivia.pressUnder(question.id, "Confirm");
  await desk.botSays("Acme Logistics is set up");
  await sandbox.until(() => sandbox.message(group.id, question.id)?.deleted);

  await confirm(desk, "/member Maintenance", mia.write("Good morning"));
  await desk.botSays("Mia belongs to Maintenance");
  await confirm(desk, "/member @dana Safety");
  await desk.botSays("tap the button to join Safety");

  const said = dana.write("engine is smoking, mile 40");
  await confirm(desk, "/ticket", said);
  await desk.cardSays("0001", "mile 40", "Reported by Olivia");
  await confirm(desk, "/open");
  await desk.botSays("Open incidents");
  await confirm(desk, "/incident 0001");
  await desk.botSays("Olivia Brandt reported it");
  await confirm(desk, "/comment 0001 tow truck is on its way");
  await confirm(desk, "/incident 0001");
  await desk.botSays("tow truck is on its way");
});

Deno.test("nothing is asked of nobody: talk, other bots' commands, channels", async () => {
  await using desk = await startDesk();
  const { olivia, sandbox, group } = desk;
  sandbox.setMember(group.id, olivia.id, { anonymous: true });
  const before = desk.botMessages().length;
  olivia.write("good morning everybody");
  olivia.write("/dance");
  olivia.write("/open@gps_bot");
  await sandbox.quiet();
  await desk.program.settle();
  assert.equal(desk.botMessages().length, before);
});

Deno.test("after five minutes it is forgotten", async () => {
  await using desk = await startDesk();
  const { olivia, sandbox, group } = desk;
  sandbox.setMember(group.id, olivia.id, { anonymous: true });
  const question = await askedWho(desk, olivia.write("/ticket flat tire, exit 12"));
  const data = question.replyMarkup?.inline_keyboard.flat()
    .flatMap((button) => "callback_data" in button ? [button.callback_data] : [])[0];
  assert.ok(data !== undefined);
  await sandbox.skip(301);
  await sandbox.tick();
  await sandbox.until(() => sandbox.message(group.id, question.id)?.deleted);
  assert.ok((await olivia.client.pressData(group.id, question.id, data)).alert);
  assert.equal(desk.findCard("0001"), undefined);
});
