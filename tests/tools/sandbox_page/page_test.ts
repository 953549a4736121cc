/** The page in a browser: what two people at two pages see of each other and of the bot. */
import assert from "node:assert/strict";
import { findWritten, isInSight, PHONE, testPage, waitInSight } from "./stage.ts";

const keyboard = {
  inline_keyboard: [[{ text: "Claim", callback_data: "claim" }]],
};

testPage("write, pin, press, alert and toast", async (stage) => {
  const { sandbox, dan, mia, group, api } = stage;
  const danPage = await stage.openPage(dan.id);
  const miaPage = await stage.openPage(mia.id);

  await danPage.locator("#text").fill("/ticket <b>tyre</b>\n<img src=x onerror=alert(1)>");
  await danPage.keyboard.press("Enter");
  await miaPage.locator("#messages").getByText("<img src=x onerror=alert(1)>").waitFor();
  assert.equal(await miaPage.locator("#messages img, #messages b").count(), 0);
  const report = await stage.nextUpdate(findWritten);

  const card = await api.sendMessage(group.id, "Card of 0001", {
    reply_markup: keyboard,
    reply_parameters: { message_id: report.message_id },
    disable_notification: true,
  });
  await api.pinChatMessage(group.id, card.message_id, { disable_notification: true });
  for (let line = 0; line < 40; line++) sandbox.as(dan.id).write(group.id, `line ${line}`);
  await miaPage.locator("#messages").getByText("line 39", { exact: true }).waitFor();
  const cardOnPage = miaPage.locator(`#m${card.message_id} .bubble`);
  assert.equal(await isInSight(miaPage, card.message_id), false);
  await miaPage.locator("[data-pin]").click();
  await waitInSight(miaPage, card.message_id);
  await cardOnPage.getByRole("img", { name: "Sent without a sound" }).waitFor();

  const claim = miaPage.getByRole("button", { name: "Claim", exact: true });
  await claim.click();
  const pressed = await stage.nextUpdate((update) => update.callback_query);
  assert.deepEqual([pressed.from.id, pressed.data], [mia.id, "claim"]);
  await api.answerCallbackQuery(pressed.id, { text: "Only Maintenance claims", show_alert: true });
  const dialog = miaPage.getByRole("dialog");
  await dialog.getByText("Only Maintenance claims").waitFor();
  await dialog.getByRole("button", { name: "OK" }).click();
  await dialog.waitFor({ state: "hidden" });

  await claim.click();
  const again = await stage.nextUpdate((update) => update.callback_query);
  await api.answerCallbackQuery(again.id, { text: "It is yours" });
  await miaPage.locator(".toast", { hasText: "It is yours" }).waitFor();
  await api.editMessageText(group.id, card.message_id, "Claimed by Mia");
  await cardOnPage.getByText("Claimed by Mia").waitFor();
  assert.equal(await claim.count(), 0);
});

testPage("a force reply opens for whom it is for, and Esc lets it go", async (stage) => {
  const { sandbox, dan, mia, group, api } = stage;
  const danPage = await stage.openPage(dan.id);
  const prompt = (text: string) =>
    api.sendMessage(group.id, `Mia, ${text}`, {
      entities: [{
        type: "text_mention",
        offset: 0,
        length: 3,
        user: { id: mia.id, is_bot: false, first_name: "Mia" },
      }],
      reply_markup: {
        force_reply: true,
        selective: true,
        input_field_placeholder: "What fixed it?",
      },
    });
  const first = await prompt("how did it end?");
  await danPage.locator("#messages").getByText("how did it end?").waitFor();
  assert.equal(await danPage.locator("#text").getAttribute("placeholder"), "Message");
  // Mia comes to the page only now: by looking she has read it, and is called no more
  await danPage.locator(".person", { hasText: "Mia" }).getByLabel(/called/).waitFor();
  const miaPage = await stage.openPage(mia.id, PHONE);
  await miaPage.getByPlaceholder("What fixed it?").fill("New tyre");
  await miaPage.keyboard.press("Enter");
  const answer = await stage.nextUpdate(findWritten);
  assert.deepEqual(
    [answer.text, answer.reply_to_message?.message_id],
    ["New tyre", first.message_id],
  );
  await miaPage.getByPlaceholder("Message", { exact: true }).waitFor();

  await prompt("and what did it cost?");
  await miaPage.getByPlaceholder("What fixed it?").press("Escape");
  await miaPage.getByPlaceholder("Message", { exact: true }).fill("later");
  // the next live update must not open it again
  sandbox.as(dan.id).write(group.id, "well done");
  await miaPage.locator("#messages").getByText("well done").waitFor();
  assert.equal(await miaPage.locator("#text").inputValue(), "later");
  await miaPage.keyboard.press("Enter");
  await sandbox.until(() => sandbox.messages(group.id).find(({ text }) => text === "later"), {
    what: "Mia's message",
  });
  assert.equal(sandbox.messages(group.id).at(-1)?.replyTo, undefined);
});

testPage("who is removed from the group sees it no more", async (stage) => {
  const { sandbox, mia, group } = stage;
  const page = await stage.openPage(mia.id);
  await page.getByRole("heading", { name: "Acme", exact: true }).waitFor();
  sandbox.removeMember(group.id, mia.id);
  await page.locator("#no-chat").waitFor();
  sandbox.as(mia.id).join(group.id);
  await page.getByRole("heading", { name: "Acme", exact: true }).waitFor();
});

testPage("the private chat begins with Start, and time goes on by the toolbar", async (stage) => {
  const { sandbox, mia, bot } = stage;
  const page = await stage.openPage(mia.id);
  await page.getByRole("link", { name: "Press Start" }).click();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  const start = await stage.nextUpdate(findWritten);
  assert.deepEqual([start.chat.id, start.text], [mia.id, "/start"]);
  await page.locator("#text").fill("Hello");
  await page.keyboard.press("Enter");
  await sandbox.until(
    () => sandbox.privateChat(mia.id, bot)?.messages.values().some(({ text }) => text === "Hello"),
    { what: "Mia's message" },
  );
  const before = sandbox.now();
  await page.getByRole("button", { name: "Skip 10 minutes" }).click();
  await page.locator(".toast", { hasText: "ten minutes later" }).waitFor();
  assert.ok(sandbox.now() - before >= 600_000);
});
