/** The composition: config → adapters → use cases → start, stop. No logic. */
import type { Config } from "./src/config.ts";
import { createTick } from "./src/cron/create_tick.ts";
import { watchTickAge } from "./src/cron/watch_tick_age.ts";
import { finishWithin } from "./src/desk/finish_within.ts";
import { createLease } from "./src/desk/lease.ts";
import type { Desk } from "./src/desk/desk.ts";
import { type Log, noTelemetry, type SendLimits, type Telemetry } from "./src/desk/ports.ts";
import { createPrecedence } from "./src/desk/precedence.ts";
import { runDueTimers } from "./src/desk/run_due_timers.ts";
import type { CheckIns } from "./src/observability/check_ins.ts";
import type { Prometheus } from "./src/observability/prometheus/create_prometheus.ts";
import { parseUserId, type UpdateId } from "./src/people/ids.ts";
import { observeStore } from "./src/observability/observe_store.ts";
import { isOutage } from "./src/postgres/is_outage.ts";
import { type OpenedStore, openStore } from "./src/postgres/open_store.ts";
import { explainFailure } from "./src/postgres/statement_error.ts";
import { createReportFiles } from "./src/report_files/create_report_files.ts";
import { createUpdateApplier } from "./src/telegram/apply_update.ts";
import { createChatDirectory } from "./src/telegram/chat_directory.ts";
import { createApi } from "./src/telegram/create_api.ts";
import { createBot } from "./src/telegram/create_bot.ts";
import { createDeliveryWorker } from "./src/telegram/delivery/create_delivery_worker.ts";
import { getBotInfo } from "./src/telegram/get_bot_info.ts";
import { leaseSeconds } from "./src/telegram/polling/hold_lease.ts";
import { registerCommands } from "./src/telegram/register_commands.ts";
import { createWords } from "./src/telegram/render/create_words.ts";
import { createUpdateSource } from "./src/telegram/update_source.ts";
import { createWeb } from "./src/web/create_web.ts";
import { createReadiness } from "./src/web/readiness.ts";
import { serve } from "./src/web/serve.ts";

/** The running desk. */
export interface Program {
  /** Where its HTTP server listens. */
  readonly port: number;
  /** Rejects where it can go on no longer, with the reason. */
  readonly ended: Promise<void>;
  /** What the clock does each minute. */
  tick(): Promise<{ readonly ran: number }>;
  /** Moves the clock of the database; only where the login owns the schema. */
  skip(seconds: number): Promise<void>;
  /** Resolves when every answer and delivery that is due now is through. */
  settle(): Promise<void>;
  /** Finishes what is in hand within ten seconds, then lets go of everything. */
  stop(): Promise<void>;
}

/** What a desk finds where it runs. */
export interface Surroundings {
  /** Told of its runs; null: nobody is. */
  readonly checkIns: CheckIns | null;
  /** Whether `Deno.cron` calls it here, and not somebody from outside. */
  readonly hasCron: boolean;
  /** Where somebody else listens; the program's own server unless given. */
  readonly serve?: typeof serve;
  /** How fast it may send; as Telegram lets it unless given. */
  readonly limits?: SendLimits;
  /** Nothing is certain to run once a request is answered. */
  readonly endsAfterAnswer?: boolean;
  /** What the telemetry counts, for `/metrics`; null or left out: that is not there. */
  readonly prometheus?: Pick<Prometheus, "render"> | null;
  /** How many connections to a server it holds at most; as `openStore` has it unless given. */
  readonly poolSize?: number;
  /** How long it takes to stop, at most; {@link usualPatience} unless given. */
  readonly patience?: StopPatience;
}

/** Milliseconds from when the program is told to stop. */
export interface StopPatience {
  /** Calls of Telegram that are under way count as lost then, and what they were for is given back. */
  readonly cutMs: number;
  /** What has not ended then is left for the next start. */
  readonly giveUpMs: number;
}

/** With the two seconds that telemetry is given afterwards it stops within ten. */
const usualPatience: StopPatience = { cutMs: 5_000, giveUpMs: 8_000 };

