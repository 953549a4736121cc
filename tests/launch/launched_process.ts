/** A program started by its task, as an operator starts it. */
import assert from "node:assert/strict";

/** Killed when it goes out of scope, should it still run. */
export interface LaunchedProcess extends AsyncDisposable {
  /** Waits until it has said this, on either stream, and resolves with the line. */
  says(part: string): Promise<string>;
  kill(signal: Deno.Signal): void;
  /** Waits for its end: the exit code, and everything it said. */
  ended(): Promise<{ readonly code: number; readonly said: string }>;
}

/** Long enough for a machine that is busy with other work. */
const patienceMs = 60_000;

/**
 * @param folder where the program lies
 * @param args of `deno`: a task and what it is given
 * @param settings all of its environment, beside what finds the programs and the cache
 */
export function startDeno(
  folder: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): LaunchedProcess {
  return startProcess(Deno.execPath(), args, {
    cwd: folder,
    clearEnv: true,
    env: {
      HOME: Deno.env.get("HOME") ?? "/",
      PATH: Deno.env.get("PATH") ?? "",
      NO_COLOR: "1",
      ...settings,
    },
  });
}

/** Any program, in a group of processes of its own. */
export function startProcess(
  program: string,
  args: readonly string[],
  options: Pick<Deno.CommandOptions, "cwd" | "clearEnv" | "env">,
): LaunchedProcess {
  const child = new Deno.Command(program, {
    ...options,
    args: [...args],
    // A group of its own, so that all of it can be ended where a test fails.
    detached: true,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let said = "";
  const waiting = new Set<() => void>();
  const wake = () => waiting.forEach((look) => look());
  const read = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      said += text;
      wake();
    }
  };
  const all = Promise.all([child.status, read(child.stdout), read(child.stderr)]);
  let over = false;
  const ended = all.then(([{ code }]) => {
    over = true;
    wake();
    return { code, said };
  });

  async function within<T>(what: string, promise: Promise<T>): Promise<T> {
    const deadline = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      deadline.reject(
        new assert.AssertionError({ message: `waited for ${what}; it said ${said}` }),
      );
    }, patienceMs);
    try {
      return await Promise.race([promise, deadline.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    says(part) {
      const found = Promise.withResolvers<string>();
      const look = () => {
        const line = said.split("\n").find((line) => line.includes(part));
        if (line !== undefined) found.resolve(line);
        else if (over) found.reject(new Error(`it ended without ${part}; it said ${said}`));
      };
      waiting.add(look);
      look();
      return within(`"${part}"`, found.promise).finally(() => waiting.delete(look));
    },
    kill: (signal) => child.kill(signal),
    ended: () => within("its end", ended),
    async [Symbol.asyncDispose]() {
      if (!over) Deno.kill(-child.pid, "SIGKILL");
      await ended;
    },
  };
}
