/** What watches over a run: its log, and Sentry where that is configured. */
import type { Config, SentryConfig } from "./src/config.ts";
import type { Telemetry } from "./src/desk/ports.ts";
import { findPermissionTrouble } from "./src/launch/permission_trouble.ts";
import { type CheckIns, createCheckIns } from "./src/observability/check_ins.ts";
import { createTelemetry } from "./src/observability/create_telemetry.ts";
import { createLog, type Log } from "./src/observability/log.ts";
import {
  createPrometheus,
  type Prometheus,
} from "./src/observability/prometheus/create_prometheus.ts";
import { findRelease } from "./src/observability/sentry/find_release.ts";
import type { RunningSentry } from "./src/observability/sentry/init_sentry.ts";
import { startProfiling } from "./src/observability/sentry/transaction_profiler.ts";
import { watchCrashes } from "./src/observability/watch_crashes.ts";
import { DatabaseError } from "./src/postgres/database_error.ts";
import { findExpected } from "./src/telegram/expected_errors.ts";
import { PollingRefusedError } from "./src/telegram/polling/polling_trouble.ts";
import { PortError } from "./src/web/serve.ts";

export interface Watch {
  readonly log: Log;
  readonly telemetry: Telemetry;
  /** Told of the clock's runs; null: nobody is. */
  readonly checkIns: CheckIns | null;
  /** What the telemetry counts, for `/metrics`; null: nobody may ask. */
  readonly prometheus: Prometheus | null;
  /**
   * Tells of an error that ended the desk, or did not let it begin: in words what an operator can
   * mend, everything else as a bug with its stack.
   */
  tellOfEnd(error: unknown): void;
  /** Sends what waits; it takes two seconds at most. */
  close(): Promise<void>;
}

/** The program's folder. */
const root = new URL("./", import.meta.url);

/** How long an exit waits for Sentry. */
const flushMs = 2000;

export async function startWatch(config: Config): Promise<Watch> {
  const secrets = listSecrets(config);
  const sentry = await startSentry(config.sentry, secrets);
  const log = createLog({
    level: config.log.level,
    format: config.log.format ?? (Deno.stdout.isTerminal() ? "text" : "json"),
    secrets,
    ...(sentry === null ? {} : { forward: sentry.sendLine }),
  });
  log.info(describeSentry(config.sentry, sentry));
  // Whoever may not ask for figures costs no memory for them.
  const prometheus = config.metricsToken === null ? null : await createPrometheus();
  const telemetry = createTelemetry({
    sentry,
    sinks: prometheus === null ? [] : [prometheus],
    profiler: await profile(config.sentry, sentry, log),
    findExpected,
    tags: { backend: config.database.kind },
  });
  const tellOfFatal = (error: unknown) =>
    telemetry.captureException(error, { level: "fatal", unhandled: true, outlivedRetries: true });
  watchCrashes(async (error) => {
    log.error("An error reached nobody; the program ends", { error });
    tellOfFatal(error);
    await sentry?.close(flushMs);
  });
  return {
    log,
    telemetry,
    checkIns: sentry === null ? null : createCheckIns(sentry),
    prometheus,
    tellOfEnd(error) {
      tellOfFatal(error);
      const words = isForOperators(error) ? error.message : findPermissionTrouble(error);
      if (words !== null) console.error(words);
      else log.error("Roadcall has ended by an error", { error });
    },
    async close() {
      await sentry?.close(flushMs);
    },
  };
}

async function startSentry(
  config: SentryConfig,
  secrets: readonly string[],
): Promise<RunningSentry | null> {
  if (config.kind === "off") return null;
  // Its SDK takes half a second to load, which nobody is to wait for who does not use it.
  const { initSentry } = await import("./src/observability/sentry/init_sentry.ts");
  const release = config.release ?? await findRelease({ root });
  return initSentry({ ...config, dsn: config.dsn.reveal(), release, secrets });
}

async function profile(config: SentryConfig, sentry: RunningSentry | null, log: Log) {
  if (config.kind === "off" || sentry === null || config.tracesSampleRate === 0) return null;
  const { environment, profilesSampleRate: rate } = config;
  return await startProfiling({ rate, root, release: sentry.release, environment }, log);
}

function describeSentry(config: SentryConfig, sentry: RunningSentry | null): string {
  if (config.kind === "off" || sentry === null) return "Sentry is off, since SENTRY_DSN is not set";
  const { environment, tracesSampleRate, profilesSampleRate } = config;
  return `Sentry initialized for environment: ${environment}, release ${sentry.release}, ` +
    `traces ${tracesSampleRate}, profiles ${profilesSampleRate}`;
}

function isForOperators(error: unknown): error is Error {
  return [DatabaseError, PollingRefusedError, PortError].some((kind) => error instanceof kind);
}

function listSecrets(config: Config): string[] {
  const { database, sentry, updates } = config;
  return [
    config.botToken,
    database.kind === "server" ? database.url : null,
    database.kind === "server" ? database.migrateUrl : null,
    updates.kind === "webhook" ? updates.secret : null,
    config.metricsToken,
    config.tickToken,
    sentry.kind === "on" ? sentry.dsn : null,
    config.sentryApi.authToken,
  ].flatMap((secret) => secret?.reveal() ?? []);
}
