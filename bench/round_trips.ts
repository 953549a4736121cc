/**
 * Benchmark 3: how often a life's actions wait for the database and call Telegram. Nothing is timed:
 * a test counts it, which is run here, and what it holds is told.
 *
 *     BENCH_DATABASE_URL=… deno run -A bench/round_trips.ts
 */
import { getServerUrl } from "./desk/bench_database.ts";
import { renderTable } from "./figures/render_table.ts";
import { renderTargets, writeResults } from "./figures/write_results.ts";
import { life } from "./trips/life.ts";

const test = "tests/smoke/round_trips_test.ts";
const { success } = await new Deno.Command(Deno.execPath(), {
  args: ["test", "-A", "--quiet", test],
  cwd: new URL("../", import.meta.url),
  env: { TEST_DATABASE_URL: getServerUrl() },
  stdin: "null",
}).output();
if (!success) {
  throw new Error(`${test} fails: what is counted is not what bench/trips/life.ts says`);
}

const actions = Object.entries(life);
const sum = (count: (asked: (typeof life)[string]) => number) =>
  actions.reduce((total, [, asked]) => total + count(asked), 0);
const calls = sum((asked) => asked.calls.length);
const rows = [
  ["action", "trips before its answer", "trips of its deliveries", "calls of Telegram"],
  ...actions.map(([name, { before, after, calls }]) => [
    name,
    String(before),
    String(after),
    `${calls.length}: ${calls.join(", ")}`,
  ]),
  [
    "a whole life",
    String(sum(({ before }) => before)),
    String(sum(({ after }) => after)),
    `${calls}`,
  ],
];
const presses = ["department", "claim", "resolve"].map((name) => life[name]?.before ?? NaN);
await writeResults("round_trips", [{
  benchmark: 3,
  title: "Round trips",
  text:
    `${renderTable(rows)}\n\nCounted by ${test}, COMMIT included; the worker's looks for what is ` +
    "due go by the clock and are left out. Every other press under a card waits four times as well.\n\n" +
    renderTargets([
      {
        what: "sequential trips before the answer of a press,",
        value: Math.max(...presses),
        most: 4,
      },
      { what: "calls of Telegram in a life,", value: calls, most: 16 },
    ]),
  figures: { life },
}]);
