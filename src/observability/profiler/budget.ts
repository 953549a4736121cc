/** How much time may be spent on something beside the work itself. */
export interface Budget {
  /** Whether anything is left. */
  isOpen(): boolean;
  /** @param milliseconds what was spent; more than was left is paid back before it opens again */
  spend(milliseconds: number): void;
}

export interface BudgetOptions {
  /** Of all time, from 0 to 1: so much comes back. */
  readonly share: number;
  /** Milliseconds that may be saved up, and are there at first. */
  readonly most: number;
  /** Milliseconds on any steady clock. */
  readonly now: () => number;
}

export function createBudget({ share, most, now }: BudgetOptions): Budget {
  let left = most;
  let seen = now();
  const refill = () => {
    const time = now();
    left = Math.min(most, left + Math.max(time - seen, 0) * share);
    seen = time;
  };
  return {
    isOpen() {
      refill();
      return left > 0;
    },
    spend(milliseconds) {
      refill();
      left -= milliseconds;
    },
  };
}
