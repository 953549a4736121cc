/** One process of the program, which can be killed and started again. */
import { fileURLToPath } from "node:url";
import type { TrialClock } from "./clock.ts";
import { wait, waitUntil } from "./wait.ts";

export interface Replica {
  readonly port: number;
  /** The file that what it says goes to. */
  readonly log: string;
  /** Whether its process is there. */
  readonly runs: boolean;
  /** Whether it ended although nobody wanted it to, and has not been started since. */
  readonly failed: boolean;
  /** Starts its process; resolves once it is at work, or has ended before. */
  start(): Promise<void>;
  /** Ends it as the kernel does when memory runs out: by SIGKILL. */
  kill(): Promise<void>;
  /** Asks it to end, by SIGTERM. @returns its exit code */
  stop(): Promise<number>;
  /** Has it look at what is due, as the clock does each minute. Whether it does is its own matter. */
  tick(): Promise<void>;
}

export interface ReplicaOptions {
  /** The folder of the program: the project's, or a copy of it with a bug planted. */
  readonly root: string;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly clock: TrialClock;
  /** How far its own clock is ahead of the others. */
  readonly skewMs: number;
  /** What it says is added there. */
  readonly log: string;
}

const tickToken = "of the trial";
/** Long enough for a machine with something else to do. */
const startMs = 60_000;
const stopMs = 30_000;
const hasten = fileURLToPath(new URL("./hasten.ts", import.meta.url));
/** What Deno itself needs to know; nothing else of this process's environment goes there. */
const inherited = ["PATH", "HOME", "DENO_DIR", "TMPDIR"];

export function createReplica(options: ReplicaOptions): Replica {
  const { root, port, settings, clock, skewMs, log } = options;
  let process: Deno.ChildProcess | null = null;
  let failed = false;

  function spawn(): Deno.ChildProcess {
    const known = inherited.flatMap((name) => {
      const value = Deno.env.get(name);
      return value === undefined ? [] : [[name, value]];
    });
    return new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--cached-only", `--preload=${hasten}`, "main.ts"],
      cwd: root,
      clearEnv: true,
      env: {
        ...Object.fromEntries(known),
        ...settings,
        PORT: String(port),
        TICK_TOKEN: tickToken,
        TRIAL_SCALE: String(clock.scale),
        TRIAL_ANCHOR_MS: String(clock.anchorMs),
        TRIAL_SKEW_MS: String(skewMs),
        NO_COLOR: "1",
      },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  }

  async function isAtWork(): Promise<boolean> {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false;
    }
  }

  return {
    port,
    log,
    get runs() {
      return process !== null;
    },
    get failed() {
      return failed;
    },
    async start() {
      failed = false;
      // Whoever saw to it first did.
      if (process !== null) return;
      const started = spawn();
      process = started;
      for (const said of [started.stdout, started.stderr]) void keep(said, log);
      void started.status.then(() => {
        if (process !== started) return;
        process = null;
        failed = true;
      });
      await waitUntil(async () => process !== started || await isAtWork(), { withinMs: startMs });
    },
    async kill() {
      const killed = process;
      process = null;
      failed = false;
      killed?.kill("SIGKILL");
      await killed?.status;
    },
    async stop() {
      const ending = process;
      if (ending === null) return 0;
      process = null;
      ending.kill("SIGTERM");
      const ended = await Promise.race([ending.status, wait(stopMs)]);
      if (ended === undefined) ending.kill("SIGKILL");
      return (await ending.status).code;
    },
    async tick() {
      try {
        const answer = await fetch(`http://127.0.0.1:${port}/tick`, {
          method: "POST",
          headers: { authorization: `Bearer ${tickToken}` },
          signal: AbortSignal.timeout(5_000),
        });
        await answer.body?.cancel();
      } catch {
        // It is being killed, or starts.
      }
    },
  };
}

async function keep(said: ReadableStream<Uint8Array>, path: string): Promise<void> {
  const file = await Deno.open(path, { append: true, create: true });
  await said.pipeTo(file.writable);
}
