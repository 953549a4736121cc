/** The program as Deno Deploy runs it: evaluated without settings, started by requests, in isolates. */
import assert from "node:assert/strict";
import { type LaunchedProcess, startDeno } from "../launch/launched_process.ts";
import { createDeployedDesk } from "../../deploy.ts";
import { server, testWith } from "../requirement.ts";
import { createCompany } from "./company.ts";
import { createDatabase } from "./create_database.ts";

const project = decodeURIComponent(new URL("../../", import.meta.url).pathname);

/** No run, no write, no sys, no ffi. */
const permissions = ["--no-prompt", "--allow-env", "--allow-net", "--allow-read"];

function startIsolate(port: number, settings: Readonly<Record<string, string>>): LaunchedProcess {
  return startDeno(project, ["run", ...permissions, "main.ts"], {
    DENO_DEPLOY: "true",
    PORT: String(port),
    ...settings,
  });
}

function findFreePorts(count: number): number[] {
  const listeners = Array.from(
    { length: count },
    () => Deno.listen({ hostname: "127.0.0.1", port: 0 }),
  );
  return listeners.map((listener) => {
    listener.close();
    return listener.addr.port;
  });
}

async function ask(port: number, path: string) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: answer.status, body: await answer.text() };
}

Deno.test("evaluated without settings, it neither exits nor fails, and says what is missing", async () => {
  const [port = 0] = findFreePorts(1);
  await using isolate = startIsolate(port, { TIME_ZONE: "Mars/Olympus" });
  await isolate.says("Listening");
  for (const path of ["/healthz", "/webhook"]) {
    const { status, body } = await ask(port, path);
    assert.equal(status, 503);
    for (const name of ["BOT_TOKEN", "TIME_ZONE", "DATABASE_URL", "UPDATES"]) {
      assert.ok(body.includes(name), `${name} is named in ${body}`);
    }
  }
  isolate.kill("SIGINT");
  assert.equal((await isolate.ended()).code, 0);
});

testWith(server, "two isolates share the desk, each started by its first request", async () => {
  const company = createCompany();
  const { sandbox, bot, olivia, mia, dana } = company;
  const telegram = sandbox.listen();
  const database = await createDatabase();
  const [one = 0, two = 0] = findFreePorts(2);
  // What stands before isolates sends each request to another one.
  let turn = 0;
  const balancer = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    const url = new URL(request.url);
    url.port = String(turn++ % 2 === 0 ? one : two);
    const { method, headers, body } = request;
    return fetch(url, { method, headers, body });
  });
  const settings = {
    BOT_TOKEN: bot.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    SIGN_UPS: "open",
    UPDATES: "webhook",
    WEBHOOK_URL: `http://127.0.0.1:${balancer.addr.port}/webhook`,
    WEBHOOK_SECRET: "s".repeat(40),
    ...database.settings,
  };
  await using first = startIsolate(one, settings);
  await using second = startIsolate(two, settings);
  const isolates = [first, second];
  await Promise.all(isolates.map((isolate) => isolate.says("Listening")));
  assert.equal((await ask(one, "/healthz")).status, 200);
  assert.deepEqual(sandbox.calls, [], "evaluated and healthy, it has called nobody");

  const ready = await Promise.all([one, two, one, two].map((port) => ask(port, "/readyz")));
  assert.deepEqual(ready.map(({ status }) => status), [200, 200, 200, 200], ready[0]?.body);
  for (const isolate of isolates) await isolate.says("is at its desk");

  olivia.write("/setup Acme Logistics");
  await company.botSays("Acme Logistics is");
  const asked = olivia.write("/member Maintenance", { replyTo: mia.write("Good morning") });
  await sandbox.until(
    () => company.botMessages().find(({ replyTo }) => replyTo?.messageId === asked),
    { what: "Mia belongs to Maintenance" },
  );
  dana.write("/ticket flat tire, I-95 exit 12");
  await company.cardSays("0001", "flat tire");
  await dana.press("0001", "Maintenance");
  await company.cardSays("0001", "Waiting for Maintenance");
  await mia.press("0001", "Claim");
  await company.cardSays("0001", "In progress", "Mia");
  assert.ok(turn > 4, "both isolates were sent updates");

  for (const isolate of isolates) isolate.kill("SIGINT");
  for (const isolate of isolates) {
    const { code, said } = await isolate.ended();
    assert.equal(code, 0, said);
    assert.equal(said.split("is at its desk").length, 2, "it started once");
    assert.doesNotMatch(said, /"level":"(WARN|ERROR)"/);
  }
  await balancer.shutdown();
  await telegram.stop();
  await database.drop();
});

testWith(
  server,
  "the clock starts a desk that nobody has asked for, and a failed start is tried again",
  async () => {
    const company = createCompany();
    const { sandbox, bot } = company;
    const telegram = sandbox.listen();
    const database = await createDatabase();
    const settings = {
      BOT_TOKEN: bot.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      UPDATES: "webhook",
      WEBHOOK_URL: "http://127.0.0.1:9999/webhook",
      WEBHOOK_SECRET: "s".repeat(40),
      LOG_LEVEL: "error",
      ...database.settings,
    };
    const desk = createDeployedDesk(settings);
    await desk.tick();
    assert.ok(sandbox.calls.some(({ method }) => method === "setWebhook"), "Telegram knows of it");
    await desk.stop();

    const stranger = createDeployedDesk({ ...settings, BOT_TOKEN: `123456789:${"A".repeat(35)}` });
    for (let tries = 0; tries < 2; tries++) {
      await assert.rejects(stranger.tick(), /knows no bot with this token/);
      const answer = await stranger.fetch(new Request("https://desk.example/readyz"));
      assert.equal(answer.status, 503);
      assert.doesNotMatch(
        await answer.text(),
        /127\.0\.0\.1|token/,
        "the log is the place for why",
      );
    }
    await stranger.stop();
    await telegram.stop();
    await database.drop();
  },
);
