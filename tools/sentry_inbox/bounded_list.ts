/** A list that forgets its oldest entries once it holds too much. */
export interface BoundedList<T> {
  readonly entries: readonly T[];
  /** How many were forgotten. */
  readonly forgotten: number;
  add(entry: T): void;
  clear(): void;
}

/** @param weigh what an entry counts; 1 unless given */
export function createBoundedList<T>(
  limit: number,
  weigh: (entry: T) => number = () => 1,
): BoundedList<T> {
  let entries: T[] = [];
  let weight = 0;
  let forgotten = 0;
  return {
    get entries() {
      return entries;
    },
    get forgotten() {
      return forgotten;
    },
    add(entry) {
      entries.push(entry);
      weight += weigh(entry);
      // The newest stays, however large it is.
      while (weight > limit && entries.length > 1) {
        const [oldest] = entries.splice(0, 1);
        if (oldest !== undefined) weight -= weigh(oldest);
        forgotten++;
      }
    },
    clear() {
      entries = [];
      weight = 0;
      forgotten = 0;
    },
  };
}
