import type { ConfigError } from "./config/config_error.ts";
import { type Environment, parseSettings, type Settings } from "./config/parse_settings.ts";
import { Secret } from "./config/secret.ts";
import type { SettingName } from "./config/settings.ts";

export {
  CONFIG_ERROR_EXIT_CODE,
  type ConfigError,
  type ConfigProblem,
  renderConfigError,
} from "./config/config_error.ts";
export { type Environment } from "./config/parse_settings.ts";
export { Secret } from "./config/secret.ts";

/** Where the data lies: in this process, or on a Postgres server. */
export type DatabaseConfig =
  | { readonly kind: "embedded"; readonly dataDir: string }
  | {
    readonly kind: "server";
    readonly url: Secret;
    readonly migrateUrl: Secret;
    /** where an embedded one may have been before, for moving from it */
    readonly dataDir: string;
  };

/** How updates come: fetched, or sent to us by Telegram. */
export type UpdatesConfig =
  | { readonly kind: "polling" }
  | {
    readonly kind: "webhook";
    /** with its path */
    readonly url: string;
    readonly secret: Secret;
  };

export type SentryConfig =
  | { readonly kind: "off" }
  | {
    readonly kind: "on";
    readonly dsn: Secret;
    readonly environment: string;
    /** null: the program finds it out itself */
    readonly release: string | null;
    /** 0 to 1 */
    readonly tracesSampleRate: number;
    /** 0 to 1 */
    readonly profilesSampleRate: number;
    readonly userDetails: "full" | "id";
  };

/** For provisioning and releases; the running bot needs none of it. */
export type SentryApiConfig = {
  readonly authToken: Secret | null;
  readonly organisation: string | null;
  readonly project: string | null;
  readonly url: string;
};

/** What an operator's task needs to talk to Sentry's API. */
export type SentryTaskConfig = {
  readonly authToken: Secret;
  readonly organisation: string;
  readonly project: string;
  readonly url: string;
  readonly environment: string;
  /** null: to be found out */
  readonly release: string | null;
};

export type LogConfig = {
  readonly level: "debug" | "info" | "warn" | "error";
  /** null: text on a terminal, JSON elsewhere */
  readonly format: "text" | "json" | null;
};

/** What a new organisation starts with. */
export type OrganisationDefaults = {
  readonly timeZone: string;
  readonly claimMinutes: number;
  readonly resolveMinutes: number;
  readonly summaryMinutes: number;
};

export type Config = {
  readonly botToken: Secret;
  /** without a slash at its end */
  readonly telegramApiRoot: string;
  readonly database: DatabaseConfig;
  readonly updates: UpdatesConfig;
  /** 0 asks for any free port */
  readonly port: number;
  readonly sentry: SentryConfig;
  readonly sentryApi: SentryApiConfig;
  readonly log: LogConfig;
  readonly organisationDefaults: OrganisationDefaults;
  /** how far back a bare `/ticket` looks */
  readonly issueContext: { readonly minutes: number; readonly messages: number };
  /** how many reports are taken within a minute */
  readonly reportLimits: { readonly perPerson: number; readonly perGroup: number };
  readonly platformAdminIds: readonly number[];
  /** while there is no organisation yet, anybody may create the first one whatever this says */
  readonly signUps: "open" | "platform_admins";
  /** null: `/metrics` is not there */
  readonly metricsToken: Secret | null;
  /** null: `/tick` is not there */
  readonly tickToken: Secret | null;
};

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly error: ConfigError };

export type DatabaseConfigResult =
  | { readonly ok: true; readonly database: DatabaseConfig }
  | { readonly ok: false; readonly error: ConfigError };

export type SentryConfigResult =
  | { readonly ok: true; readonly sentry: SentryConfig }
  | { readonly ok: false; readonly error: ConfigError };

export type SentryTaskConfigResult =
  | { readonly ok: true; readonly config: SentryTaskConfig }
  | { readonly ok: false; readonly error: ConfigError };

/**
 * The environment as a typed configuration, or every problem in it at once. Unset and empty are
 * the same.
 *
 * @param env what `Deno.env.toObject()` gives; it is passed in so that tests need no environment
 */
export function parseConfig(env: Environment): ConfigResult {
  const result = parseSettings(env, ["BOT_TOKEN"]);
  if (!result.ok) return result;
  const { settings } = result;
  return {
    ok: true,
    config: {
      botToken: given(settings.BOT_TOKEN),
      telegramApiRoot: settings.TELEGRAM_API_ROOT ?? "https://api.telegram.org",
      database: databaseOf(settings),
      updates: updatesOf(settings),
      port: settings.PORT ?? 8000,
      sentry: sentryOf(settings),
      sentryApi: {
        authToken: settings.SENTRY_AUTH_TOKEN ?? null,
        organisation: settings.SENTRY_ORG ?? null,
        project: settings.SENTRY_PROJECT ?? null,
        url: settings.SENTRY_URL ?? usualSentryUrl,
      },
      log: { level: settings.LOG_LEVEL ?? "info", format: settings.LOG_FORMAT ?? null },
      organisationDefaults: {
        timeZone: settings.TIME_ZONE ?? "UTC",
        claimMinutes: settings.SLA_CLAIM_MINUTES ?? 10,
        resolveMinutes: settings.SLA_RESOLVE_MINUTES ?? 120,
        summaryMinutes: settings.SUMMARY_MINUTES ?? 10,
      },
      issueContext: {
        minutes: settings.ISSUE_CONTEXT_MINUTES ?? 3,
        messages: settings.ISSUE_CONTEXT_MESSAGES ?? 3,
      },
      reportLimits: {
        // Somebody who answers the messages of a bad hour with /ticket has six seconds for each.
        perPerson: settings.TICKETS_PER_PERSON ?? 10,
        // Thirty drivers in a snow storm. More cards than 20 a minute Telegram shows in no group.
        perGroup: settings.TICKETS_PER_GROUP ?? 30,
      },
      platformAdminIds: settings.PLATFORM_ADMIN_IDS ?? [],
      signUps: settings.SIGN_UPS ?? "platform_admins",
      metricsToken: settings.METRICS_TOKEN ?? null,
      tickToken: settings.TICK_TOKEN ?? null,
    },
  };
}

