import { finishWithin } from "./finish_within.ts";

/** Who waits goes before what nobody waits for. */
export interface Precedence {
  /** Does what somebody waits for, at once. */
  goFirst<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing that somebody waits for is under way, or it has waited long enough. */
  letPass(): Promise<void>;
}

/**
 * What nobody waits for gets its turn all the same where somebody always waits: so rarely that it
 * hardly disturbs them, so often that thousands of timers are run within minutes.
 */
const usualPatienceMs = 50;

/**
 * Of one process: whoever works for other replicas' people is not known here.
 *
 * @param patienceMs how long who is not waited for lets others pass
 */
export function createPrecedence(patienceMs = usualPatienceMs): Precedence {
  let underWay = 0;
  let passed: PromiseWithResolvers<void> | null = null;
  return {
    async goFirst(work) {
      underWay += 1;
      try {
        return await work();
      } finally {
        underWay -= 1;
        if (underWay === 0) {
          passed?.resolve();
          passed = null;
        }
      }
    },
    async letPass() {
      if (underWay === 0) return;
      passed ??= Promise.withResolvers();
      await finishWithin(patienceMs, passed.promise);
    },
  };
}
