/** A run of the program from its start to its end: environment → program → exit code. */
import {
  type Config,
  CONFIG_ERROR_EXIT_CODE,
  parseConfig,
  renderConfigError,
  type SentryConfig,
} from "./src/config.ts";
import { findPermissionTrouble } from "./src/launch/permission_trouble.ts";
import { createCheckIns } from "./src/observability/check_ins.ts";
import { createTelemetry } from "./src/observability/create_telemetry.ts";
import { createLog, type Log } from "./src/observability/log.ts";
import { findRelease } from "./src/observability/sentry/find_release.ts";
import { initSentry, type RunningSentry } from "./src/observability/sentry/init_sentry.ts";
import { startProfiling } from "./src/observability/sentry/transaction_profiler.ts";
import { watchCrashes } from "./src/observability/watch_crashes.ts";
import { DatabaseError } from "./src/postgres/database_error.ts";
import { findExpected } from "./src/telegram/expected_errors.ts";
import { PollingRefusedError } from "./src/telegram/polling/polling_trouble.ts";
import { PortError } from "./src/web/serve.ts";
import { type Program, startProgram } from "./program.ts";

/**
 * Runs the desk until it is asked to end.
 *
 * @param started fulfilled once it is at work
 * @param hasCron whether its clock is called by `Deno.cron`
 * @returns the code to exit with
 */
export async function run(
  started: PromiseWithResolvers<Program>,
  hasCron: boolean,
): Promise<number> {
  const parsed = parseConfig(Deno.env.toObject());
  if (!parsed.ok) {
    console.error(renderConfigError(parsed.error));
    return CONFIG_ERROR_EXIT_CODE;
  }
  const { config } = parsed;
  // From now on, so that no moment is left in which a signal would break it off.
  const ending = signalled();
  const secrets = listSecrets(config);
  const sentry = await startSentry(config.sentry, secrets);
  const log = createLog({
    level: config.log.level,
    format: config.log.format ?? (Deno.stdout.isTerminal() ? "text" : "json"),
    secrets,
    ...(sentry === null ? {} : { forward: sentry.sendLine }),
  });
  log.info(describeSentry(config.sentry, sentry));
  const telemetry = createTelemetry({
    sentry,
    profiler: await profile(config.sentry, sentry, log),
    findExpected,
    tags: { backend: config.database.kind },
  });
  watchCrashes(async (error) => {
    log.error("An error reached nobody; the program ends", { error });
    telemetry.captureException(error, { level: "fatal", unhandled: true, outlivedRetries: true });
    await sentry?.close(flushMs);
  });
  if (!hasCron) log.warn("This Deno has no cron: something has to call /tick each minute");
  const clock = { checkIns: sentry === null ? null : createCheckIns(sentry), hasCron };
  try {
    const program = await Promise.race([startProgram(config, log, telemetry, clock), ending]);
    if (program !== undefined) {
      started.resolve(program);
      await Promise.race([ending, program.ended]);
      await program.stop();
    }
    log.info("Roadcall has stopped");
    return 0;
  } catch (error) {
    telemetry.captureException(error, { level: "fatal", unhandled: true, outlivedRetries: true });
    // What an operator can mend is told in words; everything else is a bug and keeps its stack.
    const words = isForOperators(error) ? error.message : findPermissionTrouble(error);
    if (words !== null) console.error(words);
    else log.error("Roadcall has ended by an error", { error });
    return 1;
  } finally {
    await sentry?.close(flushMs);
  }
}

/** The program's folder. */
const root = new URL("./", import.meta.url);

/** How long an exit waits for Sentry. */
const flushMs = 2000;

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, resolve);
  });
}

async function startSentry(
  config: SentryConfig,
  secrets: readonly string[],
): Promise<RunningSentry | null> {
  if (config.kind === "off") return null;
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