/** Starts the desk as configured: when this fulfils, updates are taken. */
export async function startProgram(
  config: Config,
  log: Log,
  telemetry: Telemetry = noTelemetry,
  surroundings: Surroundings = { checkIns: null, hasCron: false },
): Promise<Program> {
  const { database } = config;
  const { poolSize } = surroundings;
  const opened = await openStore(
    database.kind === "embedded" ? database : {
      kind: "server",
      url: database.url.reveal(),
      migrateUrl: database.migrateUrl.reveal(),
      onRetry: (reason) => log.warn("The database cannot be reached; trying again", { reason }),
      onWaiting: (what) => log.warn(what),
      ...(poolSize !== undefined && { poolSize }),
    },
    telemetry,
  );
  opened.answerBackups(log);
  try {
    return await compose(opened, config, log, telemetry, surroundings);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function compose(
  opened: OpenedStore,
  config: Config,
  log: Log,
  telemetry: Telemetry,
  surroundings: Surroundings,
): Promise<Program> {
  const { database } = config;
  const { checkIns, hasCron, endsAfterAnswer = false } = surroundings;
  const { serve: listen = serve, prometheus = null, limits } = surroundings;
  const { patience = usualPatience } = surroundings;
  const store = telemetry === noTelemetry ? opened.store : observeStore(opened.store, {
    telemetry,
    explain: explainFailure,
  });
  const words = createWords({
    en: await Deno.readTextFile(new URL("./src/telegram/words/en.ftl", import.meta.url)),
  });
  const cut = new AbortController();
  const api = createApi(config.botToken.reveal(), {
    apiRoot: config.telegramApiRoot,
    cut: cut.signal,
    telemetry,
  });
  const botInfo = await getBotInfo(api, log);
  const desk: Desk = {
    store,
    directory: createChatDirectory(api, botInfo, telemetry),
    settings: {
      organisationDefaults: config.organisationDefaults,
      issueContext: config.issueContext,
      reportLimits: config.reportLimits,
      signUps: config.signUps,
      platformAdminIds: config.platformAdminIds.map(parseUserId),
    },
    telemetry,
  };
  const worker = createDeliveryWorker({
    store,
    api,
    words,
    log,
    reportFiles: createReportFiles(),
    telemetry,
    isOutage,
    ...(limits === undefined ? {} : { limits }),
  });
  const skip = (seconds: number) => store.clock.skip(seconds);
  const inSandbox = database.kind === "embedded" &&
    new URL(config.telegramApiRoot).hostname === "127.0.0.1";
  const bot = createBot({ api, desk, words, log, botInfo, wake: worker.wake, isOutage });
  const precedence = createPrecedence();
  const applier = createUpdateApplier({
    bot,
    precedence,
    store,
    words,
    username: botInfo.username,
    isOutage,
    wake: worker.wake,
    log,
    telemetry,
  });
  const deliverOwn = async (updateId: UpdateId, over: AbortSignal) =>
    void await Promise.all([bot.settle(), worker.deliverOwn(updateId, over)]);
  const replica = crypto.randomUUID();
  const { updates } = config;
  const secret = updates.kind === "webhook" ? updates.secret.reveal() : "";
  // Nobody else can have the embedded database, and a killed program's lease need not run out.
  const lease = opened.backend === "embedded"
    ? null
    : createLease(store, "polling", replica, leaseSeconds);
  const source = createUpdateSource(
    updates.kind === "webhook" ? { ...updates, secret } : { kind: "polling", lease },
    { api, store, applier, log, ...(endsAfterAnswer ? { deliverOwn } : {}) },
  );
  const tick = createTick({
    run() {
      bot.tellActivity();
      return runDueTimers(desk, { wake: worker.wake, letPass: precedence.letPass });
    },
    wake() {
      worker.wake();
      source.wake();
    },
    store,
    telemetry,
    checkIns,
    replica,
    log,
  });
  const web = listen(
    createWeb({
      checkReadiness: createReadiness({
        readSchemaState: opened.readSchemaState,
        ownVersion: opened.migrated.ownVersion,
        describeUpdates: source.describe,
      }),
      webhook: source.receive === null
        ? null
        : { secret, receive: source.receive, metrics: telemetry },
      metrics: prometheus === null || config.metricsToken === null
        ? null
        : { token: config.metricsToken.reveal(), render: prometheus.render },
      tick: tick.run,
      tickToken: config.tickToken?.reveal() ?? null,
      skip: inSandbox ? skip : null,
      log,
    }),
    config.port,
  );
  await registerCommands({ api, words, log });
  await source.start();
  const endTickWatch = hasCron
    ? watchTickAge({ lastEnd: tick.lastEnd, metrics: telemetry, replica })
    : () => {};
  worker.wake();
  log.info("Roadcall is at its desk", {
    bot: botInfo.username,
    database: opened.backend,
    updates: updates.kind,
    port: web.port,
    replica,
  });

  async function letGo(): Promise<void> {
    await source.stop();
    await bot.settle();
    endTickWatch();
    await tick.stop();
    await worker.stop();
    await web.stop();
    await opened.close();
  }

  return {
    port: web.port,
    ended: source.finished,
    tick: tick.run,
    skip,
    async settle() {
      await source.settle();
      await bot.settle();
      await worker.drain();
    },
    async stop() {
      const timer = setTimeout(() => cut.abort(), patience.cutMs);
      const inTime = await finishWithin(patience.giveUpMs, letGo());
      clearTimeout(timer);
      if (!inTime) log.warn("Not all that was in hand has ended; the next start goes on with it");
    },
  };
}
