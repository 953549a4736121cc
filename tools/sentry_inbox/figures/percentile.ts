/**
 * The value that so many of the values do not exceed, by the nearest rank.
 *
 * @param sorted ascending
 * @param share from 0 to 1
 * @returns NaN of none
 */
export function percentile(sorted: readonly number[], share: number): number {
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? NaN;
}
