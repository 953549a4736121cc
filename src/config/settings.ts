import * as v from "valibot";
import {
  isEncryptedOrLocal,
  oneOf,
  rate,
  secret,
  telegramIds,
  timeZone,
  webAddress,
  wholeNumber,
} from "./setting_kinds.ts";

const anySecret = secret(() => true, "");
const text = v.string();
const databaseUrl = secret(isDatabaseUrl, "is no address of a Postgres database");

/**
 * Each setting on its own, by the name of its environment variable. What depends on another
 * setting stands in `parse_settings.ts`.
 */
export const settings = {
  BOT_TOKEN: secret(
    (token) => /^\d{3,20}:[A-Za-z0-9_-]{20,}$/.test(token),
    "does not look like a bot's token",
  ),
  TELEGRAM_API_ROOT: webAddress(),
  DATABASE_URL: databaseUrl,
  MIGRATE_DATABASE_URL: databaseUrl,
  DATA_DIR: text,
  UPDATES: oneOf(["polling", "webhook"]),
  WEBHOOK_URL: webAddress(isEncryptedOrLocal),
  // Telegram's own rule allows 1 to 256 of these characters; fewer than 32 could be guessed.
  WEBHOOK_SECRET: secret(
    (value) => /^[A-Za-z0-9_-]{32,256}$/.test(value),
    "is too short, too long or holds other characters",
  ),
  PORT: wholeNumber(0, 65_535),
  SENTRY_DSN: secret(isSentryDsn, "is no DSN of a Sentry project"),
  SENTRY_ENVIRONMENT: v.pipe(
    v.string(),
    // Sentry's own rule for names of environments.
    v.regex(/^(?!none$)[^\s/]{1,64}$/i, "is no name that Sentry accepts for an environment"),
  ),
  SENTRY_RELEASE: v.pipe(
    v.string(),
    v.regex(/^(?!\.{1,2}$)[^\s/\\]{1,200}$/, "is no name that Sentry accepts for a release"),
  ),
  SENTRY_TRACES_SAMPLE_RATE: rate,
  SENTRY_PROFILES_SAMPLE_RATE: rate,
  SENTRY_USER_DETAILS: oneOf(["full", "id"]),
  SENTRY_AUTH_TOKEN: anySecret,
  SENTRY_ORG: text,
  SENTRY_PROJECT: text,
  SENTRY_URL: webAddress(),
  LOG_LEVEL: oneOf(["debug", "info", "warn", "error"]),
  LOG_FORMAT: oneOf(["text", "json"]),
  TIME_ZONE: timeZone,
  SLA_CLAIM_MINUTES: wholeNumber(1, 10_080),
  SLA_RESOLVE_MINUTES: wholeNumber(1, 43_200),
  SUMMARY_MINUTES: wholeNumber(1, 1_440),
  ISSUE_CONTEXT_MINUTES: wholeNumber(1, 60),
  ISSUE_CONTEXT_MESSAGES: wholeNumber(1, 20),
  TICKETS_PER_PERSON: wholeNumber(1, 1000),
  TICKETS_PER_GROUP: wholeNumber(1, 1000),
  PLATFORM_ADMIN_IDS: telegramIds,
  SIGN_UPS: oneOf(["open", "platform_admins"]),
  METRICS_TOKEN: anySecret,
  TICK_TOKEN: anySecret,
};

export type SettingName = keyof typeof settings;

/** What each setting takes, in the words an operator is told. */
export const accepted: Readonly<Record<SettingName, string>> = {
  BOT_TOKEN: "the token that @BotFather gave, digits, a colon and at least 20 characters",
  TELEGRAM_API_ROOT: "an http or https address such as https://api.telegram.org",
  DATABASE_URL: "postgres://user:password@host:5432/database",
  MIGRATE_DATABASE_URL: "postgres://user:password@host:5432/database, beside a DATABASE_URL",
  DATA_DIR: "a folder that the program may write to",
  UPDATES: "polling or webhook",
  WEBHOOK_URL: "the https address under which Telegram reaches this program's /webhook",
  WEBHOOK_SECRET: "32 to 256 characters out of A-Z, a-z, 0-9, _ and -",
  PORT: "a whole number from 0 (any free port) to 65535",
  SENTRY_DSN: "https://key@host/project-number, or nothing: Sentry is then off",
  SENTRY_ENVIRONMENT: "a name such as production, staging or development",
  SENTRY_RELEASE: "a name such as roadcall@1.2.3, without blanks and slashes",
  SENTRY_TRACES_SAMPLE_RATE: "a number from 0 to 1",
  SENTRY_PROFILES_SAMPLE_RATE: "a number from 0 to 1",
  SENTRY_USER_DETAILS: "full or id",
  SENTRY_AUTH_TOKEN: "a token of a Sentry organisation",
  SENTRY_ORG: "the short name of a Sentry organisation",
  SENTRY_PROJECT: "the short name of a Sentry project",
  SENTRY_URL: "an http or https address such as https://sentry.io",
  LOG_LEVEL: "debug, info, warn or error",
  LOG_FORMAT: "text or json",
  TIME_ZONE: "an IANA name such as UTC, Europe/Berlin or America/Chicago",
  SLA_CLAIM_MINUTES: "minutes, a whole number from 1 to 10080",
  SLA_RESOLVE_MINUTES: "minutes, a whole number from 1 to 43200",
  SUMMARY_MINUTES: "minutes, a whole number from 1 to 1440",
  ISSUE_CONTEXT_MINUTES: "minutes, a whole number from 1 to 60",
  ISSUE_CONTEXT_MESSAGES: "a whole number from 1 to 20",
  TICKETS_PER_PERSON: "a whole number from 1 to 1000",
  TICKETS_PER_GROUP: "a whole number from 1 to 1000",
  PLATFORM_ADMIN_IDS: "Telegram user ids with commas between them, such as 123456789,987654321",
  SIGN_UPS: "open or platform_admins",
  METRICS_TOKEN: "any text; nothing switches /metrics off",
  TICK_TOKEN: "any text; nothing switches /tick off",
};

function isDatabaseUrl(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && ["postgres:", "postgresql:"].includes(url.protocol) && url.hostname !== "";
}

/** Source: the DSN's parts as Sentry's SDKs read them, `scheme://key@host/…/project`. */
function isSentryDsn(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && ["http:", "https:"].includes(url.protocol) && url.username !== "" &&
    /\/\d+$/.test(url.pathname);
}
