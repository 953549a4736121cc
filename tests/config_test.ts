import assert from "node:assert/strict";
import {
  type Config,
  type Environment,
  parseConfig,
  parseDatabaseConfig,
  renderConfigError,
} from "../src/config.ts";

const token = `123456789:${"AAexample_Token-"}${"x".repeat(19)}`;
const webhookSecret = "a-Webhook_secret".repeat(2);

function configOf(env: Environment): Config {
  const result = parseConfig({ BOT_TOKEN: token, ...env });
  assert.ok(result.ok, result.ok ? "" : renderConfigError(result.error));
  return result.config;
}

function problemsOf(env: Environment): readonly string[] {
  const result = parseConfig({ BOT_TOKEN: token, ...env });
  return result.ok ? [] : result.error.problems.map(({ name, problem }) => `${name} ${problem}`);
}

Deno.test("config: with a token alone everything else has its default", () => {
  const config = configOf({});
  assert.equal(config.botToken.reveal(), token);
  const { botToken: _, ...rest } = config;
  assert.deepEqual(rest, {
    telegramApiRoot: "https://api.telegram.org",
    database: { kind: "embedded", dataDir: ".roadcall" },
    updates: { kind: "polling" },
    port: 8000,
    sentry: { kind: "off" },
    sentryApi: {
      authToken: null,
      organisation: null,
      project: null,
      url: "https://sentry.io",
    },
    log: { level: "info", format: null },
    organisationDefaults: {
      timeZone: "UTC",
      claimMinutes: 10,
      resolveMinutes: 120,
      summaryMinutes: 10,
    },
    issueContext: { minutes: 3, messages: 3 },
    reportLimits: { perPerson: 10, perGroup: 30 },
    platformAdminIds: [],
    signUps: "platform_admins",
    metricsToken: null,
    tickToken: null,
  });
});

Deno.test("config: an empty or blank setting is the same as none", () => {
  const names = [
    "TELEGRAM_API_ROOT",
    "DATABASE_URL",
    "UPDATES",
    "PORT",
    "SENTRY_DSN",
    "TIME_ZONE",
    "PLATFORM_ADMIN_IDS",
    "METRICS_TOKEN",
    "SIGN_UPS",
  ];
  for (const blank of ["", "  "]) {
    assert.deepEqual(
      configOf(Object.fromEntries(names.map((name) => [name, blank]))),
      configOf({}),
    );
  }
});

Deno.test("config: a server database carries its address and that of the migrations", () => {
  const url = "postgres://app:pw@db.example:5432/roadcall";
  const alone = configOf({ DATABASE_URL: url }).database;
  assert.ok(alone.kind === "server");
  assert.deepEqual([alone.url.reveal(), alone.migrateUrl.reveal()], [url, url]);
  const owner = "postgresql://owner:pw@db.example/roadcall";
  const both = configOf({ DATABASE_URL: url, MIGRATE_DATABASE_URL: owner }).database;
  assert.ok(both.kind === "server");
  assert.deepEqual([both.url.reveal(), both.migrateUrl.reveal()], [url, owner]);
});

Deno.test("config: webhook mode carries the webhook's whole address, and the secret", () => {
  const addresses = {
    "https://bot.example/": "https://bot.example/webhook",
    "https://bot.example/webhook": "https://bot.example/webhook",
    "https://proxy.example/roadcall/": "https://proxy.example/roadcall",
  };
  for (const [given, whole] of Object.entries(addresses)) {
    const { updates } = configOf({
      UPDATES: "webhook",
      WEBHOOK_URL: given,
      WEBHOOK_SECRET: webhookSecret,
    });
    assert.ok(updates.kind === "webhook");
    assert.deepEqual([updates.url, updates.secret.reveal()], [whole, webhookSecret]);
  }
});

