import type { Database, Transaction } from "../desk/ports.ts";
import type { Sql } from "./connection.ts";
import { getErrorCode } from "./database_error.ts";
import { becomeApp, becomeOwner } from "./statements/session.ts";
import type { Statement } from "./statement.ts";
import { PostgresTransaction } from "./transaction.ts";

/** Two transactions stood in each other's way, and this one was chosen to give in. */
const conflictCodes = new Set(["40001", "40P01"]);
const mostTries = 4;

/** Transactions of either backend. */
export class PostgresDatabase implements Database {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /**
   * As the port says. Where Postgres ends the transaction because of a deadlock, `work` runs again
   * from its beginning, at most three times more; so it must do nothing beside the database.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#begin(becomeApp, work);
  }

  /** As the login itself, for what only the schema's owner may. */
  transactionAsOwner<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#begin(becomeOwner, work);
  }

  async #begin<T>(
    become: Statement<Record<never, never>>,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    for (let tries = 1;; tries++) {
      try {
        return await this.#beginOnce(become, work);
      } catch (error) {
        if (tries === mostTries || !conflictCodes.has(getErrorCode(error) ?? "")) throw error;
      }
    }
  }

  async #beginOnce<T>(
    become: Statement<Record<never, never>>,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    const { result } = await this.#sql.begin(async (sql) => {
      const tx = new PostgresTransaction(sql);
      try {
        // Sent first, but not awaited on its own: it travels with the first statements of the work.
        const [, result] = await Promise.all([tx.run(become, {}), work(tx)]);
        return { result };
      } finally {
        tx.end();
      }
    });
    return result;
  }
}
