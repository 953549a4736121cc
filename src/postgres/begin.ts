import type { Sql, TransactionSql } from "./connection.ts";
import { isConnectionLost } from "./is_outage.ts";

/** The connection of a transaction hangs: neither an answer comes nor an end. */
export class HangingConnectionError extends Error {
  override readonly name = "HangingConnectionError";
  /** As postgres.js names what it finds out by itself. */
  readonly code = "CONNECTION_HANGS";
}

export interface BeginOptions {
  /** How long a transaction may take, with the wait for a connection; null: as long as it likes. */
  readonly deadlineMs: number | null;
  /** The client cannot be relied on any more: a connection of it broke, or hangs. */
  readonly onBroken: () => void;
}

/** Work between BEGIN and COMMIT. Once `lost` aborts, nothing may be sent any more. */
export type TransactionWork<T> = (sql: TransactionSql, lost: AbortSignal) => Promise<T>;

/**
 * `sql.begin` of postgres.js, for connections that break. By itself (3.4.9) it goes on with the
 * work after the connection is gone, and sends what the work sends, and its own COMMIT or ROLLBACK,
 * to a connection that is closed, which throws where nobody can catch it, or is another
 * transaction's by then. So here the work is held fast once the connection is lost: it never ends,
 * and nobody waits for it.
 */
export async function begin<T>(
  sql: Sql,
  work: TransactionWork<T>,
  { deadlineMs, onBroken }: BeginOptions,
): Promise<T> {
  const lost = new AbortController();
  const overdue = Promise.withResolvers<never>();
  const begun = sql.begin(async (tx) => {
    if (lost.signal.aborted) await never();
    try {
      const result = await work(tx, lost.signal);
      if (lost.signal.aborted) await never();
      return { result };
    } catch (error) {
      // A statement hears of a broken connection a moment before the transaction does.
      await new Promise((resolve) => setTimeout(resolve));
      if (lost.signal.aborted) await never();
      throw error;
    }
  });
  begun.catch((error: unknown) => lost.abort(error));
  // From here and not from BEGIN's answer, which may be what does not come.
  const timer = deadlineMs === null ? undefined : setTimeout(() => {
    const error = new HangingConnectionError(`No end of a transaction after ${deadlineMs} ms`);
    lost.abort(error);
    overdue.reject(error);
    onBroken();
  }, deadlineMs);
  try {
    const { result } = await Promise.race([begun, overdue.promise]);
    return result;
  } catch (error) {
    if (isConnectionLost(error)) onBroken();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function never(): Promise<never> {
  return new Promise(() => {});
}
