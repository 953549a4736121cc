/**
 * Benchmark 4: what a desk takes when its database has grown: from a press to its answer, lists, one
 * incident, a report and due timers, over 10 thousand, 100 thousand and a million incidents. Their
 * rows are written by SQL; what is measured goes through the desk and Telegram.
 *
 *     BENCH_DATABASE_URL=… deno run -A bench/growth.ts [--quick]
 */
import { parseArgs } from "node:util";
import { createBenchDatabase, describeMachine, getServerUrl } from "./desk/bench_database.ts";
import { endWithAll } from "./desk/end_with_all.ts";
import { startTelegramStub } from "./desk/telegram_stub.ts";
import { writeResults } from "./figures/write_results.ts";
import { createGrown, type GrowthPlan } from "./growth/create_grown.ts";
import { measureCold, measureWarm } from "./growth/measure_grown.ts";
import { renderGrowth } from "./growth/render_growth.ts";

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
const plan: GrowthPlan = values.quick
  ? {
    sizes: [1_000, 5_000],
    groups: 500,
    organisations: 50,
    tables: 16,
    rounds: 2,
    seconds: 0.5,
    questions: 5,
    reports: 2,
    cold: 3,
    forgetsFiles: false,
  }
  : {
    sizes: [10_000, 100_000, 1_000_000],
    groups: 5_000,
    organisations: 500,
    tables: 64,
    rounds: 5,
    seconds: 2,
    questions: 100,
    reports: 20,
    cold: 12,
    forgetsFiles: true,
  };

endWithAll();
const serverUrl = getServerUrl();
const telegram = startTelegramStub();
const grown = [];
for (const incidents of plan.sizes) {
  const database = await createBenchDatabase(serverUrl);
  grown.push(await createGrown(database, incidents, plan));
  console.error(`filled: ${incidents} incidents`);
}
const control = Deno.env.get("BENCH_SERVER_CONTROL") || null;
const cold = control === null ? null : await measureCold(telegram, grown, plan, control);
const warm = await measureWarm(telegram, grown, plan);
for (const { database } of grown) await database.drop();
await telegram.stop();
const machine = await describeMachine(
  serverUrl,
  "the desk, its database, and Telegram with who presses",
);
await writeResults("growth", [renderGrowth({ plan, grown, cold, warm, machine })]);
Deno.exit(0);
