/**
 * Tries Sentry out and ends: `deno task sentry:check`. It says what is set up, sends one of
 * everything, and says what the server answered to each. Exit code: 0 where all of it was taken, 1
 * where not, 2 where a setting is wrong.
 */
import { CONFIG_ERROR_EXIT_CODE, readSentryConfig, renderConfigError } from "./src/config.ts";
import { hostOf, renderReport, renderSettings } from "./src/observability/check/render_check.ts";
import { runCheck } from "./src/observability/check/run_check.ts";
import { findRelease } from "./src/observability/sentry/find_release.ts";

const root = new URL("./", import.meta.url);

async function run(): Promise<number> {
  const read = readSentryConfig((name) => Deno.env.get(name));
  if (!read.ok) {
    console.error(renderConfigError(read.error));
    return CONFIG_ERROR_EXIT_CODE;
  }
  if (read.sentry.kind === "off") {
    console.error("Sentry is off, since SENTRY_DSN is not set. Set it to the project's DSN.");
    return CONFIG_ERROR_EXIT_CODE;
  }
  const dsn = read.sentry.dsn.reveal();
  const release = read.sentry.release ?? await findRelease({ root });
  const settings = { ...read.sentry, dsn, release };
  console.log(
    `Sentry is set up as follows; the key is not shown.\n\n${renderSettings(settings)}\n`,
  );
  const { text, isWell } = renderReport(
    await runCheck({ ...settings, secrets: [dsn] }, root),
    hostOf(dsn),
  );
  if (isWell) console.log(text);
  else console.error(text);
  return isWell ? 0 : 1;
}

Deno.exit(await run());
