/** Where a bounded number of things waits for its turn. */
export interface WaitingRoom<T> {
  readonly size: number;
  /**
   * @param isUrgent its turn comes before all that is not
   * @returns what had to go because there is no room left, which may be the very thing; else null
   */
  add(thing: T, isUrgent: boolean): T | null;
  /** The next one. */
  take(): T | null;
}

/** @param most so many wait at most */
export function createWaitingRoom<T>(most: number): WaitingRoom<T> {
  const urgent: T[] = [];
  const others: T[] = [];
  const count = () => urgent.length + others.length;
  return {
    get size() {
      return count();
    },
    add(thing, isUrgent) {
      let gone: T | null = null;
      if (count() >= most) {
        // The oldest of what can wait makes room for what cannot.
        gone = isUrgent ? others.shift() ?? thing : thing;
        if (gone === thing) return gone;
      }
      (isUrgent ? urgent : others).push(thing);
      return gone;
    },
    take: () => urgent.shift() ?? others.shift() ?? null,
  };
}
