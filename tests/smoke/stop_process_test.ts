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

/** A desk as a process, with what lies between it and its world. */
async function startStage() {
  const company = createCompany();
  const sandboxServer = company.sandbox.listen();
  const database = await createDatabase();
  const { DATABASE_URL: url = "" } = database.settings;
  const proxy = startFlakyProxy(url);
  const telegram = createHangingTelegram(sandboxServer.apiRoot);
  const program = startDeno(root, ["run", "-A", "main.ts"], {
    BOT_TOKEN: company.bot.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    PORT: "0",
    SIGN_UPS: "open",
    DATABASE_URL: proxy.url,
  });
  return {
    company,
    url,
    proxy,
    telegram,
    async end() {
      const toldAt = performance.now();
      program.kill("SIGTERM");
      const { code, said } = await program.ended();
      const took = performance.now() - toldAt;
      assert.equal(code, 0, said);
      assert.ok(took < patienceMs, `it took ${Math.round(took)} ms; it said ${said}`);
      return said;
    },
    async [Symbol.asyncDispose]() {
      await program[Symbol.asyncDispose]();
      proxy.close();
      await telegram[Symbol.asyncDispose]();
      await sandboxServer.stop();
      await database.drop();
    },
  };
}

async function endWhileTelegramHangs(): Promise<void> {
  await using stage = await startStage();
  const { company, telegram } = stage;
  company.olivia.write("/setup Acme Logistics");
  await company.botSays("Acme Logistics is");
  telegram.hang("*");
  company.dana.write("/ticket flat tyre, I-95 exit 12");
  // The next long poll, and the card.
  await telegram.waitForHanging(2);
  await stage.end();
  assert.equal(await countHeld(stage.url), 0, "all was handed back");
}

async function endWhileDatabaseHangs(): Promise<void> {
  await using stage = await startStage();
  const { company: { olivia, sandbox, botSays }, proxy } = stage;
  olivia.write("/setup Acme Logistics");
  await botSays("Acme Logistics is");
  proxy.hang(true);
  olivia.write("/open");
  await sandbox.until(
    () =>
      sandbox.calls.find(({ method, answer }) =>
        method === "getUpdates" && JSON.stringify(answer).includes("/open")
      ),
    { what: "the question is in its hands" },
  );
  assert.match(await stage.end(), /Not all that was in hand has ended/);
}

testWith(
  server,
  "told to end while Telegram hangs, or while the database does, it ends in time and in order",
  async () => {
    // Beside each other: most of it is waiting.
    await Promise.all([endWhileTelegramHangs(), endWhileDatabaseHangs()]);
  },
);
