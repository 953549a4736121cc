import assert from "node:assert/strict";
import { type Grants, renderFlags } from "../../src/launch/grants.ts";
import { findLaunched } from "../../src/launch/launched.ts";
import { parseGranted } from "../../src/launch/parse_granted.ts";
import { planGrants } from "../../src/launch/plan_grants.ts";

const places = { project: "/app/", packages: "/deno-dir/npm" };
const BOT_TOKEN = `123456789:${"A".repeat(35)}`;

function plan(
  task: string,
  given: Readonly<Record<string, string>>,
  more: { readonly backupFile?: string } = {},
): Grants {
  const settings = { BOT_TOKEN, ...given };
  const needs = findLaunched(task)?.needs ?? [];
  const parsed = parseGranted(needs, settings);
  assert.ok(typeof parsed !== "string", "the test's settings are good");
  return planGrants(needs, { ...parsed, ...more }, places);
}

Deno.test("with its own database the desk may write there and nowhere else", () => {
  const { net, read, write, profile } = plan("start", { DATA_DIR: "/data" });
  assert.deepEqual(net, ["api.telegram.org:443", "0.0.0.0:8000"]);
  assert.deepEqual(read, [
    "/app/migrations",
    "/deno-dir/npm",
    "/data",
    "/app/src/telegram/words",
  ]);
  assert.deepEqual(write, ["/data"]);
  assert.equal(profile, false);
});

Deno.test("with a server it may write nothing, and reaches the hosts of its settings alone", () => {
  const { net, write } = plan("start", {
    DATABASE_URL: "postgres://app:secret@one.example,two.example/desk",
    MIGRATE_DATABASE_URL: "postgresql://owner:secret@[2001:db8::1]:6543/desk",
    TELEGRAM_API_ROOT: "http://bots.example",
    SENTRY_DSN: "https://key@o1.ingest.example/2",
    SENTRY_PROFILES_SAMPLE_RATE: "0",
    PORT: "80",
  });
  assert.deepEqual(net, [
    "one.example:5432",
    "two.example:5432",
    "[2001:db8::1]:6543",
    "bots.example:80",
    "0.0.0.0:80",
    "o1.ingest.example:443",
  ]);
  assert.deepEqual(write, []);
});

Deno.test("only profiles open the machine's door, and no further than to the profiler", () => {
  const sentry = { SENTRY_DSN: "https://key@o1.ingest.example/2" };
  assert.equal(plan("start", sentry).profile, true);
  assert.equal(plan("start", { ...sentry, SENTRY_PROFILES_SAMPLE_RATE: "0" }).profile, false);
  assert.equal(plan("start", { SENTRY_PROFILES_SAMPLE_RATE: "1" }).profile, false, "Sentry is off");
  const flags = renderFlags(plan("start", sentry));
  assert.ok(flags.includes("--allow-sys"));
  assert.ok(flags.some((flag) => flag.startsWith("--deny-sys=hostname,")), flags.join(" "));
});

Deno.test("no program gets what only provisioning needs", () => {
  for (
    const task of [
      "start",
      "migrate",
      "backup",
      "restore",
      "failed-updates",
      "grant-manager",
      "webhook",
    ]
  ) {
    assert.ok(!plan(task, {}).env.includes("SENTRY_AUTH_TOKEN"), task);
  }
  assert.ok(plan("start", {}).env.includes("SENTRY_DSN"));
});

Deno.test("who tries Sentry out gets to Sentry alone, and to no other secret", () => {
  const { env, net, write, profile } = plan("sentry:check", {
    SENTRY_DSN: "https://key@o1.ingest.example/2",
    DATABASE_URL: "postgres://db.example/desk",
  });
  assert.ok(env.every((name) => name.startsWith("SENTRY_")), env.join());
  assert.ok(!env.includes("SENTRY_AUTH_TOKEN"));
  assert.deepEqual(net, ["o1.ingest.example:443"]);
  assert.deepEqual(write, []);
  assert.equal(profile, true);
});

Deno.test("who only migrates gets neither the token nor a way to Telegram", () => {
  const { env, net, write } = plan("migrate", { DATABASE_URL: "postgres://db.example/desk" });
  assert.deepEqual(env, ["DATABASE_URL", "MIGRATE_DATABASE_URL", "DATA_DIR"]);
  assert.deepEqual(net, ["db.example:5432"]);
  assert.deepEqual(write, []);
});

Deno.test("who restores may read the one file, and who moves has both databases", () => {
  const server = { DATABASE_URL: "postgres://db.example/desk", DATA_DIR: "/data" };
  const restore = plan("restore", server, { backupFile: "/kept/one.backup" });
  assert.deepEqual(restore.read, ["/app/migrations", "/kept/one.backup"]);
  assert.deepEqual(restore.write, []);
  const move = plan("move-to-server", server);
  assert.deepEqual(move.read, ["/app/migrations", "/deno-dir/npm", "/data"]);
  assert.deepEqual([move.net, move.write], [["db.example:5432"], ["/data"]]);
});

Deno.test("who only asks for the webhook gets neither the database nor a port", () => {
  const settings = { DATABASE_URL: "postgres://db.example/desk", PORT: "8000" };
  const { env, net, read, write } = plan("webhook", settings);
  assert.deepEqual(env, [
    "BOT_TOKEN",
    "TELEGRAM_API_ROOT",
    "UPDATES",
    "WEBHOOK_URL",
    "WEBHOOK_SECRET",
  ]);
  assert.deepEqual([net, read, write], [["api.telegram.org:443"], [], []]);
});

Deno.test("an empty list permits nothing, where Deno's bare flag would permit everything", () => {
  const flags = renderFlags({ env: [], net: [], read: [], write: [], run: [], profile: false });
  assert.deepEqual(flags.filter((flag) => flag.startsWith("--allow")), []);
});

Deno.test("who deals with Sentry's own API gets its token and its host, and git where it asks git", () => {
  const settings = {
    SENTRY_AUTH_TOKEN: "hush",
    SENTRY_ORG: "acme",
    SENTRY_PROJECT: "roadcall",
    SENTRY_URL: "https://sentry.example:9000",
    DATABASE_URL: "postgres://db.example/desk",
  };
  const { env, net, read, run } = plan("sentry:provision", settings);
  assert.ok(env.includes("SENTRY_AUTH_TOKEN") && !env.includes("DATABASE_URL"), env.join());
  assert.deepEqual(net, ["sentry.example:9000"]);
  assert.deepEqual([...read, ...run], []);
  assert.deepEqual(plan("sentry:release", settings).run, ["git"]);
  assert.deepEqual(plan("start", settings).run, []);
});