Deno.test("config: Sentry's rates follow the environment unless given", () => {
  const SENTRY_DSN = "https://key@sentry.example/42";
  for (
    const [environment, usual] of [
      ["", 0.1],
      ["production", 0.1],
      ["staging", 0.5],
      ["development", 1],
      ["canary", 0.1],
    ] as const
  ) {
    const { sentry } = configOf({ SENTRY_DSN, SENTRY_ENVIRONMENT: environment });
    assert.ok(sentry.kind === "on");
    assert.deepEqual([sentry.tracesSampleRate, sentry.profilesSampleRate], [usual, usual]);
    assert.equal(sentry.environment, environment || "production");
  }
  const { sentry } = configOf({
    SENTRY_DSN,
    SENTRY_TRACES_SAMPLE_RATE: "0",
    SENTRY_PROFILES_SAMPLE_RATE: ".25",
    SENTRY_RELEASE: "roadcall@1.2.3",
    SENTRY_USER_DETAILS: "id",
  });
  assert.ok(sentry.kind === "on");
  assert.deepEqual([sentry.tracesSampleRate, sentry.profilesSampleRate], [0, 0.25]);
  assert.deepEqual([sentry.release, sentry.userDetails], ["roadcall@1.2.3", "id"]);
});

Deno.test("config: values that are given arrive typed", () => {
  const config = configOf({
    TELEGRAM_API_ROOT: "http://127.0.0.1:8081/",
    DATA_DIR: "/var/lib/roadcall",
    PORT: "0",
    LOG_LEVEL: "debug",
    LOG_FORMAT: "json",
    TIME_ZONE: "America/Chicago",
    SLA_CLAIM_MINUTES: "15",
    SLA_RESOLVE_MINUTES: "240",
    SUMMARY_MINUTES: "5",
    ISSUE_CONTEXT_MINUTES: "4",
    ISSUE_CONTEXT_MESSAGES: "6",
    TICKETS_PER_PERSON: "7",
    TICKETS_PER_GROUP: "70",
    PLATFORM_ADMIN_IDS: "7, 8 9,7",
    SIGN_UPS: "open",
    METRICS_TOKEN: "m",
    TICK_TOKEN: "t",
    SOME_OTHER_PROGRAMS_SETTING: "ignored",
  });
  assert.equal(config.telegramApiRoot, "http://127.0.0.1:8081");
  assert.deepEqual(config.database, { kind: "embedded", dataDir: "/var/lib/roadcall" });
  assert.equal(config.port, 0);
  assert.deepEqual(config.log, { level: "debug", format: "json" });
  assert.deepEqual(config.organisationDefaults, {
    timeZone: "America/Chicago",
    claimMinutes: 15,
    resolveMinutes: 240,
    summaryMinutes: 5,
  });
  assert.deepEqual(config.issueContext, { minutes: 4, messages: 6 });
  assert.deepEqual(config.reportLimits, { perPerson: 7, perGroup: 70 });
  assert.deepEqual(config.platformAdminIds, [7, 8, 9]);
  assert.equal(config.signUps, "open");
  assert.deepEqual([config.metricsToken?.reveal(), config.tickToken?.reveal()], ["m", "t"]);
});