/**
 * Only where the database is, for migrations, which need no bot. Other settings that are wrong
 * are reported all the same, as the bot would stumble over them next.
 */
export function parseDatabaseConfig(env: Environment): DatabaseConfigResult {
  const result = parseSettings(env, []);
  return result.ok ? { ok: true, database: databaseOf(result.settings) } : result;
}

/**
 * For the tasks that set Sentry up and tell it of releases, which need neither bot nor database.
 *
 * @param read gives a variable of the environment; it is asked for those of these tasks alone, so
 *   that they need no right to see the others
 */
export function readSentryTaskConfig(
  read: (name: SettingName) => string | undefined,
): SentryTaskConfigResult {
  const required = ["SENTRY_AUTH_TOKEN", "SENTRY_ORG", "SENTRY_PROJECT"] as const;
  const names = [...required, "SENTRY_URL", "SENTRY_ENVIRONMENT", "SENTRY_RELEASE"] as const;
  const env = Object.fromEntries(names.map((name) => [name, read(name)]));
  const result = parseSettings(env, required);
  if (!result.ok) return result;
  const { settings } = result;
  return {
    ok: true,
    config: {
      authToken: given(settings.SENTRY_AUTH_TOKEN),
      organisation: given(settings.SENTRY_ORG),
      project: given(settings.SENTRY_PROJECT),
      url: settings.SENTRY_URL ?? usualSentryUrl,
      environment: settings.SENTRY_ENVIRONMENT ?? "production",
      release: settings.SENTRY_RELEASE ?? null,
    },
  };
}

/** For the task that tries Sentry out: what the bot would send there by, and nothing else. */
export function readSentryConfig(
  read: (name: SettingName) => string | undefined,
): SentryConfigResult {
  const names = [
    "SENTRY_DSN",
    "SENTRY_ENVIRONMENT",
    "SENTRY_RELEASE",
    "SENTRY_TRACES_SAMPLE_RATE",
    "SENTRY_PROFILES_SAMPLE_RATE",
    "SENTRY_USER_DETAILS",
  ] as const;
  const env = Object.fromEntries(names.map((name) => [name, read(name)]));
  const result = parseSettings(env, []);
  return result.ok ? { ok: true, sentry: sentryOf(result.settings) } : result;
}

const usualSentryUrl = "https://sentry.io";

function databaseOf(settings: Settings): DatabaseConfig {
  const { DATABASE_URL: url, MIGRATE_DATABASE_URL: migrateUrl, DATA_DIR } = settings;
  const dataDir = DATA_DIR ?? ".roadcall";
  if (url === undefined) return { kind: "embedded", dataDir };
  return { kind: "server", url, migrateUrl: migrateUrl ?? url, dataDir };
}

function updatesOf({ UPDATES, WEBHOOK_URL, WEBHOOK_SECRET }: Settings): UpdatesConfig {
  if (UPDATES !== "webhook") return { kind: "polling" };
  return {
    kind: "webhook",
    url: completeWebhookUrl(given(WEBHOOK_URL)),
    secret: given(WEBHOOK_SECRET),
  };
}

/** The program's own address is enough; a path is a proxy's, which leads to `/webhook`. */
function completeWebhookUrl(address: string): string {
  return new URL(address).pathname === "/" ? `${address}/webhook` : address;
}

function sentryOf(settings: Settings): SentryConfig {
  if (settings.SENTRY_DSN === undefined) return { kind: "off" };
  const environment = settings.SENTRY_ENVIRONMENT ?? "production";
  const usualRate = environment === "development" ? 1 : environment === "staging" ? 0.5 : 0.1;
  return {
    kind: "on",
    dsn: settings.SENTRY_DSN,
    environment,
    release: settings.SENTRY_RELEASE ?? null,
    tracesSampleRate: settings.SENTRY_TRACES_SAMPLE_RATE ?? usualRate,
    profilesSampleRate: settings.SENTRY_PROFILES_SAMPLE_RATE ?? usualRate,
    userDetails: settings.SENTRY_USER_DETAILS ?? "full",
  };
}

/** For what {@link parseSettings} has already demanded; reaching the throw is a bug in it. */
function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("a required setting was let through without a value");
  return value;
}
