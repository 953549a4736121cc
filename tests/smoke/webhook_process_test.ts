/** The program in webhook mode as a process of its own, and the tasks about the webhook. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { openStore } from "../../src/postgres/open_store.ts";
import { startDeno } from "../launch/launched_process.ts";
import { readExposition } from "../observability/prometheus/read_exposition.ts";
import { createBalancer } from "./balancer.ts";
import { createCompany } from "./company.ts";
import { createDatabase, type TestDatabase } from "./create_database.ts";
import { webhookSecret, webhookSettings } from "./start_desk.ts";
import { findFreePort } from "../../tools/find_free_port.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What a killed program had in hand is taken up when its lease is over. */
async function passLeases({ settings }: TestDatabase): Promise<void> {
  const { DATA_DIR: dataDir, DATABASE_URL: url } = settings;
  const opened = await openStore(
    url === undefined
      ? { kind: "embedded", dataDir: dataDir ?? "" }
      : { kind: "server", url, migrateUrl: null },
  );
  await opened.store.clock.skip(200);
  await opened.close();
}

Deno.test("killed between the commit and its answer, it loses nothing and does nothing twice", async () => {
  await using balancer = createBalancer();
  const company = createCompany();
  const { sandbox, dana, olivia } = company;
  const server = sandbox.listen();
  const database = await createDatabase();
  const port = findFreePort();
  const metricsToken = "a token for figures";
  const settings = {
    BOT_TOKEN: company.bot.token,
    TELEGRAM_API_ROOT: server.apiRoot,
    PORT: String(port),
    SIGN_UPS: "open",
    METRICS_TOKEN: metricsToken,
    ...webhookSettings(balancer),
    ...database.settings,
  };
  const start = () => startDeno(root, ["run", "-A", "main.ts"], settings);
  const ask = (action: string) => startDeno(root, ["run", "-A", "webhook.ts", action], settings);
  balancer.targets = [port];
  {
    await using first = start();
    await first.says("at its desk");
    olivia.write("/setup Acme Logistics");
    await company.botSays("Acme Logistics is");
    await sandbox.quiet();
    balancer.onAnswer = () => {
      first.kill("SIGKILL");
      balancer.targets = [];
      balancer.onAnswer = () => false;
      return true;
    };
    dana.write("/ticket flat tire, I-95 exit 12");
    await first.ended();
  }
  await passLeases(database);
  balancer.targets = [port];
  await using second = start();
  await company.cardSays("0001", "flat tire");
  await sandbox.quiet();
  await dana.press("0001", "Maintenance");
  await company.cardSays("0001", "Waiting for Maintenance");
  const cards = company.botMessages().filter(({ text }) => text?.includes("flat tire"));
  assert.equal(cards.length, 1);
  assert.equal(company.findCard("0002"), undefined);

  const stranger = await fetch(`http://127.0.0.1:${port}/webhook`);
  await stranger.body?.cancel();
  const metrics = await fetch(`http://127.0.0.1:${port}/metrics`, {
    headers: { authorization: `Bearer ${metricsToken}` },
  });
  const figures = readExposition(await metrics.text());
  assert.deepEqual(figures.get("roadcall_webhook_refused_total")?.samples, [{
    name: "roadcall_webhook_refused_total",
    labels: { reason: "wrong_method" },
    value: 1,
  }]);

  await using info = ask("info");
  const told = await info.ended();
  assert.equal(told.code, 0, told.said);
  assert.ok(told.said.includes(balancer.url) && told.said.includes("Updates that wait:    0"));
  second.kill("SIGTERM");
  const ended = await second.ended();
  assert.equal(ended.code, 0, ended.said);
  await using remove = ask("delete");
  assert.match((await remove.ended()).said, /is deleted\. 0 updates wait/);
  assert.equal(sandbox.calls.at(-1)?.method, "deleteWebhook");

  for (const said of [told.said, ended.said]) {
    assert.ok(!said.includes(webhookSecret) && !said.includes(metricsToken), "no secret is said");
    assert.ok(!said.includes(company.bot.token.split(":")[1] ?? "?"), "nor the token");
  }
  await server.stop();
  await database.drop();
});