const refusals: readonly [Environment, string][] = [
  [{ BOT_TOKEN: "" }, "BOT_TOKEN is not set"],
  [{ BOT_TOKEN: "not-a-token" }, "BOT_TOKEN does not look like a bot's token"],
  [{ BOT_TOKEN: "123456:short" }, "BOT_TOKEN does not look like a bot's token"],
  [{ BOT_TOKEN: `${token} x` }, "BOT_TOKEN does not look like a bot's token"],
  [{ TELEGRAM_API_ROOT: "api.telegram.org" }, "TELEGRAM_API_ROOT is no web address"],
  [{ TELEGRAM_API_ROOT: "ftp://telegram.example" }, "TELEGRAM_API_ROOT is no web address"],
  [{ DATABASE_URL: "localhost:5432/roadcall" }, "DATABASE_URL is no address of a Postgres"],
  [{ DATABASE_URL: "mysql://a:b@host/db" }, "DATABASE_URL is no address of a Postgres"],
  [{ DATABASE_URL: "postgres://a:b@host:port/db" }, "DATABASE_URL is no address of a Postgres"],
  [{ DATABASE_URL: "postgres:///db" }, "DATABASE_URL is no address of a Postgres"],
  [
    { MIGRATE_DATABASE_URL: "postgres://a@host/db" },
    "MIGRATE_DATABASE_URL is set without a DATABASE_URL",
  ],
  [{ UPDATES: "pooling" }, 'UPDATES is "pooling", which it does not know'],
  [
    { UPDATES: "webhook", WEBHOOK_SECRET: webhookSecret },
    "WEBHOOK_URL is not set, but UPDATES is webhook",
  ],
  [
    { UPDATES: "webhook", WEBHOOK_URL: "https://bot.example" },
    "WEBHOOK_SECRET is not set, but UPDATES is webhook",
  ],
  [{ WEBHOOK_URL: "http://bot.example" }, "WEBHOOK_URL is no web address"],
  [{ WEBHOOK_SECRET: "x".repeat(31) }, "WEBHOOK_SECRET is too short"],
  [{ WEBHOOK_SECRET: `${"x".repeat(31)}!` }, "WEBHOOK_SECRET is too short"],
  [{ WEBHOOK_SECRET: "x".repeat(257) }, "WEBHOOK_SECRET is too short, too long"],
  [{ PORT: "65536" }, 'PORT is "65536", which is no whole number from 0 to 65535'],
  [{ PORT: "80a" }, 'PORT is "80a"'],
  [{ PORT: "-1" }, 'PORT is "-1"'],
  [{ SENTRY_DSN: "sentry.example/42" }, "SENTRY_DSN is no DSN"],
  [{ SENTRY_DSN: "https://sentry.example/42" }, "SENTRY_DSN is no DSN"],
  [{ SENTRY_DSN: "https://key@sentry.example/" }, "SENTRY_DSN is no DSN"],
  [{ SENTRY_ENVIRONMENT: "a/b" }, "SENTRY_ENVIRONMENT is no name"],
  [{ SENTRY_RELEASE: "a b" }, "SENTRY_RELEASE is no name"],
  [{ SENTRY_TRACES_SAMPLE_RATE: "1.5" }, 'SENTRY_TRACES_SAMPLE_RATE is "1.5", which is no number'],
  [{ SENTRY_TRACES_SAMPLE_RATE: "-0.1" }, 'SENTRY_TRACES_SAMPLE_RATE is "-0.1"'],
  [{ SENTRY_PROFILES_SAMPLE_RATE: "half" }, 'SENTRY_PROFILES_SAMPLE_RATE is "half"'],
  [{ SENTRY_USER_DETAILS: "all" }, 'SENTRY_USER_DETAILS is "all"'],
  [{ SENTRY_URL: "sentry" }, "SENTRY_URL is no web address"],
  [{ LOG_LEVEL: "loud" }, 'LOG_LEVEL is "loud"'],
  [{ LOG_FORMAT: "xml" }, 'LOG_FORMAT is "xml"'],
  [{ TIME_ZONE: "Mars/Base" }, 'TIME_ZONE is "Mars/Base", which is no time zone'],
  [{ TIME_ZONE: "+02:00" }, "TIME_ZONE is set to something else, which is no time zone"],
  [{ SLA_CLAIM_MINUTES: "0" }, 'SLA_CLAIM_MINUTES is "0"'],
  [{ SLA_CLAIM_MINUTES: "1.5" }, 'SLA_CLAIM_MINUTES is "1.5"'],
  [{ SLA_RESOLVE_MINUTES: "43201" }, 'SLA_RESOLVE_MINUTES is "43201"'],
  [{ SUMMARY_MINUTES: "ten" }, 'SUMMARY_MINUTES is "ten"'],
  [{ ISSUE_CONTEXT_MINUTES: "61" }, 'ISSUE_CONTEXT_MINUTES is "61"'],
  [{ ISSUE_CONTEXT_MESSAGES: "0" }, 'ISSUE_CONTEXT_MESSAGES is "0"'],
  [{ TICKETS_PER_PERSON: "0" }, 'TICKETS_PER_PERSON is "0"'],
  [{ TICKETS_PER_GROUP: "many" }, 'TICKETS_PER_GROUP is "many"'],
  [{ PLATFORM_ADMIN_IDS: "12,@boss" }, "PLATFORM_ADMIN_IDS holds something"],
  [{ PLATFORM_ADMIN_IDS: "-5" }, "PLATFORM_ADMIN_IDS holds something"],
  [{ SIGN_UPS: "closed" }, 'SIGN_UPS is "closed"'],
];

