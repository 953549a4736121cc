import * as v from "valibot";
import type { ConfigError, ConfigProblem } from "./config_error.ts";
import { accepted, type SettingName, settings } from "./settings.ts";

/** An environment as `Deno.env.toObject()` gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The settings that are there, each with its own type; unset and empty ones are left out. */
export type Settings = {
  readonly [Name in SettingName]?: v.InferOutput<(typeof settings)[Name]> | undefined;
};

export type SettingsResult =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly error: ConfigError };

const names = Object.keys(settings).filter(isSettingName);
const schema = v.partial(v.object(settings));

/**
 * Reads every setting and every rule between two of them, and reports all problems together.
 *
 * @param env the environment; names that are no setting are ignored
 * @param required settings that must be there
 */
export function parseSettings(
  env: Environment,
  required: readonly SettingName[],
): SettingsResult {
  const present = withoutEmpty(env);
  const problems = [...missing(present, required)];
  const result = v.safeParse(schema, present);
  for (const issue of result.issues ?? []) {
    const name = String(issue.path?.[0].key ?? "");
    if (isSettingName(name)) problems.push(describe(name, issue.message));
  }
  const named = new Set(problems.map(({ name }) => name));
  problems.push(...contradictions(present).filter(({ name }) => !named.has(name)));
  if (result.success && problems.length === 0) return { ok: true, settings: result.output };
  return { ok: false, error: { kind: "config_error", problems: inOrder(problems) } };
}

type Present = Readonly<Partial<Record<SettingName, string>>>;

function withoutEmpty(env: Environment): Present {
  const present: Partial<Record<SettingName, string>> = {};
  for (const name of names) {
    const value = env[name]?.trim();
    if (value !== undefined && value !== "") present[name] = value;
  }
  return present;
}

function missing(present: Present, required: readonly SettingName[]): ConfigProblem[] {
  return required.filter((name) => present[name] === undefined)
    .map((name) => describe(name, "is not set"));
}

/** Rules between two settings, judged on what was written so that other errors hide none. */
function contradictions(present: Present): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  if (present.UPDATES === "webhook") {
    for (const name of ["WEBHOOK_URL", "WEBHOOK_SECRET"] as const) {
      if (present[name] === undefined) {
        problems.push(describe(name, "is not set, but UPDATES is webhook"));
      }
    }
  }
  if (present.MIGRATE_DATABASE_URL !== undefined && present.DATABASE_URL === undefined) {
    problems.push(describe("MIGRATE_DATABASE_URL", "is set without a DATABASE_URL beside it"));
  }
  return problems;
}

function describe(name: SettingName, problem: string): ConfigProblem {
  return { name, problem, accepted: accepted[name] };
}

function inOrder(problems: readonly ConfigProblem[]): readonly ConfigProblem[] {
  const order: readonly string[] = names;
  return problems.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settings, name);
}
