import type { DatabaseFailure } from "../desk/ports.ts";
import { getErrorCode } from "./database_error.ts";
import { isOutage } from "./is_outage.ts";
import { describeText } from "./describe_statement.ts";
import type { Statement } from "./statement.ts";

/**
 * A statement that failed, thrown from where it was run: what postgres.js throws was made where an
 * answer arrived, and knows nothing of who asked. That one is its cause.
 */
export class StatementError extends Error {
  override readonly name = "StatementError";
  /** As of the cause. */
  readonly code: string | null;

  constructor(readonly statement: Pick<Statement, "name" | "text">, cause: unknown) {
    const code = getErrorCode(cause);
    const why = [code, findName(cause, "constraint_name")].filter((one) => one !== null);
    super(
      `Statement ${statement.name} failed${why.length === 0 ? "" : ` (${why.join(", ")})`}`,
      { cause },
    );
    this.code = code;
  }
}

/** What an error that the store threw says of the database, in words that may be shown. */
export function explainFailure(error: unknown): DatabaseFailure {
  const statement = error instanceof StatementError ? error.statement : null;
  const cause = error instanceof StatementError ? error.cause : error;
  return {
    code: getErrorCode(error),
    table: findName(cause, "table_name") ??
      (statement === null ? null : describeText(statement.text).table),
    constraint: findName(cause, "constraint_name"),
    outage: isOutage(error),
  };
}

function findName(error: unknown, field: string): string | null {
  if (!(error instanceof Error)) return null;
  const value: unknown = Reflect.get(error, field);
  return typeof value === "string" ? value : null;
}
