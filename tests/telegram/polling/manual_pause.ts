import type { Pause } from "../../../src/telegram/polling/pause.ts";

export interface ManualPause extends Pause {
  readonly now: () => number;
  /** Lets so many milliseconds pass, and whatever waited for them go on. */
  advance(milliseconds: number): Promise<void>;
}

/** Time that passes only when a test says so. */
export function createManualPause(): ManualPause {
  let now = 0;
  const waiting = new Set<{ readonly until: number; readonly go: () => void }>();
  return {
    now: () => now,
    random: () => 0.5,
    wait(milliseconds, signal) {
      if (signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const wait = {
          until: now + milliseconds,
          go() {
            waiting.delete(wait);
            resolve();
          },
        };
        waiting.add(wait);
        signal.addEventListener("abort", wait.go);
      });
    },
    async advance(milliseconds) {
      const end = now + milliseconds;
      while (true) {
        // What was begun goes as far as it can without time passing.
        await new Promise((resolve) => setTimeout(resolve));
        const [next] = [...waiting].toSorted((a, b) => a.until - b.until);
        if (next === undefined || next.until > end) break;
        now = Math.max(now, next.until);
        next.go();
      }
      now = end;
    },
  };
}
