/** Pins and unpins of which nobody knows whether Telegram carried them out. */
import assert from "node:assert/strict";
import { startDesk } from "./start_desk.ts";

Deno.test("a card whose pin was not answered is unpinned once its incident is over", async () => {
  await using desk = await startDesk({ expectsTroubles: true });
  const { dana, sandbox, group } = desk;
  sandbox.setFault({ method: "pinChatMessage", times: 1, loseAnswer: true });
  dana.write("/ticket flat tire, I-95 exit 12");
  await sandbox.until(() => sandbox.pinned(group.id).length === 1, { what: "it is pinned" });
  // It is not tried again before the end of it is known.
  await dana.press("0001", "Cancel");
  await desk.cardSays("0001", "Cancelled");
  await sandbox.until(() => sandbox.pinned(group.id).length === 0, { what: "it is unpinned" });
});

Deno.test("a card whose unpin was not answered is pinned again when it is reopened", async () => {
  await using desk = await startDesk({ expectsTroubles: true });
  const { dana, sandbox, group, program } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  await program.settle();
  sandbox.setFault({ method: "unpinChatMessage", times: 1, loseAnswer: true });
  await dana.press("0001", "Cancel");
  await sandbox.until(() => sandbox.pinned(group.id).length === 0, { what: "it is unpinned" });
  const reopened = await dana.press("0001", "Reopen");
  assert.ok(!reopened.alert, reopened.text);
  await sandbox.until(() => sandbox.pinned(group.id).length === 1, { what: "it is pinned again" });
});

Deno.test("a card that is found after a kill, and was pinned by then, is unpinned at its end", async () => {
  await using desk = await startDesk({ expectsTroubles: true });
  const { dana, olivia, sandbox, group, program } = desk;
  sandbox.setFault({ method: "sendMessage", times: 1, chatId: group.id, loseAnswer: true });
  const stop = sandbox.subscribe((change) => {
    if (change.kind !== "message") return;
    const sent = sandbox.message(group.id, change.messageId);
    if (sent?.text?.includes("flat tire") !== true || sent.fromId !== desk.bot.personId) return;
    stop();
    // As if the program had pinned it, and was killed before it could say so.
    olivia.client.pin(group.id, sent.id);
  });
  dana.write("/ticket flat tire, I-95 exit 12");
  const card = await desk.cardSays("0001", "flat tire");
  await dana.client.pressData(group.id, card.id, findData(card, "Cancel"));
  await desk.cardSays("0001", "Cancelled");
  await sandbox.until(() => sandbox.pinned(group.id).length === 0, { what: "it is unpinned" });
  await program.settle();
});

function findData(
  { replyMarkup }: Awaited<ReturnType<Awaited<ReturnType<typeof startDesk>>["cardSays"]>>,
  label: string,
): string {
  const button = replyMarkup?.inline_keyboard.flat().find(({ text }) => text.includes(label));
  assert.ok(button !== undefined && "callback_data" in button);
  return button.callback_data;
}
