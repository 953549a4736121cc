/** The newcomer's story, on the page in a browser, from the report to the summary. */
import type { Page } from "playwright-core";
import { createPage } from "../../tools/sandbox/page/create_page.tsx";
import { aBrowser, openBrowser } from "../chromium.ts";
import { testWith } from "../requirement.ts";
import { startDesk } from "./start_desk.ts";

/** With `KEEP_SCREENSHOTS=1` the README's picture is drawn anew. */
const picture = new URL("../../docs/sandbox.png", import.meta.url);

async function write(page: Page, text: string): Promise<void> {
  await page.locator("#text").fill(text);
  await page.keyboard.press("Enter");
}

testWith(aBrowser, "a newcomer reports, chooses, claims and resolves on the page", async () => {
  await using desk = await startDesk({ page: createPage });
  const { dana, mia, group, address } = desk;
  const browser = await openBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1200, height: 860 } });
    context.setDefaultTimeout(45_000);
    const page = await context.newPage();
    const become = (person: { readonly id: number }) =>
      page.goto(`${address}/?as=${person.id}&chat=${group.id}`);

    await become(dana);
    await page.locator("#guide", { hasText: "1/6 Report." }).waitFor();
    await write(page, "/ticket Flat tire on I-95 at exit 12, right rear, I am on the shoulder");
    await page.getByRole("button", { name: "Maintenance", exact: true }).click();
    await page.getByText("Waiting for Maintenance").first().waitFor();

    await become(mia);
    await page.getByRole("button", { name: "✋ Claim", exact: true }).click();
    await page.getByText("In progress").first().waitFor();
    if (Deno.env.get("KEEP_SCREENSHOTS") === "1") {
      await page.getByText("has it").first().waitFor();
      await page.getByText("You are on it").waitFor({ state: "hidden" });
      await Deno.writeFile(picture, await page.screenshot());
    }
    await page.getByRole("button", { name: "✅ Resolve", exact: true }).click();
    await page.getByText("Waiting for the summary").first().waitFor();
    await page.locator("#answering-cancel").waitFor();
    await write(page, "Roadside service changed the tire, Dana is rolling again");
    await page.getByText("Resolved").first().waitFor();
    await desk.cardSays("0001", "Resolved", "Roadside service changed the tire", "Mia");
  } finally {
    await browser.close();
  }
});
