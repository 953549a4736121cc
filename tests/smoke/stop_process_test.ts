/** SIGTERM, as a deployment sends it, while what the program depends on hangs. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { startDeno } from "../launch/launched_process.ts";
import { connectTo } from "../postgres/databases.ts";
import { startFlakyProxy } from "../postgres/flaky_proxy.ts";
import { server, testWith } from "../requirement.ts";
import { createCompany } from "./company.ts";
import { createDatabase } from "./create_database.ts";
import { createHangingTelegram } from "./hanging_telegram.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What hosts wait for, most often, before they kill. */
const patienceMs = 10_000;

async function countHeld(url: string): Promise<number> {
  const { sql, close } = await connectTo(url, 1);
  const [row] = await sql.unsafe(`
    select (select count(*) from leases)::integer
      + (select count(*) from deliveries where leased_until is not null)::integer as held`);
  await close();
  return Number(row?.["held"]);
}

testWith(
  server,
  "told to end while Telegram hangs, and while the database does, it ends in time and in order",
  async () => {
    const company = createCompany();
    const { sandbox, dana, olivia } = company;
    const sandboxServer = sandbox.listen();
    const database = await createDatabase();
    const { DATABASE_URL: url = "" } = database.settings;
    const proxy = startFlakyProxy(url);
    await using telegram = createHangingTelegram(sandboxServer.apiRoot);
    const start = () =>
      startDeno(root, ["run", "-A", "main.ts"], {
        BOT_TOKEN: company.bot.token,
        TELEGRAM_API_ROOT: telegram.apiRoot,
        PORT: "0",
        SIGN_UPS: "open",
        DATABASE_URL: proxy.url,
      });
    const end = async (program: ReturnType<typeof start>) => {
      const toldAt = performance.now();
      program.kill("SIGTERM");
      const { code, said } = await program.ended();
      const took = performance.now() - toldAt;
      assert.equal(code, 0, said);
      assert.ok(took < patienceMs, `it took ${Math.round(took)} ms; it said ${said}`);
      return said;
    };
    try {
      {
        await using program = start();
        olivia.write("/setup Acme Logistics");
        await company.botSays("Acme Logistics is");
        telegram.hang("*");
        dana.write("/ticket flat tyre, I-95 exit 12");
        // The next long poll, and the card.
        await telegram.waitForHanging(2);
        await end(program);
        assert.equal(await countHeld(url), 0, "all was handed back");
        telegram.hang(null);
      }
      await using program = start();
      await company.cardSays("0001", "flat tyre");
      proxy.hang(true);
      const card = company.findCard("0001")?.id ?? 0;
      await dana.client.press(company.group.id, card, "Maintenance", { timeoutMs: 1 });
      await sandbox.until(
        () =>
          sandbox.calls.find(({ method, answer }) =>
            method === "getUpdates" && JSON.stringify(answer).includes("callback_query")
          ),
        { what: "the press is in its hands" },
      );
      const said = await end(program);
      assert.match(said, /Not all that was in hand has ended/);
    } finally {
      proxy.close();
      await sandboxServer.stop();
      await database.drop();
    }
  },
);
