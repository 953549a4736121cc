/**
 * What a profile costs by itself: `deno task bench:profiler`. In a process that has loaded the whole
 * desk, since V8 looks at every function there is before it takes the first sample.
 *
 *     --rounds=15 --json=bench/results/profiler_cost.json
 */
import process from "node:process";
import { parseArgs } from "node:util";
import { createPayload } from "../src/observability/profiler/create_payload.ts";
import { createOriginalLocator } from "../src/observability/profiler/locate_original.ts";
import { openProfiler } from "../src/observability/profiler/open_profiler.ts";
import { renderTable } from "./figures/render_table.ts";
import { type Estimate, estimate } from "./figures/statistics.ts";
import { workLikeADesk } from "./profiler/work_like_a_desk.ts";
import "../program.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "15" },
    json: { type: "string", default: "bench/results/profiler_cost.json" },
  },
});
const rounds = Number(values.rounds);
const now = () => performance.now();
const root = new URL("../", import.meta.url);
const about = { root, release: "roadcall@bench", environment: "bench" };

interface Cost {
  readonly cpuMs: number;
  readonly wallMs: number;
}

async function measure<T>(
  work: () => T | Promise<T>,
): Promise<{ readonly cost: Cost; readonly value: T }> {
  const before = process.cpuUsage();
  const startedAt = now();
  const value = await work();
  const wallMs = now() - startedAt;
  const { user, system } = process.cpuUsage(before);
  return { cost: { cpuMs: (user + system) / 1_000, wallMs }, value };
}

async function open(intervalMicroseconds: number) {
  const profiler = await openProfiler({ now, intervalMicroseconds });
  if (profiler === null) throw new Error("start it with --allow-sys");
  return profiler;
}

/** Starting, stopping and telling, apart from the samples between. */
async function measureSteps() {
  const profiler = await open(2_000);
  const locator = createOriginalLocator();
  const steps = { start: [] as Cost[], stop: [] as Cost[], tell: [] as Cost[] };
  let bytes = 0;
  for (let round = 0; round < rounds; round++) {
    const started = await measure(() => profiler.start());
    const start = now();
    await workLikeADesk(1_000);
    const end = now();
    const stopped = await measure(() => started.value?.stop());
    const told = await measure(() => {
      if (!stopped.value) throw new Error("V8 has failed");
      const transaction = { id: "a".repeat(32), name: "bench", traceId: "b".repeat(32) };
      return createPayload(
        stopped.value,
        { ...transaction, start, end, startedAt: new Date() },
        { ...about, locator },
      );
    });
    steps.start.push(started.cost);
    steps.stop.push(stopped.cost);
    steps.tell.push(told.cost);
    bytes = JSON.stringify(told.value).length;
  }
  profiler.close();
  return { steps, bytes };
}

/** How much dearer work is while samples are taken, by how often they are. */
async function measureSampling(intervals: readonly number[]) {
  const plain: number[] = [];
  const sampled = new Map<number, number[]>(intervals.map((interval) => [interval, []]));
  for (let round = 0; round < rounds; round++) {
    plain.push((await measure(() => workLikeADesk(6_000))).cost.cpuMs);
    for (const [interval, costs] of sampled) {
      const profiler = await open(interval);
      const recording = profiler.start();
      costs.push((await measure(() => workLikeADesk(6_000))).cost.cpuMs);
      await recording?.stop();
      profiler.close();
    }
  }
  return [...sampled].map(([interval, costs]) => ({
    interval,
    ratio: estimate(costs.map((cost, round) => cost / (plain[round] ?? NaN))),
  }));
}

await workLikeADesk(20_000);
const { steps, bytes } = await measureSteps();
const sampling = await measureSampling([1_000, 2_000, 5_000, 10_000]);

const summary = Object.entries(steps).map(([name, costs]) => ({
  name,
  cpu: estimate(costs.map(({ cpuMs }) => cpuMs)),
  wall: estimate(costs.map(({ wallMs }) => wallMs)),
}));
const show = ({ median, low, high }: Estimate, digits: number) =>
  `${median.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
console.log(renderTable([
  ["one profile", "CPU ms", "wall ms"],
  ...summary.map(({ name, cpu, wall }) => [name, show(cpu, 1), show(wall, 1)]),
]));
console.log(`\nIts payload has ${(bytes / 1_000).toFixed(0)} kB here.\n`);
console.log(renderTable([
  ["a sample every", "CPU of unprofiled"],
  ...sampling.map(({ interval, ratio }) => [`${interval / 1_000} ms`, show(ratio, 3)]),
]));
const machine = `${navigator.hardwareConcurrency} cores, Deno ${Deno.version.deno}`;
console.log(`\nMedians of ${rounds} rounds with their 95 % intervals; ${machine}.`);
await Deno.mkdir(new URL("results/", import.meta.url), { recursive: true });
await Deno.writeTextFile(
  values.json,
  JSON.stringify({ rounds, machine, steps: summary, bytes, sampling }, null, 2) + "\n",
);
Deno.exit(0);
