/**
 * Benchmark 6: what Sentry costs a press. One desk for each way to set Sentry up, each a process of
 * its own with a database of its own, all before one Telegram in this process and one Sentry in
 * another. They take turns, and while one is measured the others are held still.
 *
 *     BENCH_DATABASE_URL=… deno run -A bench/sentry_cost.ts [--quick]
 */
import { parseArgs } from "node:util";
import { createBenchDatabase, describeMachine, getServerUrl } from "./desk/bench_database.ts";
import { createContestant, takeTurns } from "./desk/contestant.ts";
import { endWithAll } from "./desk/end_with_all.ts";
import { readMemoryMib } from "./desk/measure_cpu.ts";
import { setUpTables } from "./desk/press_cards.ts";
import { startBot } from "./desk/start_bot.ts";
import { startTelegramStub } from "./desk/telegram_stub.ts";
import { writeResults } from "./figures/write_results.ts";
import { type MeasuredRound, summarise, type Summary } from "./sentry/summarise.ts";
import { renderSummaries } from "./sentry/render_summaries.ts";
import { startSink } from "./sentry/start_sink.ts";
import { settingsOf, type Variant, variants } from "./sentry/variants.ts";

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
const plan = values.quick
  ? { rounds: 2, presses: 60, inFlight: 16, groups: 16 }
  : { rounds: 15, presses: 960, inFlight: 16, groups: 64 };
const pressPlan = { inFlight: plan.inFlight, until: { presses: plan.presses } };
const warmUp = { inFlight: plan.inFlight, until: { presses: 3 * plan.presses } };

endWithAll();
const serverUrl = getServerUrl();
const telegram = startTelegramStub();
const sink = await startSink();

async function startDesk(variant: Variant, project: number) {
  const database = await createBenchDatabase(serverUrl);
  const settings = { DATABASE_URL: database.url, ...settingsOf(variant, sink.dsn(project)) };
  const bot = await startBot({ telegram, settings });
  const tables = await setUpTables(bot, plan.groups);
  bot.pause();
  return { variant, project, database, bot, tables };
}

const desks = await Promise.all(variants.map((variant, index) => startDesk(variant, index + 1)));
const started = [];
for (const desk of desks) {
  const { bot, tables, variant: { name } } = desk;
  bot.resume();
  const contestant = await createContestant(bot, tables, warmUp);
  const rounds: MeasuredRound[] = [];
  started.push({ ...desk, contestant, rounds });
  console.error(`ready: ${name}`);
}
for (let round = 0; round < plan.rounds; round++) {
  for (const { bot, contestant, rounds } of takeTurns(started, round)) {
    const measured = await contestant.play(pressPlan);
    rounds.push({ ...measured, memoryMib: await readMemoryMib(bot.pid) });
  }
  console.error(`round ${round + 1} of ${plan.rounds}`);
}
for (const { bot, database } of started) {
  await bot.stop();
  await database.drop();
}
const [off] = started;
if (off === undefined) throw new Error("there is nothing to compare with");
const summaries: Summary[] = [];
for (const { variant, project, rounds } of started) {
  summaries.push(summarise(variant, rounds, off.rounds, await sink.count(project)));
}
await sink.stop();
await telegram.stop();
const machine = await describeMachine(
  serverUrl,
  "the desk, its database, Telegram with who presses, and Sentry's stand-in",
);
await writeResults("sentry_cost", [{
  benchmark: 6,
  title: "Sentry's cost",
  text: renderSummaries(summaries, plan, machine),
  figures: { plan, machine, summaries },
}]);
Deno.exit(0);
