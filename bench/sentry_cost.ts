/**
 * What Sentry costs a press: `deno task bench:sentry`. One desk for each way to set Sentry up, each
 * a process of its own with a database of its own, all before one Telegram in this process and one
 * Sentry in another. They take turns, and while one is measured the others are held still.
 *
 *     --rounds=12 --presses=480 --in-flight=16 --groups=64
 *     --json=bench/results/sentry_cost.json
 */
import { parseArgs } from "node:util";
import { createBenchDatabase, describeServer, getServerUrl } from "./desk/bench_database.ts";
import { readCpuMs, readMemoryMib } from "./desk/measure_cpu.ts";
import { pressCards, type PressRun, setUpTables, untilQuiet } from "./desk/press_cards.ts";
import { killBots, startBot } from "./desk/start_bot.ts";
import { startTelegramStub } from "./desk/telegram_stub.ts";
import { type Round, summarise, type Summary } from "./sentry/summarise.ts";
import { renderSummaries } from "./sentry/render_summaries.ts";
import { startSink } from "./sentry/start_sink.ts";
import { settingsOf, type Variant, variants } from "./sentry/variants.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "12" },
    presses: { type: "string", default: "480" },
    "in-flight": { type: "string", default: "16" },
    groups: { type: "string", default: "64" },
    json: { type: "string", default: "bench/results/sentry_cost.json" },
  },
});
const plan = {
  rounds: Number(values.rounds),
  presses: Number(values.presses),
  inFlight: Number(values["in-flight"]),
  groups: Number(values.groups),
};

globalThis.addEventListener("unload", killBots);
globalThis.addEventListener("unhandledrejection", killBots);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, () => Deno.exit(130));
}

const serverUrl = getServerUrl();
const telegram = startTelegramStub();
const sink = await startSink();

async function startContestant(variant: Variant, project: number) {
  const database = await createBenchDatabase(serverUrl);
  const bot = await startBot({
    telegram,
    databaseUrl: database.url,
    settings: settingsOf(variant, sink.dsn(project)),
  });
  const tables = await setUpTables(bot, plan.groups);
  // What was not compiled yet, or was seen too seldom to be compiled well.
  await pressCards(bot, tables, { ...plan, presses: 3 * plan.presses });
  await untilQuiet(bot);
  bot.pause();
  console.error(`ready: ${variant.name}`);
  const rounds: Round[] = [];
  return {
    variant,
    project,
    rounds,
    async play(): Promise<void> {
      bot.resume();
      const cpuBefore = await readCpuMs(bot.pid);
      const run: PressRun = await pressCards(bot, tables, plan);
      await untilQuiet(bot);
      const cpuMs = await readCpuMs(bot.pid) - cpuBefore;
      bot.pause();
      rounds.push({ ...run, cpuMs, memoryMib: await readMemoryMib(bot.pid) });
    },
    async stop(): Promise<void> {
      await bot.stop();
      await database.drop();
    },
  };
}

type Contestant = Awaited<ReturnType<typeof startContestant>>;
const contestants: Contestant[] = [];
for (const [index, variant] of variants.entries()) {
  contestants.push(await startContestant(variant, index + 1));
}
for (let round = 0; round < plan.rounds; round++) {
  // Each goes first, second … as often as any other.
  const from = round % contestants.length;
  for (const each of [...contestants.slice(from), ...contestants.slice(0, from)]) await each.play();
  console.error(`round ${round + 1} of ${plan.rounds}`);
}
for (const each of contestants) await each.stop();
const [off] = contestants;
if (off === undefined) throw new Error("there is nothing to compare with");
const summaries: Summary[] = [];
for (const { variant, project, rounds } of contestants) {
  summaries.push(summarise(variant, rounds, off.rounds, await sink.count(project)));
}
await sink.stop();
await telegram.stop();

const machine = `${navigator.hardwareConcurrency} cores, shared by the desk, its database, ` +
  `Telegram with the load, and Sentry's stand-in; ${await describeServer(serverUrl)}; ` +
  `Deno ${Deno.version.deno}`;
console.log(renderSummaries(summaries, plan, machine));
await Deno.mkdir(new URL("../bench/results/", import.meta.url), { recursive: true });
await Deno.writeTextFile(values.json, JSON.stringify({ plan, machine, summaries }, null, 2) + "\n");
Deno.exit(0);
