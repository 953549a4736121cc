/** The inbox's page in a browser: live, by mouse and by keys, wide and narrow. */
import assert from "node:assert/strict";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { SentryInbox } from "../../../tools/sentry_inbox/control.ts";
import { aBrowser, openBrowser } from "../../chromium.ts";
import { testWith } from "../../requirement.ts";
import { claim, createLog, createShownInbox, error, send, sendIncident } from "./received.ts";

const DEADLINE_MS = 30_000;
const DESKTOP = { viewport: { width: 1280, height: 860 } };
const PHONE = { viewport: { width: 390, height: 844 }, colorScheme: "dark" } as const;

interface Scene {
  readonly name: string;
  readonly options: BrowserContextOptions;
  run(page: Page, inbox: SentryInbox): Promise<void>;
}

const scenes: Scene[] = [];

function addScene(name: string, options: BrowserContextOptions, run: Scene["run"]): void {
  scenes.push({ name, options, run });
}

addScene(
  "what comes is there at once, and is opened and looked for",
  DESKTOP,
  async (page, inbox) => {
    const kinds = page.getByRole("navigation", { name: "Kinds" });
    const list = page.getByRole("navigation", { name: "Received" });
    const detail = page.getByRole("main");
    await detail.getByText("Nothing has come yet.").waitFor();
    await sendIncident(inbox);
    await list.getByRole("link", { name: /ClaimError/ }).click();
    await detail.getByRole("heading", { name: /^ClaimError: 0042 could not be claimed/ }).waitFor();
    await detail.getByText("throw new ClaimError(row);", { exact: true }).waitFor();
    assert.equal(await page.locator("#detail img").count(), 0);

    // What one has opened stays open while more comes in.
    await detail.getByText("1 frame of libraries").click();
    await detail.getByText("npm:/postgres/connection.js:7").waitFor();
    await send(inbox, createLog("one more line"));
    await list.getByText("one more line").waitFor();
    await detail.getByRole("link", { name: "one more line" }).waitFor();
    assert.ok(await detail.getByText("npm:/postgres/connection.js:7").isVisible());

    await kinds.getByRole("link", { name: /^Logs/ }).click();
    await list.getByRole("link", { name: /ClaimError/ }).waitFor({ state: "detached" });
    await list.getByText("one more line").waitFor();
    await page.goBack();
    await list.getByRole("link", { name: /ClaimError/ }).waitFor();
    await detail.getByRole("heading", { name: /^ClaimError/ }).first().waitFor();

    await page.getByRole("searchbox", { name: "Search" }).fill("incident_id:0042");
    await list.getByText("one more line").waitFor({ state: "detached" });
    assert.equal(await list.getByRole("link").count(), 2);

    await page.getByRole("button", { name: "Clear" }).click();
    await detail.getByText("Nothing has come yet.").waitFor();
    assert.equal(inbox.items.length, 0);
  },
);

addScene("by keys alone: the list, a waterfall, its statements", DESKTOP, async (page, inbox) => {
  await sendIncident(inbox);
  const rows = page.getByRole("navigation", { name: "Received" });
  await rows.getByText("button claim").first().waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("not anywhere");
  await rows.getByText("Nothing has all of these words.").waitFor();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("db.query");
  await rows.getByRole("link", { name: /^Transaction button claim/ }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const statement = page.getByText(/^update incident set claimed/).last();
  await page.getByRole("heading", { name: "Spans" }).waitFor();
  assert.equal(await statement.isVisible(), false);
  const span = page.locator("#detail summary", { hasText: "db.query" });
  await span.focus();
  await page.keyboard.press("Enter");
  await statement.waitFor();
  await page.locator("#detail .mark", { hasText: /^error$/ }).press("Enter");
  await page.getByRole("heading", { name: /^ClaimError/ }).first().waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: "Transactions" }).waitFor();
});

addScene("on a phone the list and what is open take turns", PHONE, async (page, inbox) => {
  await send(inbox, claim);
  await send(inbox, error);
  await page.getByRole("link", { name: /^Profile button claim/ }).click();
  const flame = page.locator(".flame", { hasText: "handleUpdate" }).first();
  await flame.waitFor();
  assert.equal(await page.getByRole("searchbox").isVisible(), false);
  await flame.click();
  await page.getByText(/handleUpdate · src\/handle\.ts:3 · 40 ms \(100 %\)/).last().waitFor();
  const width: unknown = await page.evaluate("document.documentElement.scrollWidth");
  assert.equal(width, PHONE.viewport.width, "nothing hangs out at the side");
  await page.getByRole("link", { name: "Back to the list" }).click();
  await page.getByRole("searchbox").waitFor();
});

testWith(aBrowser, "the Sentry inbox in a browser", async (test) => {
  const browser = await openBrowser();
  try {
    for (const { name, options, run } of scenes) {
      await test.step(name, async () => await play(browser, options, run));
    }
  } finally {
    await browser.close();
  }
});

/** Whatever the browser complains of fails the scene. */
async function play(browser: Browser, options: BrowserContextOptions, run: Scene["run"]) {
  const inbox = createShownInbox();
  const server = await inbox.listen();
  const context = await browser.newContext(options);
  try {
    context.setDefaultTimeout(DEADLINE_MS);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
    await page.goto(`${server.address}/`);
    await run(page, inbox);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
    await server.stop();
  }
}
