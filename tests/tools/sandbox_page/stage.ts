/** What the page's browser tests play on: the bot's part is played by the test. */
import assert from "node:assert/strict";
import { Api } from "grammy";
import type { Update } from "grammy/types";
import type { BrowserContextOptions, Page } from "playwright-core";
import { createSandbox } from "../../../tools/sandbox/create_sandbox.ts";
import { createPage } from "../../../tools/sandbox/page/create_page.tsx";
import { aBrowser, openBrowser } from "../../chromium.ts";
import { testWith } from "../../requirement.ts";

const DEADLINE_MS = 10_000;
const DESKTOP = { viewport: { width: 1200, height: 800 } };
export const PHONE = { viewport: { width: 390, height: 844 } };

/** A group with two people and a bot, a server, and pages of the two. */
async function createStage() {
  const roleHints = new Map<number, string>();
  const sandbox = createSandbox({ page: (made) => createPage(made, { roleHints }) });
  const dan = sandbox.addPerson({ firstName: "Dan", username: "dan" });
  const mia = sandbox.addPerson({ firstName: "Mia" });
  roleHints.set(mia.id, "Maintenance");
  const group = sandbox.addGroup({ title: "Acme", creator: dan.id, members: [mia.id] });
  const bot = sandbox.addBot({ username: "roadcall_bot", firstName: "Roadcall" });
  const rights = { administrator: true, canPinMessages: true };
  sandbox.addBotToGroup(group.id, bot, dan.id, rights);
  const server = sandbox.listen();
  const api = new Api(bot.token, { apiRoot: server.apiRoot });
  const browser = await openBrowser();
  let offset = 0;
  return {
    sandbox,
    dan,
    mia,
    group,
    bot,
    api,
    /** The bot's next update for which `find` gives something. */
    async nextUpdate<T>(find: (update: Update) => T | undefined): Promise<T> {
      const deadline = Date.now() + DEADLINE_MS;
      while (Date.now() < deadline) {
        const updates = await api.getUpdates({ offset, timeout: 1, limit: 1 });
        for (const update of updates) {
          offset = update.update_id + 1;
          const found = find(update);
          if (found !== undefined) return found;
        }
      }
      throw new Error("the bot got no such update");
    },
    async openPage(personId: number, options: BrowserContextOptions = DESKTOP): Promise<Page> {
      const context = await browser.newContext(options);
      context.setDefaultTimeout(DEADLINE_MS);
      const page = await context.newPage();
      page.on("pageerror", (error) => problems.push(error.message));
      page.on("console", (line) => line.type() === "error" && problems.push(line.text()));
      await page.goto(`${server.apiRoot}/?as=${personId}&chat=${group.id}`);
      return page;
    },
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}

/** For `nextUpdate`: service messages come as updates too: this is what somebody wrote. */
export function findWritten(update: Update): Update["message"] {
  return update.message?.text === undefined ? undefined : update.message;
}

/** What the browser complained about; a test fails by it at its end. */
const problems: string[] = [];

/** A test in a browser, with a stage of its own. Whatever the browser complains of fails it. */
export function testPage(
  name: string,
  run: (stage: Awaited<ReturnType<typeof createStage>>) => Promise<void>,
): void {
  testWith(aBrowser, `the page in a browser: ${name}`, async () => {
    problems.length = 0;
    const stage = await createStage();
    try {
      await run(stage);
      assert.deepEqual(problems, []);
    } finally {
      await stage.close();
    }
  });
}

export async function isInSight(page: Page, messageId: number): Promise<boolean> {
  return await page.evaluate<boolean>(renderSightCheck(messageId));
}

export async function waitInSight(page: Page, messageId: number): Promise<void> {
  await page.waitForFunction(renderSightCheck(messageId));
}

/** A script as text: the test itself is checked without the browser's types. */
function renderSightCheck(messageId: number): string {
  return `(() => {
    const box = document.getElementById("m${messageId}").getBoundingClientRect();
    const frame = document.getElementById("scroll").getBoundingClientRect();
    return box.bottom > frame.top && box.top < frame.bottom;
  })()`;
}
