/**
 * Tells Sentry of a release, with its commits, and that it was deployed to SENTRY_ENVIRONMENT. To be
 * run from the checkout that was deployed.
 *
 *     deno task sentry:release --dry-run    says what would be told
 *     deno task sentry:release              tells it
 */
import { CONFIG_ERROR_EXIT_CODE, readSentryTaskConfig, renderConfigError } from "./src/config.ts";
import { type MarkedRelease, markRelease } from "./src/observability/release/mark_release.ts";
import { createSentryApi } from "./src/observability/sentry_api/create_sentry_api.ts";
import { SentryApiError } from "./src/observability/sentry_api/sentry_api_error.ts";

async function run(args: readonly string[]): Promise<number> {
  const dryRun = args.includes("--dry-run");
  if (args.length > (dryRun ? 1 : 0)) {
    console.error("It takes --dry-run or nothing: deno task sentry:release --dry-run");
    return CONFIG_ERROR_EXIT_CODE;
  }
  const read = readSentryTaskConfig((name) => Deno.env.get(name));
  if (!read.ok) {
    console.error(renderConfigError(read.error));
    return CONFIG_ERROR_EXIT_CODE;
  }
  const { authToken, environment, release, ...where } = read.config;
  try {
    const marked = await markRelease({
      api: createSentryApi({ ...where, token: authToken.reveal() }),
      git: runGit,
      release,
      environment,
      at: Date.now(),
      dryRun,
    });
    console.log(describe(marked, environment, dryRun));
    return 0;
  } catch (error) {
    if (!(error instanceof SentryApiError)) throw error;
    console.error(error.message);
    return 1;
  }
}

async function runGit(...args: readonly string[]): Promise<string | null> {
  try {
    const { success, stdout } = await new Deno.Command("git", {
      args: [...args],
      cwd: new URL(".", import.meta.url),
      stdin: "null",
      stderr: "null",
    }).output();
    return success ? new TextDecoder().decode(stdout) : null;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return null;
  }
}

function describe(marked: MarkedRelease, environment: string, dryRun: boolean): string {
  const { version, isNew, commits, since } = marked;
  const lines = [
    `${version} ${isNew ? "is new to Sentry" : "was known to Sentry"}.`,
    commits === null
      ? "  No commits: here is no git checkout that knows it."
      : `  ${commits.length} commits, ${since === null ? "the latest ones" : `since ${since}`}.`,
    `  Deployed to ${environment}.`,
  ];
  if (dryRun) lines.push("This is what Sentry would be told; it was told nothing.");
  return lines.join("\n");
}

Deno.exit(await run(Deno.args));
