/** The page in a browser: typing, reading and the menus while the chat goes on. */
import assert from "node:assert/strict";
import { isInSight, testPage, waitInSight } from "./stage.ts";

testPage("what is typed and where one reads survive updates", async (stage) => {
  const { sandbox, dan, mia, group, api } = stage;
  const lines = Array.from(
    { length: 60 },
    (_, line) => sandbox.as(dan.id).write(group.id, `line ${line}`),
  );
  const page = await stage.openPage(mia.id);
  assert.equal(await isInSight(page, lines.at(-1) ?? 0), true);

  await page.locator("#text").pressSequentially("half a th");
  await page.locator("#scroll").evaluate((element) => element.scrollTop = 200);
  await page.getByRole("button", { name: "To the newest message" }).waitFor();
  const link = await api.sendMessage(group.id, "see the start", {
    entities: [{
      type: "text_link",
      offset: 8,
      length: 5,
      url: `https://t.me/c/${String(group.id).slice("-100".length)}/${lines[0]}`,
    }],
  });
  await page.locator(`#m${link.message_id}`).waitFor({ state: "attached" });
  assert.equal(await page.locator("#scroll").evaluate((element) => element.scrollTop), 200);
  assert.equal(await page.locator("#below-count").textContent(), "1");
  await page.keyboard.type("ought");
  assert.equal(await page.locator("#text").inputValue(), "half a thought");

  await page.getByRole("button", { name: "To the newest message" }).click();
  await waitInSight(page, link.message_id);
  const address = page.url();
  await page.getByRole("link", { name: "start", exact: true }).click();
  await waitInSight(page, lines[0] ?? 0);
  assert.equal(page.url(), address);
  assert.equal(await page.locator("#text").inputValue(), "half a thought");

  await page.reload();
  assert.equal(await page.locator("#text").inputValue(), "half a thought");
});

testPage(
  "commands are offered, messages are answered, edited, marked and deleted",
  async (stage) => {
    const { sandbox, dan, mia, group, api } = stage;
    await api.setMyCommands([
      { command: "ticket", description: "Report trouble" },
      { command: "help", description: "What I can do" },
    ]);
    const theirs = sandbox.as(dan.id).write(group.id, "Which exit?");
    const page = await stage.openPage(mia.id);
    const box = page.locator("#text");

    await box.pressSequentially("/");
    await page.getByRole("option", { name: "/help" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    assert.equal(await box.inputValue(), "/help ");
    await box.fill("");

    await page.locator(`#m${theirs}`).hover();
    await page.locator(`#m${theirs}`).getByRole("button", { name: "Reply to Dan" }).click();
    await box.pressSequentially("Exit 38");
    await page.keyboard.press("Shift+Enter");
    await box.pressSequentially("I think");
    await page.keyboard.press("Enter");
    const mine = await sandbox.until(
      () => sandbox.messages(group.id).find(({ text }) => text === "Exit 38\nI think"),
      { what: "Mia's answer" },
    );
    assert.equal(mine.replyTo?.messageId, theirs);

    const openMenu = async (messageId: number) => {
      const entry = page.locator(`#m${messageId}`);
      await entry.hover();
      await entry.getByRole("button", { name: /^More/ }).click();
    };
    await openMenu(mine.id);
    await page.getByRole("menuitem", { name: "Edit" }).click();
    await box.fill("Exit 40");
    await page.keyboard.press("Enter");
    await page.locator(`#m${mine.id}`).getByText("edited").waitFor();
    assert.equal(sandbox.message(group.id, mine.id)?.text, "Exit 40");

    await openMenu(theirs);
    await page.getByRole("menuitem", { name: "👍" }).click();
    await page.locator(`#m${theirs}`).getByRole("button", { name: "👍 1" }).waitFor();
    assert.equal(sandbox.message(group.id, theirs)?.reactions.get(mia.id), "👍");

    await openMenu(mine.id);
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.locator(`#m${mine.id}`).waitFor({ state: "detached" });
    assert.equal(sandbox.message(group.id, mine.id)?.deleted, true);
  },
);
