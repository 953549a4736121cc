import { AsyncLocalStorage } from "node:async_hooks";

const attempts = new AsyncLocalStorage<number>();

/** Runs work whose calls of Telegram belong to the nth attempt at the same thing. */
export function runAsAttempt<T>(attempt: number, work: () => T): T {
  return attempts.run(attempt, work);
}

/** 1 at the first try. */
export function getAttempt(): number {
  return attempts.getStore() ?? 1;
}
