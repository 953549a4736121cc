import { renderTable } from "../figures/render_table.ts";
import type { Estimate } from "../figures/statistics.ts";
import { type Round, type RoundsSummary, summariseRounds } from "../figures/summarise_rounds.ts";
import { renderTargets, type Results } from "../figures/write_results.ts";
import { type ContestantName, slowMs } from "./contestants.ts";

export interface PressesPlan {
  readonly groups: number;
  readonly rounds: number;
  readonly seconds: number;
}

type Rounds = ReadonlyMap<number, Readonly<Record<ContestantName, readonly Round[]>>>;

interface Line extends RoundsSummary {
  readonly name: ContestantName;
  readonly inFlight: number;
}

/** By how many in flight the targets go. */
const judged = 16;

const labels: Readonly<Record<ContestantName, string>> = {
  floor: "floor",
  desk: "desk",
  slow_telegram: `desk, Telegram takes ${slowMs} ms`,
  embedded: "desk, embedded",
};

/** Benchmarks 1, 2 and 8, as they come of the same rounds. */
export function renderPresses(
  rounds: Rounds,
  plan: PressesPlan,
  machine: string,
): readonly Results[] {
  const compare = (names: readonly ContestantName[], base: ContestantName): readonly Line[] =>
    [...rounds].flatMap(([inFlight, all]) =>
      names.map((name) => ({ name, inFlight, ...summariseRounds(all[name], all[base]) }))
    );
  const pick = (lines: readonly Line[], wanted: ContestantName) => {
    const line = lines.find(({ name, inFlight }) => name === wanted && inFlight === judged);
    if (line === undefined) throw new Error(`nothing was measured at ${judged} in flight`);
    return line;
  };
  const foot = `Medians of ${plan.rounds} rounds of ${plan.seconds} s each, in turns, over ` +
    `${plan.groups} groups; ratios are medians of the rounds' ratios, with their 95 % intervals. ` +
    machine;
  const render = (title: string, benchmark: number, lines: readonly Line[], base: string) => ({
    benchmark,
    title,
    figures: { plan, machine, lines },
    text: `${renderLines(lines, base)}\n\n${foot}`,
  });
  const withTargets = (results: Results, targets: Parameters<typeof renderTargets>[0]) => ({
    ...results,
    text: `${results.text}\n\n${renderTargets(targets)}`,
  });

  const first = compare(["floor", "desk"], "floor");
  const second = compare(["desk", "slow_telegram"], "desk");
  const eighth = compare(["desk", "embedded"], "desk");
  const { ratios } = pick(first, "desk");
  const slow = pick(second, "slow_telegram");
  return [
    withTargets(render("Press to answer", 1, first, "the floor"), [
      {
        what: `presses/s at ${judged} in flight, of the floor's`,
        value: ratios.rate.median,
        least: 0.6,
      },
      { what: "p99, of the floor's", value: ratios.p99.median, most: 2 },
      { what: "CPU per press, of the floor's", value: ratios.cpu.median, most: 1.5 },
    ]),
    withTargets(render(`A Telegram that takes ${slowMs} ms`, 2, second, "the quick Telegram"), [
      {
        what: `ms from press to arrival, p50 at ${judged} in flight,`,
        value: slow.arrived.p50,
        most: 15,
      },
      { what: "ms from press to completion, p50,", value: slow.completed.p50, most: 65 },
      { what: "presses/s, of benchmark 1's", value: slow.ratios.rate.median, least: 0.9 },
    ]),
    render("Embedded", 8, eighth, "the server"),
  ];
}

function renderLines(lines: readonly Line[], base: string): string {
  return renderTable([
    [
      "in flight",
      "",
      "presses/s",
      `of ${base}`,
      "arrival p50",
      "p95",
      "p99",
      "p99 of it",
      "completion p50",
      "p99",
      "CPU ms a press",
      "of it",
    ],
    ...lines.map((line) => [
      String(line.inFlight),
      labels[line.name],
      line.pressesPerSecond.toFixed(0),
      ratio(line.ratios.rate),
      line.arrived.p50.toFixed(1),
      line.arrived.p95.toFixed(1),
      line.arrived.p99.toFixed(1),
      ratio(line.ratios.p99),
      line.completed.p50.toFixed(1),
      line.completed.p99.toFixed(1),
      line.cpuMsPerPress.toFixed(2),
      ratio(line.ratios.cpu),
    ]),
  ]);
}

function ratio({ median, low, high }: Estimate): string {
  return low === high
    ? median.toFixed(2)
    : `${median.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}
