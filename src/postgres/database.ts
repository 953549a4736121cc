import { type Database, noTelemetry, type Telemetry, type Transaction } from "../desk/ports.ts";
import type { Sql } from "./connection.ts";
import { getErrorCode } from "./database_error.ts";
import { becomeApp, becomeOwner } from "./statements/session.ts";
import type { Statement } from "./statement.ts";
import { PostgresTransaction } from "./transaction.ts";
import { traceEdges, type TransactionEdges } from "./transaction_edges.ts";

/** Two transactions stood in each other's way, and this one was chosen to give in. */
const conflictCodes = new Set(["40001", "40P01"]);
const mostTries = 4;

/** Transactions of either backend. */
export class PostgresDatabase implements Database {
  readonly #sql: Sql;
  readonly #telemetry: Telemetry;

  constructor(sql: Sql, telemetry: Telemetry) {
    this.#sql = sql;
    this.#telemetry = telemetry;
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

  #beginOnce<T>(
    become: Statement<Record<never, never>>,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    const telemetry = this.#telemetry;
    if (telemetry === noTelemetry) return this.#run(become, work);
    return telemetry.traced("transaction", "db.transaction", () => {
      const edges = traceEdges(telemetry);
      return this.#run(become, work, edges).finally(() => edges.over());
    }, { "db.system": "postgresql" });
  }

  async #run<T>(
    become: Statement<Record<never, never>>,
    work: (tx: Transaction) => Promise<T>,
    edges?: TransactionEdges,
  ): Promise<T> {
    const { result } = await this.#sql.begin(async (sql) => {
      edges?.begun();
      const tx = new PostgresTransaction(sql, this.#telemetry);
      try {
        // Sent first, but not awaited on its own: it travels with the first statements of the work.
        const [, result] = await Promise.all([tx.run(become, {}), work(tx)]);
        edges?.ending("commit");
        return { result };
      } catch (error) {
        edges?.ending("rollback");
        throw error;
      } finally {
        tx.end();
      }
    });
    return result;
  }
}
