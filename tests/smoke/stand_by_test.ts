/** Several programs that poll, as processes: one fetches, and another goes on when it is killed. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { connectTo } from "../postgres/databases.ts";
import { type LaunchedProcess, startDeno } from "../launch/launched_process.ts";
import { server, testWith } from "../requirement.ts";
import { createCompany } from "./company.ts";
import { createDatabase } from "./create_database.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What is promised (README, docs/operate.md). */
const takeOverMs = 15_000;

async function readUpdates(atItsDesk: string): Promise<string> {
  const port = /"port":\s*"?(\d+)/.exec(atItsDesk)?.[1];
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
  return (await answer.json()).updates;
}

async function countLeases(url: string): Promise<number> {
  const { sql, close } = await connectTo(url, 1);
  const [row] = await sql.unsafe("select count(*)::integer as held from leases");
  await close();
  return Number(row?.["held"]);
}

testWith(
  server,
  "killed in the middle of its work, the one that fetches is followed within 15 seconds",
  async () => {
    const company = createCompany();
    const { sandbox, dana, olivia } = company;
    const telegram = sandbox.listen();
    const database = await createDatabase();
    const { DATABASE_URL: url = "" } = database.settings;
    const start = (): LaunchedProcess =>
      startDeno(root, ["run", "-A", "main.ts"], {
        BOT_TOKEN: company.bot.token,
        TELEGRAM_API_ROOT: telegram.apiRoot,
        PORT: "0",
        SIGN_UPS: "open",
        LOG_FORMAT: "json",
        DATABASE_URL: url,
      });
    try {
      await using first = start();
      await first.says("at its desk");
      await using second = start();
      await second.says("this one stands by");
      const states = await Promise.all(
        [first, second].map(async (one) => readUpdates(await one.says("at its desk"))),
      );
      assert.deepEqual(states, ["poller active", "poller standing by"]);
      olivia.write("/setup Acme Logistics");
      await company.botSays("Acme Logistics is");

      first.kill("SIGKILL");
      const killedAt = performance.now();
      await first.ended();
      dana.write("/ticket flat tyre, I-95 exit 12");
      await second.says("This replica fetches updates from now on");
      const took = performance.now() - killedAt;
      assert.ok(took < takeOverMs, `it took ${Math.round(took)} ms`);
      await company.cardSays("0001", "flat tyre");
      await dana.press("0001", "Maintenance");
      await company.cardSays("0001", "Waiting for Maintenance");
      assert.equal(company.findCard("0002"), undefined);

      second.kill("SIGTERM");
      const { code, said } = await second.ended();
      assert.equal(code, 0, said);
      assert.equal(await countLeases(url), 0);
    } finally {
      await telegram.stop();
      await database.drop();
    }
  },
);
