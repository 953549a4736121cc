const minuteMs = 60_000;

export type LossesOptions = {
  /** Is told how many things were lost since the last time, by reason; at most once a minute. */
  readonly warn: (lost: Readonly<Record<string, number>>) => void;
  /** milliseconds */
  readonly now: () => number;
  /** Calls back later; it must not keep the program running. */
  readonly schedule: (run: () => void, milliseconds: number) => void;
};

/** Keeps account of what did not reach Sentry, and says so, but not for each of it. */
export interface Losses {
  record(reason: string, quantity?: number): void;
}

export function createLosses({ warn, now, schedule }: LossesOptions): Losses {
  let lost: Record<string, number> = {};
  let warnedAt = Number.NEGATIVE_INFINITY;
  let isScheduled = false;
  const tell = () => {
    isScheduled = false;
    warnedAt = now();
    const told = lost;
    lost = {};
    warn(told);
  };
  return {
    record(reason, quantity = 1) {
      lost[reason] = (lost[reason] ?? 0) + quantity;
      if (isScheduled) return;
      isScheduled = true;
      // Not at once even the first time: what is lost, is rarely lost alone.
      schedule(tell, Math.max(1000, warnedAt + minuteMs - now()));
    },
  };
}
