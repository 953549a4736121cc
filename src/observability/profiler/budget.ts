/** How much may be spent on something beside the work itself. */
export interface Budget {
  /** Whether anything is left. */
  isOpen(): boolean;
  /** What was spent; more than was left is paid back before it opens again. */
  spend(amount: number): void;
}

export interface BudgetOptions {
  /** All that has ever been earned; it grows by the time. */
  readonly earned: () => number;
  /** So much may be saved up, and is there at first. */
  readonly most: number;
}

export function createBudget({ earned, most }: BudgetOptions): Budget {
  let left = most;
  let seen = earned();
  const refill = () => {
    const now = earned();
    left = Math.min(most, left + Math.max(now - seen, 0));
    seen = now;
  };
  return {
    isOpen() {
      refill();
      return left > 0;
    },
    spend(amount) {
      refill();
      left -= amount;
    },
  };
}
