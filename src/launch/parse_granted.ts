import {
  type Config,
  type Environment,
  parseConfig,
  parseDatabaseConfig,
  readSentryConfig,
  readSentryTaskConfig,
  renderConfigError,
} from "../config.ts";
import type { Need } from "./launched.ts";
import type { Granted } from "./plan_grants.ts";

/** The settings that a program with these needs is launched by, or in words what is wrong. */
export function parseGranted(
  needs: readonly Need[],
  env: Environment,
): (Granted & Pick<Partial<Config>, "log">) | string {
  if (needs.includes("telegram")) {
    const parsed = parseConfig(env);
    return parsed.ok ? parsed.config : renderConfigError(parsed.error);
  }
  if (needs.includes("sentry_api")) {
    const parsed = readSentryTaskConfig((name) => env[name]);
    return parsed.ok ? { sentryApiUrl: parsed.config.url } : renderConfigError(parsed.error);
  }
  const parsed = needs.includes("database")
    ? parseDatabaseConfig(env)
    : readSentryConfig((name) => env[name]);
  return parsed.ok ? parsed : renderConfigError(parsed.error);
}
