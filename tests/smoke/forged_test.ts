/**
 * Presses that no client of Telegram would make, and presses of people who may not any more: what a
 * button carries says only what to look up.
 */
import assert from "node:assert/strict";
import { ask } from "./ask.ts";
import { createBalancer } from "./balancer.ts";
import type { SandboxMessage } from "../../tools/sandbox/world.ts";
import { addGroup, askForCode, pressIn } from "./second_group.ts";
import { type Desk, startDesk } from "./start_desk.ts";

/** What the buttons of a message carry, by their text. */
function readButtons(message: SandboxMessage | undefined): ReadonlyMap<string, string> {
  const buttons = message?.replyMarkup?.inline_keyboard.flat() ?? [];
  return new Map(
    buttons.flatMap((button): [string, string][] =>
      "callback_data" in button ? [[button.text, button.callback_data]] : []
    ),
  );
}

/** Presses all of that under a message, in vain. */
async function assertInVain(
  { sandbox, program }: Desk,
  { personId, chatId, messageId }: {
    readonly personId: number;
    readonly chatId: number;
    readonly messageId: number;
  },
  buttons: ReadonlyMap<string, string>,
): Promise<void> {
  assert.ok(buttons.size > 0);
  const before = sandbox.messages(chatId).map(({ id, text }) => [id, text]);
  for (const [label, data] of buttons) {
    const outcome = await sandbox.as(personId).pressData(chatId, messageId, data);
    assert.ok(outcome.alert, `${label} is refused`);
  }
  await program.settle();
  assert.deepEqual(sandbox.messages(chatId).map(({ id, text }) => [id, text]), before);
}

/** The settings' board and a request to join, whose buttons work in Acme's group. */
async function collectBoards(desk: Desk): Promise<ReadonlyMap<string, string>> {
  const { olivia, dana, sandbox, group } = desk;
  await ask(desk, olivia, "/settings");
  const board = await desk.botSays("Acme Logistics: settings");
  const first = readButtons(sandbox.message(group.id, board.id));
  await olivia.pressUnder(board.id, "Default department");
  const choice = await sandbox.until(() => {
    const buttons = readButtons(sandbox.message(group.id, board.id));
    return buttons.has("Safety") ? buttons : null;
  });
  await ask(desk, dana, "/join Safety");
  const request = await desk.botSays("would like to join");
  return new Map([...first, ...choice, ...readButtons(request)]);
}

for (const by of ["polling", "webhook"] as const) {
  Deno.test(`a board's buttons do nothing under a card, whoever's it is, by ${by}`, async () => {
    await using balancer = by === "webhook" ? createBalancer() : null;
    await using desk = await startDesk(balancer === null ? {} : { balancer });
    const { olivia, dana, sandbox, group } = desk;
    const rival = addGroup(desk, "Rival Drivers", "Rita");
    rival.admin.write(rival.chat.id, "/setup Rival Freight");
    await desk.botSays("Rival Freight is", rival.chat.id);
    rival.admin.write(rival.chat.id, "/ticket forklift battery dead");
    const theirs = await desk.botSays("forklift battery dead", rival.chat.id);
    dana.write("/ticket flat tire, I-95 exit 12");
    const card = await desk.cardSays("0001", "flat tire");
    olivia.client.join(rival.chat.id);

    const buttons = await collectBoards(desk);
    await desk.program.settle();
    // Olivia manages Acme: what she presses is hers, and where she presses it is not.
    const personId = olivia.id;
    await assertInVain(desk, { personId, chatId: rival.chat.id, messageId: theirs.id }, buttons);
    await assertInVain(desk, { personId, chatId: group.id, messageId: card.id }, buttons);
    assert.match(await ask(desk, olivia, "/settings"), /Default department: none/);
    assert.ok(sandbox.message(rival.chat.id, theirs.id)?.deleted === false);
  });
}

Deno.test("a card's buttons do nothing in another group of the same organisation", async () => {
  await using desk = await startDesk();
  const { olivia, dana, mia, bot } = desk;
  olivia.client.startBot(bot);
  await desk.botSays("What you can do here", olivia.id);
  const night = addGroup(desk, "Night Drivers", "Nora");
  night.admin.write(night.chat.id, `/connect ${await askForCode(desk, olivia)}`);
  const asked = await desk.botSays("wants to connect", olivia.id);
  await pressIn(desk, olivia.id, olivia.id, asked.id, "Approve");
  const there = await desk.botSays("belongs to Acme Logistics", night.chat.id);
  dana.write("/ticket flat tire, I-95 exit 12");
  const reported = await desk.cardSays("0001", "flat tire");
  const unassigned = readButtons(reported);
  await dana.press("0001", "Maintenance");
  const assigned = readButtons(await desk.cardSays("0001", "Waiting for Maintenance"));
  for (const { client, id: personId } of [mia, olivia]) {
    client.join(night.chat.id);
    await desk.program.settle();
    const place = { personId, chatId: night.chat.id, messageId: there.id };
    await assertInVain(desk, place, new Map([...unassigned, ...assigned]));
  }
  await desk.cardSays("0001", "Waiting for Maintenance");
});

Deno.test("who was removed or demoted a moment ago presses in vain", async () => {
  await using desk = await startDesk();
  const { olivia, dana, mia, sandbox, group } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  await mia.press("0001", "Claim");
  const held = await desk.cardSays("0001", "In progress", "Mia");
  await ask(desk, olivia, "/unmember @mia");
  const place = { personId: mia.id, chatId: group.id, messageId: held.id };
  const card = await desk.cardSays("0001", "Waiting for Maintenance");
  await assertInVain(desk, place, new Map([...readButtons(held), ...readButtons(card)]));

  // A manager for a while, who has the buttons still.
  await ask(desk, olivia, "/role @mia manager");
  await ask(desk, mia, "/settings");
  const board = await desk.botSays("Acme Logistics: settings");
  await ask(desk, dana, "/join Safety");
  const request = await desk.botSays("would like to join");
  await desk.program.settle();
  await ask(desk, olivia, "/role @mia driver");
  for (const message of [board, request]) {
    await assertInVain(desk, { ...place, messageId: message.id }, readButtons(message));
  }
  assert.ok((await olivia.pressUnder(request.id, "Approve")).alert === false);
  await desk.botSays("you belong to Safety");
  assert.equal(sandbox.message(group.id, board.id)?.deleted, false);
});
