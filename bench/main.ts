/**
 * The benchmarks: `deno task bench`, or some of them by name. Each runs as a program of its own, so
 * that one that fails loses only itself. They print tables and leave them in `bench/results`; all
 * together are `bench/results/performance.md`.
 *
 *     deno task bench [press] [round_trips] [growth] [storm] [sentry_cost] [start] [--quick]
 *
 * They run on a Postgres that they start themselves, or on the one in BENCH_DATABASE_URL.
 */
import { parseArgs } from "node:util";
import { startServer } from "./server/start_server.ts";

/** Which of the eight each program measures. */
const programs = {
  press: [1, 2, 8],
  round_trips: [3],
  growth: [4],
  storm: [5],
  sentry_cost: [6],
  start: [7],
} as const;

const { values: { quick }, positionals } = parseArgs({
  options: { quick: { type: "boolean", default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !(name in programs));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join()}; there are: ${Object.keys(programs).join(" ")}`);
  Deno.exit(2);
}
const chosen = Object.keys(programs).filter((name) =>
  positionals.length === 0 || positionals.includes(name)
);

const folder = new URL("results/", import.meta.url);
const given = Deno.env.get("BENCH_DATABASE_URL");
const server = given ? null : await startServer();
const databaseUrl = given || server?.url || "";
let running: Deno.ChildProcess | null = null;
let brokenOff = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, () => {
    brokenOff = true;
    running?.kill("SIGTERM");
  });
}

async function runProgram(name: string): Promise<boolean> {
  running = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      new URL(`${name}.ts`, import.meta.url).pathname,
      ...(quick ? ["--quick"] : []),
    ],
    env: { BENCH_DATABASE_URL: databaseUrl, BENCH_SERVER_CONTROL: server?.control ?? "" },
    stdin: "null",
  }).spawn();
  const { success } = await running.status;
  return success;
}

const failed: string[] = [];
const took: string[] = [];
try {
  for (const name of chosen) {
    if (brokenOff) break;
    console.error(`\n== ${name}`);
    const startedAt = performance.now();
    // What an earlier run came to must not stand for this one.
    await removeResults(name);
    if (!await runProgram(name)) failed.push(name);
    took.push(`${name} ${Math.round((performance.now() - startedAt) / 1_000)} s`);
  }
} finally {
  await server?.stop();
}
await writeAll();
console.error(`\n${took.join(", ")}`);
if (failed.length > 0) console.error(`failed: ${failed.join()}`);
Deno.exit(failed.length > 0 || brokenOff ? 1 : 0);

async function removeResults(name: string): Promise<void> {
  for (const ending of ["json", "md"]) {
    await Deno.remove(new URL(`${name}.${ending}`, folder)).catch(() => {});
  }
}

/** All that there is, by the benchmarks' numbers, with those that are missing. */
async function writeAll(): Promise<void> {
  const parts: { readonly number: number; readonly text: string }[] = [];
  for (const [name, numbers] of Object.entries(programs)) {
    const text = await Deno.readTextFile(new URL(`${name}.md`, folder)).catch(() => null);
    const sections = text?.split(/^(?=## \d)/m) ?? [];
    for (const number of numbers) {
      const section = sections.find((one) => one.startsWith(`## ${number}.`));
      const missing = `## ${number}. Not measured (${name})\n`;
      parts.push({ number, text: (section ?? missing).trim() });
    }
  }
  const sorted = parts.sort((a, b) => a.number - b.number).map(({ text }) => text);
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(new URL("performance.md", folder), `${sorted.join("\n\n")}\n`);
}
