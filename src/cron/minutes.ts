export const minuteMs = 60_000;

/** So long before the next minute the lease of this one ends, since no two clocks agree. */
const toleranceSeconds = 5;

/**
 * How long the lease to check in is taken for: until shortly before the next minute. Whoever is
 * first in a minute has it, so that a replica that died is missed in no minute but its own.
 *
 * @param at milliseconds since 1970
 */
export function secondsOfTheLease(at: number): number {
  const left = Math.floor((minuteMs - at % minuteMs) / 1000);
  return Math.max(left - toleranceSeconds, Math.min(left, toleranceSeconds), 1);
}
