/**
 * Benchmark 7: how long the desk takes to be ready, on both backends, and what it takes of memory,
 * idle and after many updates; and how large its image is.
 *
 *     BENCH_DATABASE_URL=… deno run -A bench/start.ts [--quick]
 */
import { parseArgs } from "node:util";
import { describeMachine, getServerUrl } from "./desk/bench_database.ts";
import { endWithAll } from "./desk/end_with_all.ts";
import { startTelegramStub } from "./desk/telegram_stub.ts";
import { renderTable } from "./figures/render_table.ts";
import { median } from "./figures/statistics.ts";
import { renderTargets, writeResults } from "./figures/write_results.ts";
import { measureImage } from "./start/measure_image.ts";
import { measureMemory } from "./start/measure_memory.ts";
import { measureStarts } from "./start/measure_starts.ts";

const { values: { quick } } = parseArgs({
  options: { quick: { type: "boolean", default: false } },
});
const plan = quick
  ? { rounds: 1, steps: [200, 400], groups: 8 }
  : { rounds: 5, steps: [20_000, 40_000, 60_000, 80_000, 100_000], groups: 64 };

endWithAll();
const serverUrl = getServerUrl();
const telegram = startTelegramStub();
const starts = await measureStarts(telegram, serverUrl, { rounds: plan.rounds, quick });
const memory = await measureMemory(telegram, serverUrl, plan.steps, plan.groups);
await telegram.stop();
const image = quick ? null : await measureImage();
const machine = await describeMachine(
  serverUrl,
  "the desk, its database, and Telegram with who writes",
);

const [, first] = memory;
const last = memory.at(-1);
const growth = (last?.mib ?? NaN) / (first?.mib ?? NaN);
await writeResults("start", [{
  benchmark: 7,
  title: "Start and size",
  figures: { plan, machine, starts, memory, image },
  text: [
    renderTable([
      ["start", "ms to ready", "fastest", "slowest", "MiB when idle"],
      ...starts.map(({ backend, first, ready, idleMib }) => [
        `${backend}, ${first ? "a new database" : "its own database"}`,
        median(ready).toFixed(0),
        Math.min(...ready).toFixed(0),
        Math.max(...ready).toFixed(0),
        idleMib.length === 0 ? "" : median(idleMib).toFixed(0),
      ]),
    ]),
    `Medians of ${plan.rounds} starts of main.ts, with its packages there and compiled before.`,
    renderTable([
      ["updates", "MiB resident", `of ${first?.updates}`],
      ...memory.map(({ updates, mib }) => [
        String(updates),
        mib.toFixed(0),
        (mib / (first?.mib ?? NaN)).toFixed(3),
      ]),
    ]),
    `Half of the updates are presses, half is talk of 5000 people, in ${plan.groups} groups; one ` +
    "process on a server's database.",
    `Image: ${image ?? "not built here"}.`,
    machine,
    renderTargets([
      {
        what: `memory after ${last?.updates} updates, of ${first?.updates}`,
        value: growth,
        most: 1.05,
      },
    ]),
  ].join("\n\n"),
}]);
Deno.exit(0);
