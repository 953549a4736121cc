/** The desk as a process of its own, started anew whenever one of its sources changes. */
export interface DeskRun {
  /** Resolves with its exit code once it has been stopped. */
  readonly ended: Promise<number>;
  /** Lets it finish what is in hand. */
  stop(): void;
}

const root = new URL("../../", import.meta.url);
const sources = [
  ...["src", "migrations", "deno.json"],
  ...["main.ts", "run.ts", "watch.ts", "program.ts"],
].map((path) => new URL(path, root));
/** Editors write a file in several steps, and tools many files at once. */
const settleMs = 200;
/** What `main.ts` ends with where its settings cannot be used. */
const settingsExitCode = 2;

/**
 * Deno's own `--watch` would do, but it stays when the program ends by a signal, so that one Ctrl+C
 * would not be enough.
 *
 * @param settings these win over the environment, which is handed down with them
 */
export function runDesk(settings: Readonly<Record<string, string>>): DeskRun {
  const watcher = Deno.watchFs(sources.map(({ pathname }) => pathname));
  let child = start(settings);
  let stopping = false;
  // A desk that failed waits for the edit that mends it.
  let edited = Promise.withResolvers<void>();

  let timer: ReturnType<typeof setTimeout> | undefined;
  function restart(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      console.log("\nSources have changed: the desk starts anew.");
      edited.resolve();
      stopProcess(child);
    }, settleMs);
  }

  async function watch(): Promise<void> {
    for await (const event of watcher) {
      if (event.kind !== "access" && !stopping) restart();
    }
  }

  async function run(): Promise<number> {
    while (true) {
      const { code } = await child.status;
      // No edit of a source mends a setting.
      if (stopping || code === settingsExitCode) return code;
      if (code !== 0) console.log("The desk has ended; it starts anew on the next edit.");
      await edited.promise;
      edited = Promise.withResolvers();
      if (stopping) return code;
      child = start(settings);
    }
  }

  const watching = watch();
  const ended = run().finally(() => {
    clearTimeout(timer);
    if (!stopping) watcher.close();
    return watching;
  });
  return {
    ended,
    stop() {
      if (stopping) return;
      stopping = true;
      watcher.close();
      edited.resolve();
      stopProcess(child);
    },
  };
}

function start(settings: Readonly<Record<string, string>>): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "main.ts"],
    cwd: root,
    env: { ...settings },
    stdin: "null",
  }).spawn();
}

function stopProcess(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGTERM");
  } catch (error) {
    // It ended by itself in the same moment.
    if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
  }
}
