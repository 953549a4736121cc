import type { Timers } from "../../../src/telegram/delivery/timers.ts";

/** Time that moves only when a test moves it. */
export interface ManualTimers extends Timers {
  /** Milliseconds until the next one is due; null where none is set. */
  readonly nextInMs: number | null;
  /** Moves time on in one leap, then runs what has come due, in order. */
  advance(ms: number): void;
}

export function createManualTimers(): ManualTimers {
  let now = 0;
  let waiting: { readonly at: number; readonly run: () => void }[] = [];
  const next = () => waiting.toSorted((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    set(ms, run) {
      const timer = { at: now + ms, run };
      waiting.push(timer);
      return () => {
        waiting = waiting.filter((other) => other !== timer);
      };
    },
    get nextInMs() {
      const timer = next();
      return timer === undefined ? null : timer.at - now;
    },
    advance(ms) {
      now += ms;
      for (let timer = next(); timer !== undefined && timer.at <= now; timer = next()) {
        const { run } = timer;
        waiting = waiting.filter((other) => other !== timer);
        run();
      }
    },
  };
}
