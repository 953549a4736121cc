import type { PressRun } from "../desk/press_cards.ts";
import { type Estimate, estimate, median, quantile } from "../figures/statistics.ts";
import type { SinkCounts } from "./start_sink.ts";
import type { Variant } from "./variants.ts";

export interface Round extends PressRun {
  /** Of the desk's process, until all that followed from the presses was done. */
  readonly cpuMs: number;
  /** Resident, at the end. */
  readonly memoryMib: number;
}

export interface Summary {
  readonly name: string;
  readonly target: number | null;
  /** The desk's own CPU time, in milliseconds. */
  readonly cpuMsPerPress: number;
  readonly pressesPerSecond: number;
  /** Milliseconds from the press to its answer, over all rounds. */
  readonly answered: { readonly p50: number; readonly p95: number; readonly p99: number };
  readonly memoryMib: number;
  /** As shares of the same round without Sentry; more is worse. */
  readonly ratios: { readonly cpu: Estimate; readonly wall: Estimate; readonly p99: Estimate };
  /** What reached the stand-in from start to end, the set-up and the warming-up included. */
  readonly sent: SinkCounts;
}

/** @param base the rounds without Sentry, one for each of these */
export function summarise(
  { name, target }: Variant,
  rounds: readonly Round[],
  base: readonly Round[],
  sent: SinkCounts,
): Summary {
  const compare = (figure: (round: Round) => number): Estimate =>
    estimate(rounds.flatMap((round, index) => {
      const other = base[index];
      return other === undefined ? [] : [figure(round) / figure(other)];
    }));
  const waits = rounds.flatMap(({ presses }) => presses.map(({ answeredMs }) => answeredMs));
  return {
    name,
    target,
    cpuMsPerPress: median(rounds.map(({ cpuMs, presses }) => cpuMs / presses.length)),
    pressesPerSecond: median(rounds.map(({ wallMs, presses }) => 1_000 * presses.length / wallMs)),
    answered: {
      p50: quantile(waits, 0.5),
      p95: quantile(waits, 0.95),
      p99: quantile(waits, 0.99),
    },
    memoryMib: rounds.at(-1)?.memoryMib ?? NaN,
    ratios: {
      cpu: compare(({ cpuMs }) => cpuMs),
      wall: compare(({ wallMs }) => wallMs),
      p99: compare(({ presses }) => quantile(presses.map(({ answeredMs }) => answeredMs), 0.99)),
    },
    sent,
  };
}
