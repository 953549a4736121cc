import { type Config, CONFIG_ERROR_EXIT_CODE, type Environment } from "../config.ts";
import { createLog } from "../observability/log.ts";
import { type Grants, renderFlags } from "./grants.ts";
import { findLaunched, listLaunched } from "./launched.ts";
import { parseGranted } from "./parse_granted.ts";
import { type Places, planGrants } from "./plan_grants.ts";
import { findPackages, runDeno } from "./run_deno.ts";

export interface LaunchOptions {
  /** the environment together with the settings file */
  readonly env: Environment;
  /** the project's folder, with a slash at its end */
  readonly project: string;
}

/**
 * Starts a program with exactly the permissions that its settings need, and resolves with the code
 * to exit with.
 *
 * @param task the program's task; what it is given itself are the args
 */
export async function launch(
  task: string,
  args: readonly string[],
  { env, project }: LaunchOptions,
): Promise<number> {
  const program = findLaunched(task);
  if (program === null) {
    return refuse(`There is no program "${task}". There are: ${listLaunched().join(", ")}.`);
  }
  const parsed = parseGranted(program.needs, env);
  if (typeof parsed === "string") return refuse(parsed);
  const runtime = pick(env, (name) => runtimeVariable.test(name));
  const places: Places = { project, packages: await findPackages(runtime) };
  const [backupFile] = args;
  const given = backupFile === undefined ? parsed : { ...parsed, backupFile };
  const planned = planGrants(program.needs, given, places);
  // A setting that is not there needs no permission to look unset.
  const grants = { ...planned, env: planned.env.filter((name) => env[name] !== undefined) };
  const unsayable = [...grants.read, ...grants.write].find((path) => path.includes(","));
  if (unsayable !== undefined) {
    return refuse(
      `Deno's permissions cannot name ${unsayable}, because of its comma. Choose another ` +
        "DATA_DIR, or another name for that file or the program's own folder.",
    );
  }
  if (program.needs.includes("desk")) say(grants, parsed);
  return await runDeno(
    ["run", ...renderFlags(grants), `${project}${program.entry}`, ...args],
    { ...runtime, ...pick(env, (name) => grants.env.includes(name)) },
  );
}

function refuse(why: string): number {
  console.error(why);
  return CONFIG_ERROR_EXIT_CODE;
}

function say(
  { env, net, read, write, profile }: Grants,
  { log }: Pick<Partial<Config>, "log">,
): void {
  createLog({
    level: log?.level ?? "info",
    format: log?.format ?? (Deno.stdout.isTerminal() ? "text" : "json"),
    secrets: [],
  }).info("The program is permitted this, and nothing else", {
    net,
    read,
    write,
    env,
    profiler: profile,
  });
}

/** What Deno itself, not the program, reads: where its cache is, certificates, proxies, colours; and
 * where another program is found. */
const runtimeVariable =
  /^(DENO_.*|HOME|PATH|XDG_CACHE_HOME|TMPDIR|TZ|LANG|LC_ALL|TERM|COLORTERM|NO_COLOR|FORCE_COLOR|SSL_CERT_(FILE|DIR)|NODE_EXTRA_CA_CERTS|(HTTPS?|NO|ALL)_PROXY)$/i;

function pick(env: Environment, isWanted: (name: string) => boolean): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && isWanted(name)) given[name] = value;
  }
  return given;
}
