/** A run of the program from its start to its end: environment → program → exit code. */
import { CONFIG_ERROR_EXIT_CODE, parseConfig, renderConfigError } from "./src/config.ts";
import { type Program, startProgram } from "./program.ts";
import { startWatch } from "./watch.ts";

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
  const watch = await startWatch(config);
  const { log, telemetry, checkIns, prometheus } = watch;
  if (!hasCron) log.warn("This Deno has no cron: something has to call /tick each minute");
  try {
    const starting = startProgram(config, log, telemetry, { checkIns, hasCron, prometheus });
    const program = await Promise.race([starting, ending]);
    if (program !== undefined) {
      started.resolve(program);
      await Promise.race([ending, program.ended]);
      await program.stop();
    }
    log.info("Roadcall has stopped");
    return 0;
  } catch (error) {
    watch.tellOfEnd(error);
    return 1;
  } finally {
    await watch.close();
  }
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, resolve);
  });
}
