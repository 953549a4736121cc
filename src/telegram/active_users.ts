const hourMs = 60 * 60 * 1000;

/** Who did something within the last hour, as far as this replica knows. */
export interface ActiveUsers {
  note(userId: number): void;
  count(): number;
}

/** @param now milliseconds, ever growing */
export function createActiveUsers(now: () => number): ActiveUsers {
  /** By when they were seen last, the longest ago first. */
  const seenAt = new Map<number, number>();

  function forgetEarlier(): void {
    const since = now() - hourMs;
    for (const [userId, at] of seenAt) {
      if (at > since) return;
      seenAt.delete(userId);
    }
  }

  return {
    note(userId) {
      forgetEarlier();
      seenAt.delete(userId);
      seenAt.set(userId, now());
    },
    count() {
      forgetEarlier();
      return seenAt.size;
    },
  };
}
