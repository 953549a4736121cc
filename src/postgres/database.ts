import { type Database, noTelemetry, type Telemetry, type Transaction } from "../desk/ports.ts";
import type { Connection } from "./connection.ts";
import { getErrorCode } from "./database_error.ts";
import { isOutage } from "./is_outage.ts";
import { becomeApp, becomeEmbeddedApp, becomeOwner } from "./statements/session.ts";
import type { Statement } from "./statement.ts";
import { PostgresTransaction } from "./transaction.ts";
import { traceEdges, type TransactionEdges } from "./transaction_edges.ts";

/** Two transactions stood in each other's way, and this one was chosen to give in. */
const conflictCodes = new Set(["40001", "40P01"]);
const mostTries = 4;

/** One try of a transaction, as far as it has come. */
interface Try<T> {
  tx?: PostgresTransaction;
  /** What the work came to: from here on only the COMMIT is missing. */
  finished?: { readonly result: T };
}

/** Transactions of either backend. */
export class PostgresDatabase implements Database {
  readonly #connection: Pick<Connection, "backend" | "begin">;
  readonly #telemetry: Telemetry;

  constructor(connection: Pick<Connection, "backend" | "begin">, telemetry: Telemetry) {
    this.#connection = connection;
    this.#telemetry = telemetry;
  }

  /**
   * As the port says. Where Postgres ends the transaction because of a deadlock, `work` runs again
   * from its beginning, at most three times more; so it must do nothing beside the database.
   *
   * It also runs again where the connection broke before the COMMIT was answered, if it applies an
   * update: then it finds out whether that was applied, and what it came to is what this fulfils
   * with.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const { backend } = this.#connection;
    return this.#begin(backend === "embedded" ? becomeEmbeddedApp : becomeApp, work);
  }

  /** As the login itself, for what only the schema's owner may. */
  transactionAsOwner<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#begin(becomeOwner, work);
  }

  async #begin<T>(
    become: Statement<Record<never, never>>,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    let unheard: Try<T>["finished"];
    for (let tries = 1;; tries++) {
      const current: Try<T> = {};
      try {
        const result = await this.#beginOnce(become, work, current);
        return unheard !== undefined && current.tx?.update === "known" ? unheard.result : result;
      } catch (error) {
        if (tries === mostTries) throw error;
        const { tx, finished } = current;
        if (finished !== undefined && tx?.update === "fresh" && isOutage(error)) unheard = finished;
        else if (!conflictCodes.has(getErrorCode(error) ?? "")) throw error;
      }
    }
  }

  #beginOnce<T>(
    become: Statement<Record<never, never>>,
    work: (tx: Transaction) => Promise<T>,
    current: Try<T>,
  ): Promise<T> {
    const telemetry = this.#telemetry;
    if (telemetry === noTelemetry) return this.#run(become, work, current);
    return telemetry.traced("transaction", "db.transaction", () => {
      const edges = traceEdges(telemetry);
      return this.#run(become, work, current, edges).finally(() => edges.over());
    }, { "db.system": "postgresql" });
  }

  async #run<T>(
    become: Statement<Record<never, never>>,
    work: (tx: Transaction) => Promise<T>,
    current: Try<T>,
    edges?: TransactionEdges,
  ): Promise<T> {
    return await this.#connection.begin(async (sql, lost) => {
      edges?.begun();
      const tx = current.tx = new PostgresTransaction(sql, lost, this.#telemetry);
      try {
        // Sent first, but not awaited on its own: it travels with the first statements of the work.
        const [, result] = await Promise.all([tx.run(become, {}), work(tx)]);
        edges?.ending("commit");
        current.finished = { result };
        return result;
      } catch (error) {
        edges?.ending("rollback");
        throw error;
      } finally {
        tx.end();
      }
    });
  }
}
