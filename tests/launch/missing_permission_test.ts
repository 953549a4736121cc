/** The program with one permission after the other taken away: what is missing is said in words. */
import assert from "node:assert/strict";
import { parseConfig } from "../../src/config.ts";
import { type Grants, renderFlags } from "../../src/launch/grants.ts";
import { findLaunched } from "../../src/launch/launched.ts";
import { planGrants } from "../../src/launch/plan_grants.ts";
import { findPackages } from "../../src/launch/run_deno.ts";
import { createInbox } from "../../tools/sentry_inbox/create_inbox.ts";
import { server, testWith } from "../requirement.ts";
import { createCompany } from "../smoke/company.ts";
import { createDatabase } from "../smoke/create_database.ts";
import { startDeno } from "./launched_process.ts";

const project = decodeURIComponent(new URL("../../", import.meta.url).pathname);
type Settings = Readonly<Record<string, string>>;

async function planFor(settings: Settings): Promise<Grants> {
  const parsed = parseConfig(settings);
  assert.ok(parsed.ok, "the test's settings are good");
  const packages = await findPackages(Deno.env.toObject());
  const grants = planGrants(findLaunched("start")?.needs ?? [], parsed.config, {
    project,
    packages,
  });
  return { ...grants, env: Object.keys(settings) };
}

const without = (list: readonly string[], part: string) =>
  list.filter((value) => !value.includes(part));

interface Expectation {
  readonly flags: readonly string[];
  readonly says: RegExp;
  readonly code?: number;
}

/** Starts the program with these flags, and holds its end to the expectation. */
async function tell(settings: Settings, { flags, says, code = 1 }: Expectation): Promise<void> {
  await using program = startDeno(project, ["run", ...flags, "main.ts"], settings);
  const end = await program.ended();
  assert.match(end.said, says);
  assert.equal(end.code, code);
  assert.doesNotMatch(end.said, /\n\s+at /, "no stack trace");
  assert.ok(!end.said.includes(settings["BOT_TOKEN"]?.slice(-20) ?? "?"), "no token");
}

Deno.test("without its variables, its packages or its data, the program says so", async (test) => {
  const dataDir = await Deno.makeTempDir({ prefix: "roadcall_denied_" });
  const settings = { BOT_TOKEN: `123456789:${"A".repeat(35)}`, PORT: "0", DATA_DIR: dataDir };
  const full = await planFor(settings);
  const flags = (changed: Partial<Grants>) => renderFlags({ ...full, ...changed });
  const step = (name: string, expectation: Expectation) =>
    test.step(name, () => tell(settings, expectation));
  try {
    await step("no variable", { flags: flags({ env: [] }), says: /BOT_TOKEN is not set/, code: 2 });
    await step("other variables are forbidden instead of unset", {
      flags: without(flags({}), "--ignore-env"),
      says: /Deno denies what the program needs: Requires env access/,
    });
    await step("packages", {
      flags: flags({ read: without(full.read, "/npm") }),
      says: /embedded database in .* does not start: Requires read access/,
    });
    await step("reading the data", {
      flags: flags({ read: without(full.read, dataDir) }),
      says: /cannot be written: Requires read access/,
    });
    await step("writing the data", {
      flags: flags({ write: [] }),
      says: /cannot be written: Requires write access/,
    });
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
});

testWith(server, "without a way out or its own files, the program says so", async (test) => {
  const company = createCompany();
  const telegram = company.sandbox.listen();
  const database = await createDatabase();
  const settings: Settings = {
    BOT_TOKEN: company.bot.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    PORT: "0",
    ...database.settings,
  };
  const full = await planFor(settings);
  const flags = (changed: Partial<Grants>) => renderFlags({ ...full, ...changed });
  const step = (name: string, expectation: Expectation) =>
    test.step(name, () => tell(settings, expectation));
  try {
    await step("the database", {
      flags: flags({ net: without(full.net, new URL(settings["DATABASE_URL"] ?? "").host) }),
      says: /Postgres server at .* cannot be used: Requires net access/,
    });
    await step("Telegram", {
      flags: flags({ net: without(full.net, new URL(telegram.apiRoot).host) }),
      says: /Deno denies this program the way to Telegram: Requires net access/,
    });
    await step("the own port", {
      flags: flags({ net: without(full.net, "0.0.0.0") }),
      says: /Deno denies what the program needs: Requires net access to "0\.0\.0\.0/,
    });
    await step("migrations", {
      flags: flags({ read: without(full.read, "migrations") }),
      says: /folder of migrations, .*, is missing, empty, or not permitted to be read/,
    });
    await step("words", {
      flags: flags({ read: without(full.read, "words") }),
      says: /Deno denies what the program needs: Requires read access to .*en\.ftl/,
    });
    await test.step("what only guards against code from elsewhere is not missed", async () => {
      const guards = ["--no-prompt", "--cached-only", "--no-remote"];
      const bare = flags({}).filter((flag) => !guards.includes(flag));
      assert.equal(bare.length, flags({}).length - guards.length);
      await using program = startDeno(project, ["run", ...bare, "main.ts"], settings);
      await program.says("is at its desk");
      program.kill("SIGTERM");
      assert.equal((await program.ended()).code, 0);
    });
  } finally {
    await telegram.stop();
    await database.drop();
  }
});

testWith(server, "without what Sentry needs, the desk works all the same", async (test) => {
  const company = createCompany();
  const telegram = company.sandbox.listen();
  const inbox = createInbox();
  const sentry = await inbox.listen();
  const database = await createDatabase();
  const settings: Settings = {
    BOT_TOKEN: company.bot.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    PORT: "0",
    SENTRY_DSN: sentry.dsn,
    SENTRY_ENVIRONMENT: "development",
    ...database.settings,
  };
  const full = await planFor(settings);
  /** Starts it, sees it work and end in order. @returns what it said */
  async function work(grants: Grants): Promise<string> {
    await using program = startDeno(project, ["run", ...renderFlags(grants), "main.ts"], settings);
    await program.says("is at its desk");
    program.kill("SIGTERM");
    const { code, said } = await program.ended();
    assert.equal(code, 0, said);
    return said;
  }
  try {
    await test.step("with all of it, it reports and profiles", async () => {
      const said = await work(full);
      assert.match(said, /profiles 1/);
      assert.doesNotMatch(said, /Profiles are off/);
      assert.ok(inbox.items.length > 0, "something arrived");
    });
    await test.step("without the profiler it says so", async () => {
      assert.match(await work({ ...full, profile: false }), /Profiles are off.*--allow-sys/);
    });
    await test.step("without its host nothing is reported", async () => {
      const before = inbox.items.length;
      await work({ ...full, net: without(full.net, new URL(sentry.dsn).host) });
      assert.equal(inbox.items.length, before);
    });
  } finally {
    await sentry.stop();
    await telegram.stop();
    await database.drop();
  }
});
