import type { Telemetry } from "../desk/ports.ts";

/** Where a transaction begins and ends, beside its statements. Each is told at most once. */
export interface TransactionEdges {
  begun(): void;
  ending(how: "commit" | "rollback"): void;
  over(): void;
}

const attributes = { "db.system": "postgresql" } as const;

/**
 * Spans for what postgres.js does around the work: `begin`, which has the wait for a free connection
 * in it, and `commit` or `rollback`. Called at the transaction's beginning, in its span.
 */
export function traceEdges(telemetry: Telemetry): TransactionEdges {
  const trace = (name: string) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const told = { ...attributes, "db.operation.name": name };
    void telemetry.traced(name, "db.query", () => promise, told);
    return resolve;
  };
  let end = trace("begin");
  return {
    begun: () => end(),
    ending: (how) => void (end = trace(how)),
    over: () => end(),
  };
}
