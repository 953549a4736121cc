import type { Config, DatabaseConfig, SentryConfig } from "../config.ts";
import { type SettingName, settings } from "../config/settings.ts";
import type { Grants } from "./grants.ts";
import type { Need } from "./launched.ts";

/** The settings that permissions follow; those of a need that the program lacks are not looked at. */
export type Granted =
  & Partial<Pick<Config, "database" | "telegramApiRoot" | "port" | "sentry">>
  & {
    // The address of Sentry's own API.
    readonly sentryApiUrl?: string;
    // The file that the program was told to read.
    readonly backupFile?: string;
  };

/** Where the program's own files lie. */
export interface Places {
  /** the project's folder, with a slash at its end */
  readonly project: string;
  /** where Deno keeps packages */
  readonly packages: string;
}

const nothing: Grants = { env: [], net: [], read: [], write: [], run: [], profile: false };

/** Only commands that deal with Sentry's own API read these. */
const provisioning: readonly string[] = [
  "SENTRY_AUTH_TOKEN",
  "SENTRY_ORG",
  "SENTRY_PROJECT",
  "SENTRY_URL",
];
const ofDatabase: readonly SettingName[] = ["DATABASE_URL", "MIGRATE_DATABASE_URL", "DATA_DIR"];
const ofSentry: readonly SettingName[] = [
  "SENTRY_DSN",
  "SENTRY_ENVIRONMENT",
  "SENTRY_RELEASE",
  "SENTRY_TRACES_SAMPLE_RATE",
  "SENTRY_PROFILES_SAMPLE_RATE",
  "SENTRY_USER_DETAILS",
];
const ofTelegram: readonly SettingName[] = [
  "BOT_TOKEN",
  "TELEGRAM_API_ROOT",
  "UPDATES",
  "WEBHOOK_URL",
  "WEBHOOK_SECRET",
];
const ofDesk = Object.keys(settings).filter((name) => !provisioning.includes(name));

/** What a program with these needs must be permitted under these settings, and nothing more. */
export function planGrants(needs: readonly Need[], config: Granted, places: Places): Grants {
  const each = needs.map((need) => grantNeed(need, config, places));
  const all = (pick: (grants: Grants) => readonly string[]) => [...new Set(each.flatMap(pick))];
  return {
    env: all(({ env }) => env),
    net: all(({ net }) => net),
    read: all(({ read }) => read),
    write: all(({ write }) => write),
    run: all(({ run }) => run),
    profile: each.some(({ profile }) => profile),
  };
}

function grantNeed(need: Need, config: Granted, places: Places): Grants {
  switch (need) {
    case "database":
      return config.database === undefined ? nothing : grantDatabase(config.database, places);
    case "data_dir":
      return config.database === undefined ? nothing : grantDataDir(config.database, places);
    case "backup_file":
      return { ...nothing, read: config.backupFile === undefined ? [] : [config.backupFile] };
    case "telegram":
      return { ...nothing, env: ofTelegram, net: listHosts(config.telegramApiRoot) };
    case "http":
      return { ...nothing, net: config.port === undefined ? [] : [`0.0.0.0:${config.port}`] };
    case "sentry":
      return grantSentry(config.sentry ?? { kind: "off" }, places);
    case "sentry_api":
      return {
        ...nothing,
        env: [...provisioning, "SENTRY_ENVIRONMENT", "SENTRY_RELEASE"],
        net: listHosts(config.sentryApiUrl),
      };
    case "git":
      return { ...nothing, run: ["git"] };
    case "desk":
      return {
        ...nothing,
        env: ofDesk,
        // Beside the words, the fonts and the WebAssembly of a report's chart.
        read: [`${places.project}src/telegram/words`, places.packages],
      };
  }
}

function grantDatabase(database: DatabaseConfig, places: Places): Grants {
  const migrations = `${places.project}migrations`;
  if (database.kind === "embedded") {
    const { read, write } = grantDataDir(database, places);
    return { ...nothing, env: ofDatabase, read: [migrations, ...read], write };
  }
  const net = [database.url, database.migrateUrl].flatMap((url) => listHosts(url.reveal()));
  return { ...nothing, env: ofDatabase, net, read: [migrations] };
}

/** The embedded Postgres is WebAssembly in a package. */
function grantDataDir({ dataDir }: DatabaseConfig, { packages }: Places): Grants {
  return { ...nothing, read: [packages, dataDir], write: [dataDir] };
}

function grantSentry(sentry: SentryConfig, { project }: Places): Grants {
  if (sentry.kind === "off") return { ...nothing, env: ofSentry };
  return {
    ...nothing,
    env: ofSentry,
    net: listHosts(sentry.dsn.reveal()),
    // The lines around an error come from the sources, and the release from git's own notes; its
    // configuration, which may hold a password, is none of them.
    read: [
      ...["src", "main.ts", "run.ts", "watch.ts", "program.ts", "deno.json"],
      ...[".git/HEAD", ".git/packed-refs", ".git/refs"],
    ].map((path) => `${project}${path}`),
    profile: sentry.tracesSampleRate > 0 && sentry.profilesSampleRate > 0,
  };
}

const usualPorts: Readonly<Record<string, string>> = {
  "http:": "80",
  "https:": "443",
  "postgres:": "5432",
  "postgresql:": "5432",
};

/** `host:port` of an address; several where a Postgres address names several hosts. */
function listHosts(address: string | undefined): string[] {
  const url = address === undefined ? null : URL.parse(address);
  if (url === null) return [];
  const port = url.port || usualPorts[url.protocol];
  return url.hostname.split(",").map((host) => `${host}:${port}`);
}
