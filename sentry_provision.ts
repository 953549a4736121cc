/**
 * Sets Sentry up: cron monitors, metric monitors, alerts and the dashboard.
 *
 *     deno task sentry:provision --dry-run    says what would change
 *     deno task sentry:provision              changes it
 */
import { CONFIG_ERROR_EXIT_CODE, readSentryTaskConfig, renderConfigError } from "./src/config.ts";
import { renderChange, renderTally } from "./src/observability/provision/change.ts";
import { provision } from "./src/observability/provision/provision.ts";
import { createSentryApi } from "./src/observability/sentry_api/create_sentry_api.ts";
import { SentryApiError } from "./src/observability/sentry_api/sentry_api_error.ts";

async function run(args: readonly string[]): Promise<number> {
  const dryRun = args.includes("--dry-run");
  if (args.length > (dryRun ? 1 : 0)) {
    console.error("It takes --dry-run or nothing: deno task sentry:provision --dry-run");
    return CONFIG_ERROR_EXIT_CODE;
  }
  const read = readSentryTaskConfig((name) => Deno.env.get(name));
  if (!read.ok) {
    console.error(renderConfigError(read.error));
    return CONFIG_ERROR_EXIT_CODE;
  }
  const { authToken, environment, ...where } = read.config;
  try {
    const changes = await provision({
      api: createSentryApi({ ...where, token: authToken.reveal() }),
      environment,
      dryRun,
      say: (change) => console.log(renderChange(change)),
    });
    console.log(renderTally(changes, dryRun));
    return changes.some(({ done }) => done === "refused") ? 1 : 0;
  } catch (error) {
    if (!(error instanceof SentryApiError)) throw error;
    console.error(error.message);
    return 1;
  }
}

Deno.exit(await run(Deno.args));
