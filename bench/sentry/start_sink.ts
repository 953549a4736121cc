/** What a project's envelopes held, by the types of their items; `bytes` beside them. */
export type SinkCounts = Readonly<Record<string, number>>;

export interface SentrySink {
  dsn(project: number): string;
  count(project: number): Promise<SinkCounts>;
  stop(): Promise<void>;
}

export async function startSink(): Promise<SentrySink> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      "--allow-net=127.0.0.1",
      new URL("sink.ts", import.meta.url).pathname,
    ],
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const output = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const port = Number((await output.read()).value);
  const address = `127.0.0.1:${port}`;
  return {
    dsn: (project) => `http://${"a".repeat(32)}@${address}/${project}`,
    async count(project) {
      const counts = await (await fetch(`http://${address}/counts`)).json();
      return counts[project] ?? {};
    },
    async stop() {
      child.kill("SIGTERM");
      await output.cancel();
      await child.status;
    },
  };
}
