import { type Round, type RoundsSummary, summariseRounds } from "../figures/summarise_rounds.ts";
import type { SinkCounts } from "./start_sink.ts";
import type { Variant } from "./variants.ts";

export interface MeasuredRound extends Round {
  /** Resident, at the end. */
  readonly memoryMib: number;
}

export interface Summary extends RoundsSummary {
  readonly name: string;
  readonly target: number | null;
  readonly memoryMib: number;
  /** What reached the stand-in from start to end, the set-up and the warming-up included. */
  readonly sent: SinkCounts;
}

/** @param base the rounds without Sentry, one for each of these */
export function summarise(
  { name, target }: Variant,
  rounds: readonly MeasuredRound[],
  base: readonly MeasuredRound[],
  sent: SinkCounts,
): Summary {
  const memoryMib = rounds.at(-1)?.memoryMib ?? NaN;
  return { name, target, memoryMib, sent, ...summariseRounds(rounds, base) };
}
