/** The program as a process of its own, as an operator runs it. */
import assert from "node:assert/strict";
import { createCompany } from "./company.ts";
import { createEmbeddedDatabase } from "./create_database.ts";

const root = new URL("../../", import.meta.url);

function run(settings: Record<string, string>): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "main.ts"],
    cwd: root,
    clearEnv: true,
    env: { HOME: Deno.env.get("HOME") ?? "/", PATH: Deno.env.get("PATH") ?? "", ...settings },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function readAll(child: Deno.ChildProcess): Promise<{ code: number; said: string }> {
  const { code, stdout, stderr } = await child.output();
  const text = new TextDecoder();
  return { code, said: text.decode(stdout) + text.decode(stderr) };
}

Deno.test("every wrong setting is named at once, with exit code 2 and no stack trace", async () => {
  const token = "123456789-not-a-token";
  const { code, said } = await readAll(run({
    BOT_TOKEN: token,
    TIME_ZONE: "Mars/Olympus",
    SENTRY_TRACES_SAMPLE_RATE: "2",
    DATABASE_URL: "postgres//nowhere:hidden@",
    SENTRY_DSN: "https://hidden@sentry.example/roadcall",
  }));
  assert.equal(code, 2);
  for (
    const name of [
      "BOT_TOKEN",
      "TIME_ZONE",
      "SENTRY_TRACES_SAMPLE_RATE",
      "DATABASE_URL",
      "SENTRY_DSN",
    ]
  ) {
    assert.ok(said.includes(name), `${name} is named in ${said}`);
  }
  assert.ok(!said.includes(token) && !said.includes("hidden"), "no secret is shown");
  assert.ok(!/\n\s+at /.test(said), "no stack trace");
});

Deno.test("without a token it says what is missing", async () => {
  const { code, said } = await readAll(run({ BOT_TOKEN: "" }));
  assert.equal(code, 2);
  assert.ok(said.includes("BOT_TOKEN"));
});

Deno.test("killed in the middle of an incident, it goes on where it was", async () => {
  const company = createCompany();
  const server = company.sandbox.listen();
  const database = await createEmbeddedDatabase();
  const { DATA_DIR: dataDir = "" } = database.settings;
  const settings = {
    BOT_TOKEN: company.bot.token,
    TELEGRAM_API_ROOT: server.apiRoot,
    ...database.settings,
    PORT: "0",
    SIGN_UPS: "open",
  };
  const first = run(settings);
  const firstOutput = readAll(first);
  try {
    company.olivia.write("/setup Acme Logistics");
    await company.botSays("Acme Logistics is");
    company.dana.write("/ticket flat tire, I-95 exit 12");
    await company.cardSays("0001", "flat tire");

    // Another process on the same data is refused in words, and harms nothing.
    const second = await readAll(run(settings));
    assert.notEqual(second.code, 0);
    assert.ok(second.said.includes(dataDir), second.said);
    assert.ok(!/\n\s+at /.test(second.said), "no stack trace");
  } finally {
    first.kill("SIGKILL");
  }
  await firstOutput;

  await company.dana.client.press(
    company.group.id,
    company.findCard("0001")?.id ?? 0,
    "Maintenance",
    { timeoutMs: 1 },
  );
  const third = run(settings);
  const thirdOutput = readAll(third);
  try {
    await company.cardSays("0001", "Waiting for Maintenance");
    await company.olivia.press("0001", "Claim");
    await company.cardSays("0001", "In progress", "Olivia");
  } finally {
    third.kill("SIGTERM");
  }
  const { code, said } = await thirdOutput;
  assert.equal(code, 0, said);
  assert.ok(!said.includes(company.bot.token.split(":")[1] ?? "?"), "the token is in no line");
  assert.ok(said.includes("Sentry is off, since SENTRY_DSN is not set"), said);
  await server.stop();
  await database.drop();
});
