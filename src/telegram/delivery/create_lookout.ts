import { AsyncLocalStorage } from "node:async_hooks";
import type { Timers } from "./timers.ts";

/** What a look for due deliveries came to. */
export interface Look {
  readonly foundAny: boolean;
  /** When to look again, in milliseconds; 0 where there may be more already. */
  readonly nextInMs: number;
}

/** Decides when to look for what is due. */
export interface Lookout {
  /** Something may be due: looks soon. Cheap, and safe to call at any time. */
  wake(): void;
  /** Looks at once, or once again after a look that is under way. */
  lookNow(): void;
  /** The look that is under way, with what follows it at once; null where there is none. */
  readonly looking: Promise<void> | null;
  /** No look begins any more. */
  stop(): void;
}

/** What a killed replica had in hand and a clock that was moved are noticed at least this often. */
const longestWaitMs = 4_000;
/**
 * Whoever wakes it so shortly after a look that found nothing waits for the rest of it: where many
 * press at once, each would have it look for what Telegram's limits do not let go yet.
 */
const betweenLooksMs = 40;

/**
 * @param look null where nothing can be taken now; then somebody calls `lookNow` once that is over.
 *   It never rejects.
 */
export function createLookout(timers: Timers, look: () => Promise<Look | null>): Lookout {
  // Whoever wakes it is in the middle of work of their own, which this is no part of.
  const byItself = AsyncLocalStorage.snapshot();
  let stopped = false;
  let wanted: "soon" | "now" | null = null;
  let looking: Promise<void> | null = null;
  let foundNothingUntil = -Infinity;
  let callOffTimer = () => {};

  function setTimer(ms: number): void {
    callOffTimer();
    callOffTimer = timers.set(ms, lookNow);
  }

  function lookNow(): void {
    wanted = "now";
    begin();
  }

  /** A look that is under way sees to it at its end. */
  function begin(): void {
    if (stopped || looking !== null) return;
    const earlyMs = wanted === "soon" ? foundNothingUntil - timers.now() : 0;
    if (earlyMs > 0) return setTimer(earlyMs);
    looking = byItself(lookOnce).finally(() => {
      looking = null;
      if (wanted !== null) begin();
    });
  }

  async function lookOnce(): Promise<void> {
    wanted = null;
    callOffTimer();
    const found = await look();
    if (found === null || stopped) return;
    const { foundAny, nextInMs } = found;
    if (nextInMs === 0) return lookNow();
    if (!foundAny) foundNothingUntil = timers.now() + Math.min(nextInMs, betweenLooksMs);
    setTimer(Math.min(nextInMs, longestWaitMs));
  }

  return {
    wake() {
      if (wanted !== null) return;
      wanted = "soon";
      begin();
    },
    lookNow,
    get looking() {
      return looking;
    },
    stop() {
      stopped = true;
      callOffTimer();
    },
  };
}
