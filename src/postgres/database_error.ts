/**
 * What an operator must mend before the program can work with its database. The message says what
 * is wrong and what to do, in words that may be printed as they are: no password, no address with
 * one in it.
 */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
}

/** The code that Postgres, postgres.js or the network gave to an error; null where it has none. */
export function getErrorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}

/** What an error of Postgres says, without the statement or its values. */
export function getErrorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
