/** Questions that came twice, because Telegram's answer to the first one was lost. */
import assert from "node:assert/strict";
import { ask } from "./ask.ts";
import type { Someone } from "./company.ts";
import { type Desk, startDesk } from "./start_desk.ts";

/** Has the bot ask somebody, with the first answer lost. @returns both questions, oldest first */
async function askTwice(desk: Desk, who: Someone, act: () => unknown) {
  const { sandbox, group } = desk;
  sandbox.setFault({ method: "sendMessage", times: 1, chatId: group.id, loseAnswer: true });
  await act();
  const list = () =>
    desk.botMessages().filter(({ forceReply, text }) =>
      forceReply !== undefined && text?.startsWith(`@${who.name.toLowerCase()}, `)
    );
  await sandbox.until(() => list().length === 2, { what: `${who.name} is asked twice` });
  await desk.program.settle();
  const [first, second] = list();
  assert.ok(first !== undefined && second !== undefined);
  return [first, second] as const;
}

for (const which of [0, 1] as const) {
  Deno.test(`the ${which === 0 ? "first" : "second"} of two questions for a summary may be answered`, async () => {
    await using desk = await startDesk({ expectsTroubles: true });
    const { dana, mia, sandbox, group } = desk;
    dana.write("/ticket flat tire, I-95 exit 12");
    await desk.cardSays("0001", "flat tire");
    await dana.press("0001", "Maintenance");
    await desk.cardSays("0001", "Waiting for Maintenance");
    await mia.press("0001", "Claim");
    await desk.cardSays("0001", "In progress", "Mia");
    await desk.program.settle();
    const questions = await askTwice(desk, mia, () => mia.press("0001", "Resolve"));
    mia.write("tire replaced on the shoulder", { replyTo: questions[which].id });
    await desk.cardSays("0001", "Resolved", "tire replaced on the shoulder");
    await sandbox.until(() => sandbox.message(group.id, questions[which].id)?.deleted, {
      what: "the question that was answered is gone",
    });
  });

  Deno.test(`the ${which === 0 ? "first" : "second"} of two questions for a report may be answered`, async () => {
    await using desk = await startDesk({ expectsTroubles: true });
    const { dana, sandbox, group } = desk;
    const questions = await askTwice(
      desk,
      dana,
      () => dana.client.sendMedia(group.id, { kind: "photo", caption: "/ticket" }),
    );
    dana.write("flat tire, I-95 exit 12", { replyTo: questions[which].id });
    await desk.cardSays("0001", "flat tire", "a photo");
    await sandbox.until(() => sandbox.message(group.id, questions[which].id)?.deleted, {
      what: "the question that was answered is gone",
    });
  });
}

Deno.test("a question that nobody knows yet stays until it is answered well", async () => {
  await using desk = await startDesk({ expectsTroubles: true });
  const { olivia, sandbox, group } = desk;
  await ask(desk, olivia, "/settings");
  const board = await desk.botSays("Acme Logistics: settings");
  const [first] = await askTwice(desk, olivia, () => olivia.pressUnder(board.id, "Claim time"));
  assert.match(await ask(desk, olivia, "soon", { replyTo: first.id }), /1 to 10,080/);
  await desk.program.settle();
  assert.ok(!sandbox.message(group.id, first.id)?.deleted, "it asks for another answer");
  assert.match(await ask(desk, olivia, "15", { replyTo: first.id }), /claimed within 15 min/);
  await sandbox.until(() => sandbox.message(group.id, first.id)?.deleted);
});
