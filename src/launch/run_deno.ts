/** Signals that ask a program to end. */
const signals = ["SIGTERM", "SIGINT", "SIGHUP"] as const;

/**
 * Runs Deno with these arguments in this environment, hands on every signal that asks to end, and
 * resolves with its exit code: 128 and more where a signal ended it, as in a shell.
 */
export async function runDeno(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number> {
  // The environment is given whole: Deno lets nobody hand on an inherited LD_LIBRARY_PATH.
  const child = new Deno.Command(Deno.execPath(), { args: [...args], clearEnv: true, env }).spawn();
  const hand = Object.fromEntries(signals.map((signal) => [signal, () => send(child, signal)]));
  for (const signal of signals) Deno.addSignalListener(signal, hand[signal] ?? (() => {}));
  try {
    return (await child.status).code;
  } finally {
    for (const signal of signals) Deno.removeSignalListener(signal, hand[signal] ?? (() => {}));
  }
}

function send(child: Deno.ChildProcess, signal: Deno.Signal): void {
  try {
    child.kill(signal);
  } catch (error) {
    // It ended by itself in the same moment.
    if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** What `deno info` says of where packages are kept. */
export async function findPackages(env: Readonly<Record<string, string>>): Promise<string> {
  const { code, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json"],
    clearEnv: true,
    env,
  }).output();
  const said: unknown = code === 0 ? JSON.parse(new TextDecoder().decode(stdout)) : null;
  if (
    typeof said === "object" && said !== null && "npmCache" in said &&
    typeof said.npmCache === "string"
  ) return said.npmCache;
  throw new Error(`deno info ended with ${code} and did not say where packages are kept`);
}
