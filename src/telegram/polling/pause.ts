import { systemTimers, waitFor } from "../delivery/timers.ts";

/** How the poll loop lets time pass; tests have their own. */
export interface Pause {
  /** Resolves after so many milliseconds, or as soon as the signal aborts. Never rejects. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** From 0 up to 1, so that many programs do not come back at the same moment. */
  random(): number;
}

export const realPause: Pause = {
  wait: (milliseconds, signal) => waitFor(systemTimers, milliseconds, signal),
  random: Math.random,
};

const firstMs = 500;
const longestMs = 30_000;

/**
 * Milliseconds to wait after the nth failure in a row: half a second, doubled each time up to half
 * a minute, of which a random half is taken off.
 */
export function getBackoffMs(failures: number, pause: Pause): number {
  const full = Math.min(firstMs * 2 ** (failures - 1), longestMs);
  return Math.round(full * (0.5 + pause.random() / 2));
}
