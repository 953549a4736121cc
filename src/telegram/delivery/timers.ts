/** Time as the worker sees it, so that tests move it. It only paces; the database decides. */
export interface Timers {
  /** Milliseconds from any fixed moment on, never going back. */
  now(): number;
  /** Runs `run` once after so many milliseconds. @returns a function that calls it off */
  set(ms: number, run: () => void): () => void;
}

/** Resolves after so many milliseconds, or as soon as the signal aborts. */
export function waitFor(timers: Timers, ms: number, over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const callOff = timers.set(ms, end);
    function end(): void {
      callOff();
      over.removeEventListener("abort", end);
      resolve();
    }
    if (over.aborted) end();
    else over.addEventListener("abort", end);
  });
}

export const systemTimers: Timers = {
  now: () => performance.now(),
  set(ms, run) {
    const id = setTimeout(run, ms);
    return () => clearTimeout(id);
  },
};
