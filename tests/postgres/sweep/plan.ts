/** What a sweep does with each method of each repository. A new one does not compile without it. */
import type { Store, Transaction } from "../../../src/desk/ports.ts";

type Call = (tx: Transaction) => Promise<unknown>;

export type Line =
  /** Asks for, or changes, what belongs to the other organisation, by its own ids. */
  | {
    readonly type: "attempt";
    readonly call: Call;
    /** Whether the answer says nothing; by its emptiness unless given. */
    readonly isNothing: (answer: unknown) => boolean;
    /** Why the same call has no effect that can be seen in the organisation itself; null: it has. */
    readonly idleAtHome: string | null;
  }
  /** There is no id by which another organisation's data could be named. */
  | { readonly type: "own"; readonly call: Call }
  /** Across organisations on purpose. */
  | { readonly type: "across"; readonly reason: string };

export type Repositories = Omit<Store, "database">;

export type Plan<R extends keyof Repositories> = {
  readonly [K in R]: { readonly [M in keyof Repositories[K]]: Line };
};

export function attempt(
  call: Call,
  { isNothing = isEmpty, idleAtHome = null }: {
    readonly isNothing?: (answer: unknown) => boolean;
    readonly idleAtHome?: string | null;
  } = {},
): Line {
  return { type: "attempt", call, isNothing, idleAtHome };
}

export function own(call: Call): Line {
  return { type: "own", call };
}

export function across(reason: string): Line {
  return { type: "across", reason };
}

function isEmpty(answer: unknown): boolean {
  if (answer === null || answer === undefined || answer === false) return true;
  if (answer === 0 || answer === "") return true;
  return typeof answer === "object" && Object.values(answer).every(isEmpty);
}
