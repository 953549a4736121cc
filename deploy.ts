/**
 * The desk on Deno Deploy, which evaluates the program to look for its clock, starts it when a
 * request comes, and ends it when none does. So nothing is connected until there is something to do,
 * and nothing exits where settings are missing.
 */
import { type Config, type ConfigProblem, type Environment, parseConfig } from "./src/config.ts";
import type { Program } from "./program.ts";
import type { Watch } from "./watch.ts";

export interface DeployedDesk {
  /** Answers a request, starting the desk before where it has to. */
  fetch(request: Request): Promise<Response>;
  /** Runs the clock, and waits until what came of it is delivered. */
  tick(): Promise<void>;
  /** Finishes what is in hand. */
  stop(): Promise<void>;
}

/**
 * Deno Deploy's own variable, which is there during a build too:
 * https://docs.deno.com/deploy/reference/env_vars_and_contexts/
 */
export function isOnDenoDeploy(): boolean {
  try {
    return Boolean(Deno.env.get("DENO_DEPLOY"));
  } catch (error) {
    // There every variable may be read.
    if (error instanceof Deno.errors.NotCapable) return false;
    throw error;
  }
}

type Fetch = (request: Request) => Response | Promise<Response>;
type Started = { readonly program: Program; readonly fetch: Fetch };

export function createDeployedDesk(env: Environment): DeployedDesk {
  const parsed = parseForDeploy(env);
  let watch: Promise<Watch> | null = null;
  let started: Promise<Started> | null = null;

  async function begin(config: Config): Promise<Started> {
    watch ??= import("./watch.ts").then(({ startWatch }) => startWatch(config));
    const { log, telemetry, checkIns, prometheus, tellOfEnd } = await watch;
    try {
      const { startProgram } = await import("./program.ts");
      const handler = Promise.withResolvers<Fetch>();
      const program = await startProgram(config, log, telemetry, {
        checkIns,
        hasCron: true,
        prometheus,
        endsAfterAnswer: true,
        // The server listens already; it only did not know yet whom to ask.
        serve(app, port) {
          handler.resolve((request) => app.fetch(request));
          return { port, stop: () => Promise.resolve() };
        },
      });
      program.ended.catch((error) => {
        tellOfEnd(error);
        started = null;
        return program.stop();
      });
      return { program, fetch: await handler.promise };
    } catch (error) {
      tellOfEnd(error);
      throw error;
    }
  }

  /** Once; where it failed, the next request tries again. */
  function start(config: Config): Promise<Started> {
    const starting = started ??= begin(config);
    starting.catch(() => {
      if (started === starting) started = null;
    });
    return starting;
  }

  return {
    async fetch(request) {
      if (!parsed.ok) {
        return Response.json({ status: "unavailable", settings: parsed.problems }, unavailable);
      }
      if (new URL(request.url).pathname === "/healthz") return Response.json({ status: "ok" });
      try {
        const { fetch } = await start(parsed.config);
        return await fetch(request);
      } catch {
        const error = "the desk could not start; its log says why";
        return Response.json({ status: "unavailable", error }, unavailable);
      }
    },
    async tick() {
      if (!parsed.ok) throw new Error(`Settings need attention: ${parsed.problems.join("; ")}`);
      const { program } = await start(parsed.config);
      await program.tick();
      await program.settle();
    },
    async stop() {
      await started?.then(({ program }) => program.stop(), () => {});
      await (await watch)?.close();
    },
  };
}

const unavailable = { status: 503, headers: { "retry-after": "10" } };

type Parsed =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] };

/** What Deno Deploy needs beside what every desk needs. */
function parseForDeploy(env: Environment): Parsed {
  const parsed = parseConfig(env);
  const problems = parsed.ok ? [] : parsed.error.problems.map(describe);
  if (!env["DATABASE_URL"]) {
    problems.push("DATABASE_URL is not set, and an embedded database would not last here");
  }
  if (env["UPDATES"] !== "webhook") {
    problems.push("UPDATES is not webhook, and nothing would wake the desk here");
  }
  return parsed.ok && problems.length === 0
    ? { ok: true, config: parsed.config }
    : { ok: false, problems };
}

function describe({ name, problem }: ConfigProblem): string {
  return `${name} ${problem}`;
}
