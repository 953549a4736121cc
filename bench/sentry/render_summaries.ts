import { renderTable } from "../figures/render_table.ts";
import { renderTargets } from "../figures/write_results.ts";
import type { Estimate } from "../figures/statistics.ts";
import type { Summary } from "./summarise.ts";

export interface Plan {
  readonly rounds: number;
  readonly presses: number;
  readonly inFlight: number;
  readonly groups: number;
}

export function renderSummaries(
  summaries: readonly Summary[],
  { rounds, presses, inFlight, groups }: Plan,
  machine: string,
): string {
  const cost = renderTable([
    ["Sentry", "CPU of off", "wall of off", "p99 of off", "CPU ms a press", "presses/s", "MiB"],
    ...summaries.map(({ name, ratios, cpuMsPerPress, pressesPerSecond, memoryMib }) => [
      name,
      ratio(ratios.cpu),
      ratio(ratios.wall),
      ratio(ratios.p99),
      cpuMsPerPress.toFixed(2),
      pressesPerSecond.toFixed(0),
      memoryMib.toFixed(0),
    ]),
  ]);
  const waits = renderTable([
    ["Sentry", "p50 ms", "p95 ms", "p99 ms", "transactions", "profiles", "kB"],
    ...summaries.map(({ name, arrived, sent }) => [
      name,
      arrived.p50.toFixed(1),
      arrived.p95.toFixed(1),
      arrived.p99.toFixed(1),
      String(sent["transaction"] ?? 0),
      String(sent["profile"] ?? 0),
      ((sent["bytes"] ?? 0) / 1_000).toFixed(0),
    ]),
  ]);
  const targets = summaries.flatMap(({ name, target, ratios }) =>
    target === null ? [] : [
      { what: `CPU with ${name}, of off`, value: ratios.cpu.median, most: target },
      { what: `wall with ${name}, of off`, value: ratios.wall.median, most: target },
    ]
  );
  return [
    `${rounds} rounds of ${presses} presses, ${inFlight} in flight, over ${groups} groups. ` +
    "Medians of the rounds' ratios, with their 95 % intervals.",
    cost,
    "From press to answer, and what was sent in all:",
    waits,
    machine,
    renderTargets(targets),
  ].join("\n\n");
}

function ratio({ median, low, high }: Estimate): string {
  return `${median.toFixed(3)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}
