/** The desk as a process of its own, restarted on edits of its sources. */
export interface DeskProcess {
  readonly ended: Promise<Deno.CommandStatus>;
  stop(): void;
}

/** @param settings what the environment does not say; it is handed down with them */
export function startDesk(settings: Readonly<Record<string, string>>): DeskProcess {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--watch", "--no-clear-screen", "--env-file", "-A", "main.ts"],
    cwd: new URL("../../", import.meta.url),
    env: { ...settings },
  }).spawn();
  return {
    ended: child.status,
    stop() {
      try {
        child.kill("SIGTERM");
      } catch (error) {
        // It ended by itself in the same moment.
        if (!(error instanceof TypeError)) throw error;
      }
    },
  };
}
