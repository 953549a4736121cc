import type { DatabaseFailure, Telemetry, Transaction } from "../../desk/ports.ts";
import type { SeenNames } from "./seen_names.ts";
import type { SeenTransaction } from "./seen_transaction.ts";

/** What all watched operations of a store have in common. */
export interface Watching {
  readonly telemetry: Telemetry;
  readonly names: SeenNames;
  readonly transactions: WeakMap<Transaction, SeenTransaction>;
  readonly explain: (error: unknown) => DatabaseFailure;
  /** Milliseconds, ever growing. */
  readonly now: () => number;
}

type Operation<A extends readonly unknown[], O> = (tx: Transaction, ...args: A) => Promise<O>;

/** Watches one operation of a repository. */
export type Watch = <A extends readonly unknown[], O>(
  operation: Operation<A, O>,
  /** In snake_case, as its span and its figures are named. */
  name: string | ((...args: A) => string),
  /** What its result says of whom and what the transaction is about. */
  notice?: (seen: SeenTransaction, result: O, ...args: A) => void,
) => Operation<A, O>;

/** @param op of the spans, `db.` and the repository's name */
export function createWatch(
  { telemetry, transactions, explain, now }: Watching,
  op: `db.${string}`,
): Watch {
  return (operation, name, notice) => (tx, ...args) => {
    const named = typeof name === "string" ? name : name(...args);
    return telemetry.traced(named, op, async () => {
      const started = now();
      const tell = () => {
        const duration = now() - started;
        telemetry.distribution("database.query.duration", duration, { operation: named });
        return Math.round(duration * 10) / 10;
      };
      const seen = transactions.get(tx);
      try {
        // Called before the first await: it sends its statements now, with what is started beside it.
        const result = await operation(tx, ...args);
        telemetry.addBreadcrumb({
          category: "query",
          message: named,
          data: { rows: countRows(result), duration_ms: tell() },
        });
        if (seen !== undefined) notice?.(seen, result, ...args);
        return result;
      } catch (error) {
        tell();
        seen?.sawFailure(named, explain(error));
        throw error;
      }
    });
  };
}

function countRows(result: unknown): number {
  if (Array.isArray(result)) return result.length;
  return result === null || result === undefined ? 0 : 1;
}
