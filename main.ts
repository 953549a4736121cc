/** The entry point: environment → program → exit code. What the program is made of is in program.ts. */
import {
  type Config,
  CONFIG_ERROR_EXIT_CODE,
  parseConfig,
  renderConfigError,
} from "./src/config.ts";
import { registerTick } from "./src/cron/register_tick.ts";
import { createLog } from "./src/observability/log.ts";
import { DatabaseError } from "./src/postgres/database_error.ts";
import { PollingRefusedError } from "./src/telegram/polling/polling_trouble.ts";
import { PortError } from "./src/web/serve.ts";
import { type Program, startProgram } from "./program.ts";

async function run(started: PromiseWithResolvers<Program>): Promise<number> {
  const parsed = parseConfig(Deno.env.toObject());
  if (!parsed.ok) {
    console.error(renderConfigError(parsed.error));
    return CONFIG_ERROR_EXIT_CODE;
  }
  const { config } = parsed;
  if (config.updates.kind === "webhook") {
    console.error("UPDATES=webhook does not work in this version yet. Set UPDATES=polling.");
    return CONFIG_ERROR_EXIT_CODE;
  }
  const log = createLog({
    level: config.log.level,
    format: config.log.format ?? (Deno.stdout.isTerminal() ? "text" : "json"),
    secrets: listSecrets(config),
  });
  try {
    const program = await startProgram(config, log);
    started.resolve(program);
    const signalled = new Promise<void>((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) {
        Deno.addSignalListener(signal, resolve);
      }
    });
    await Promise.race([signalled, program.ended]);
    await program.stop();
    log.info("Roadcall has stopped");
    return 0;
  } catch (error) {
    if (!isForOperators(error)) throw error;
    console.error(error.message);
    return 1;
  }
}

/** What an operator can mend is told in words; everything else is a bug and keeps its stack. */
function isForOperators(error: unknown): error is Error {
  return [DatabaseError, PollingRefusedError, PortError].some((kind) => error instanceof kind);
}

function listSecrets(config: Config): string[] {
  const { database, updates } = config;
  return [
    config.botToken,
    database.kind === "server" ? database.url : null,
    database.kind === "server" ? database.migrateUrl : null,
    updates.kind === "webhook" ? updates.secret : null,
    config.metricsToken,
    config.tickToken,
  ].flatMap((secret) => secret?.reveal() ?? []);
}

if (import.meta.main) {
  const started = Promise.withResolvers<Program>();
  // Before the first await, where Deno Deploy looks for it.
  registerTick(async () => void await (await started.promise).tick());
  Deno.exit(await run(started));
}
