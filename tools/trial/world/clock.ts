/** This world's time: it starts at the wall's, and runs as many times faster. */
export interface TrialClock {
  /** Seconds of this world in one of the wall's. */
  readonly scale: number;
  /** When both showed the same, in milliseconds since the epoch. */
  readonly anchorMs: number;
  /** Milliseconds since the epoch. */
  now(): number;
  /** The wall's milliseconds that so many seconds of this world take. */
  toWallMs(seconds: number): number;
}

export function createClock(scale: number): TrialClock {
  const anchorMs = Date.now();
  return {
    scale,
    anchorMs,
    now: () => Math.round(anchorMs + (Date.now() - anchorMs) * scale),
    toWallMs: (seconds) => seconds * 1000 / scale,
  };
}
