/** What follows from a failed call: when to try again, or that nobody will. */
import { isClosed, type TelegramFailure } from "./telegram_errors.ts";

export type RetryPlan =
  | {
    readonly type: "postpone";
    readonly seconds: number;
    /** How long the chat's other deliveries wait, so that they stay in order behind this one. */
    readonly pauseSeconds: number;
    readonly level: "debug" | "warn" | "error";
    /** Null where nothing is wrong. */
    readonly error: string | null;
  }
  | {
    readonly type: "abandon";
    readonly level: "warn" | "error";
    readonly error: string;
    /** It might have healed, and has not; else trying again was pointless. */
    readonly outlived: boolean;
  };

export interface Trying {
  /** 1 at the first try. */
  readonly attempt: number;
  /** Since it failed first, by the database's clock. */
  readonly failingMs: number;
  /** In [0, 1): spreads the tries of several replicas and chats. */
  readonly random: number;
}

const longestDelaySeconds = 60 * 60;
/** So long after it failed first a delivery is tried for the last time. */
export const giveUpAfterMs = 24 * 60 * 60 * 1000;
/** A chat waits no longer than this for one call that fails again and again. */
const longestPauseSeconds = 5;

/**
 * Twice as long each time up to an hour, and the last try a day after the first failure.
 *
 * @param failure null where the program itself failed, not a call
 */
export function planRetry(
  failure: TelegramFailure | null,
  { attempt, failingMs, random }: Trying,
): RetryPlan {
  switch (failure?.type) {
    case "rate_limited": {
      const seconds = Math.max(1, Math.ceil(failure.retryAfterSeconds));
      return { type: "postpone", seconds, pauseSeconds: seconds, level: "debug", error: null };
    }
    case "forbidden":
      return { type: "abandon", level: "warn", error: failure.summary, outlived: false };
    case "migrated":
      // It is followed when the next try is refused in the same way; what cannot be is given up.
      return attempt > 3
        ? { type: "abandon", level: "warn", error: failure.summary, outlived: true }
        : { type: "postpone", seconds: 1, pauseSeconds: 0, level: "debug", error: failure.summary };
    case "refused":
      return {
        type: "abandon",
        level: isClosed(failure.reason) ? "warn" : "error",
        error: failure.summary,
        outlived: false,
      };
    default: {
      const error = failure?.summary ?? "the program failed; see its log";
      const leftMs = giveUpAfterMs - failingMs;
      if (leftMs <= 0) return { type: "abandon", level: "error", error, outlived: true };
      const nominal = Math.min(2 ** (attempt - 1), longestDelaySeconds);
      const seconds = Math.ceil(Math.min(nominal * (1 - random / 4), leftMs / 1000));
      return {
        type: "postpone",
        seconds,
        pauseSeconds: Math.min(seconds, longestPauseSeconds),
        level: failure === null ? "error" : "warn",
        error,
      };
    }
  }
}
