/** A set of durations, in milliseconds. The three are null where there is none. */
export interface DurationFigures {
  readonly count: number;
  readonly mean: number | null;
  /** The middle one; of an even number the mean of the two in the middle. */
  readonly median: number | null;
  /** By nearest rank: the shortest within which nine of ten lie, always one of the set. */
  readonly p90: number | null;
}

export function measureDurations(durations: readonly number[]): DurationFigures {
  const sorted = durations.toSorted((a, b) => a - b);
  const count = sorted.length;
  const low = sorted[Math.ceil(count / 2) - 1];
  const high = sorted[Math.floor(count / 2)];
  // In whole numbers, since 0.9 is not quite nine tenths.
  const p90 = sorted[Math.ceil((count * 9) / 10) - 1];
  if (low === undefined || high === undefined || p90 === undefined) {
    return { count: 0, mean: null, median: null, p90: null };
  }
  return {
    count,
    mean: sorted.reduce((sum, one) => sum + one, 0) / count,
    median: (low + high) / 2,
    p90,
  };
}