for (const [env, beginning] of refusals) {
  Deno.test(`config: ${JSON.stringify(env)} is refused, as the only problem`, () => {
    const problems = problemsOf(env);
    assert.equal(problems.length, 1, problems.join("; "));
    assert.ok(problems[0]?.startsWith(beginning), problems[0]);
  });
}

Deno.test("config: all problems are told at once, in the order of the settings", () => {
  const result = parseConfig({
    TIME_ZONE: "Mars/Base",
    SENTRY_TRACES_SAMPLE_RATE: "2",
    UPDATES: "webhook",
    MIGRATE_DATABASE_URL: "nonsense",
  });
  assert.ok(!result.ok);
  assert.deepEqual(result.error.problems.map(({ name }) => name), [
    "BOT_TOKEN",
    "MIGRATE_DATABASE_URL",
    "WEBHOOK_URL",
    "WEBHOOK_SECRET",
    "SENTRY_TRACES_SAMPLE_RATE",
    "TIME_ZONE",
  ]);
  const words = renderConfigError(result.error);
  assert.match(words, /^Roadcall cannot start: 6 settings need attention\.\n/);
  assert.match(
    words,
    /\n {2}TIME_ZONE is "Mars\/Base", .*\.\n {4}Accepted: an IANA name such as UTC/,
  );
  assert.doesNotMatch(words, /\n\s+at /);
});

Deno.test("config: a refused secret is never shown, whichever setting it was put into", () => {
  const env = {
    BOT_TOKEN: `x${token}`,
    DATABASE_URL: "mysql://app:hunter2@db.example/x",
    MIGRATE_DATABASE_URL: "postgres://app:hunter2@db.example:x/x",
    WEBHOOK_SECRET: "hunter2",
    SENTRY_DSN: "https://hunter2@sentry.example",
    LOG_LEVEL: token,
    PORT: "postgres://app:hunter2@h/x",
    WEBHOOK_URL: "https://app:hunter2@h",
  };
  const result = parseConfig(env);
  assert.ok(!result.ok);
  assert.equal(result.error.problems.length, Object.keys(env).length);
  const words = renderConfigError(result.error) + JSON.stringify(result.error);
  assert.doesNotMatch(words, /hunter2/);
  assert.ok(!words.includes(token));
});

Deno.test("config: an accepted secret is masked however the configuration is printed", () => {
  const config = configOf({
    DATABASE_URL: "postgres://app:hunter2@db.example/x",
    SENTRY_DSN: "https://hunter2@sentry.example/1",
    METRICS_TOKEN: "hunter2",
  });
  const printed = [
    JSON.stringify(config),
    Deno.inspect(config, { depth: 9, showHidden: true }),
    `${config.botToken} ${config.metricsToken}`,
  ].join("\n");
  assert.ok(printed.includes("[secret]"));
  assert.doesNotMatch(printed, /hunter2/);
  assert.ok(!printed.includes(token));
});

Deno.test("config: migrations need the database alone", () => {
  const embedded = parseDatabaseConfig({ DATA_DIR: "somewhere" });
  assert.ok(embedded.ok);
  assert.deepEqual(embedded.database, { kind: "embedded", dataDir: "somewhere" });
  const refused = parseDatabaseConfig({ DATABASE_URL: "nonsense" });
  assert.ok(!refused.ok);
  assert.deepEqual(refused.error.problems.map(({ name }) => name), ["DATABASE_URL"]);
});
