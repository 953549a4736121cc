import type { PressRun } from "../desk/press_cards.ts";
import { type Estimate, estimate, median, quantile } from "./statistics.ts";

export interface Round extends PressRun {
  /** Of the measured process. */
  readonly cpuMs: number;
}

export interface Quantiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface RoundsSummary {
  /** The measured process's own CPU time, in milliseconds. */
  readonly cpuMsPerPress: number;
  readonly pressesPerSecond: number;
  /** Milliseconds from the press until its answer had come to Telegram, over all rounds. */
  readonly arrived: Quantiles;
  /** Milliseconds until that call had been answered. */
  readonly completed: Quantiles;
  /** Of the same round of another, for each press; the rate's is more where it is better. */
  readonly ratios: {
    readonly rate: Estimate;
    readonly cpu: Estimate;
    readonly wall: Estimate;
    readonly p50: Estimate;
    readonly p99: Estimate;
  };
}

/** @param base the rounds of what these are compared with, one for each of these */
export function summariseRounds(rounds: readonly Round[], base: readonly Round[]): RoundsSummary {
  const compare = (figure: (round: Round) => number): Estimate =>
    estimate(rounds.flatMap((round, index) => {
      const other = base[index];
      return other === undefined ? [] : [figure(round) / figure(other)];
    }));
  const presses = rounds.flatMap((round) => round.presses);
  return {
    cpuMsPerPress: median(rounds.map(getCpu)),
    pressesPerSecond: median(rounds.map(getRate)),
    arrived: listQuantiles(presses.map(({ arrivedMs }) => arrivedMs)),
    completed: listQuantiles(presses.map(({ completedMs }) => completedMs)),
    ratios: {
      rate: compare(getRate),
      cpu: compare(getCpu),
      wall: compare((round) => 1 / getRate(round)),
      p50: compare((round) => getArrived(round, 0.5)),
      p99: compare((round) => getArrived(round, 0.99)),
    },
  };
}

export function listQuantiles(values: readonly number[]): Quantiles {
  return { p50: quantile(values, 0.5), p95: quantile(values, 0.95), p99: quantile(values, 0.99) };
}

function getCpu({ cpuMs, presses }: Round): number {
  return cpuMs / presses.length;
}

function getRate({ wallMs, presses }: Round): number {
  return 1_000 * presses.length / wallMs;
}

function getArrived({ presses }: Round, share: number): number {
  return quantile(presses.map(({ arrivedMs }) => arrivedMs), share);
}
