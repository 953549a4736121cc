const everyMs = 20;

export interface Stalls {
  /** The longest time so far in which this process got no turn, in the wall's milliseconds. */
  longestMs(): number;
}

/**
 * Watches how long the machine holds everything up. Time goes on meanwhile, and faster here than on
 * the wall: a replica that gets no turn for long has lost its leases.
 */
export function watchStalls(signal: AbortSignal): Stalls {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - everyMs);
    last = now;
  }, everyMs);
  signal.addEventListener("abort", () => clearInterval(timer));
  return { longestMs: () => Math.round(longest) };
}
