import { type ActiveSpan, noTelemetry, type Telemetry, type Transaction } from "../desk/ports.ts";
import type { TransactionSql } from "./connection.ts";
import { tellStatement } from "./describe_statement.ts";
import type { Codecs, Statement, Values } from "./statement.ts";
import { StatementError } from "./statement_error.ts";

/** SQLSTATE of whatever is sent after a statement has failed. */
const inFailedTransaction = "25P02";

/** A transaction of postgres.js in the guise that the desk knows. */
export class PostgresTransaction implements Transaction {
  readonly transaction = true;
  readonly #sql: TransactionSql;
  readonly #lost: AbortSignal;
  readonly #telemetry: Telemetry;
  #failure: StatementError | null = null;
  #over = false;
  /** Whether the update that it applies was new to the database; null where it applies none. */
  update: "fresh" | "known" | null = null;

  /** @param lost aborts with the error by which the connection was lost */
  constructor(sql: TransactionSql, lost: AbortSignal, telemetry: Telemetry) {
    this.#sql = sql;
    this.#lost = lost;
    this.#telemetry = telemetry;
  }

  /** From now on nothing may be sent: the connection belongs to somebody else. */
  end(): void {
    this.#over = true;
  }

  /**
   * Sends at once; statements that are not awaited in between travel together.
   *
   * @throws {StatementError} where Postgres refuses it, or the connection breaks
   */
  run<P extends Codecs, R extends Codecs>(
    statement: Statement<P, R>,
    values: Values<P>,
  ): Promise<readonly Values<R>[]> {
    if (this.#telemetry === noTelemetry) return this.#send(statement, values);
    const { name, attributes } = tellStatement(statement);
    const send = (span: ActiveSpan) => this.#send(statement, values, span);
    return this.#telemetry.traced(name, "db.query", send, attributes);
  }

  async #send<P extends Codecs, R extends Codecs>(
    statement: Statement<P, R>,
    values: Values<P>,
    span?: ActiveSpan,
  ): Promise<readonly Values<R>[]> {
    if (this.#over) throw new Error(`Statement ${statement.name} came after its transaction's end`);
    const encoded = statement.encode(values);
    let rows;
    try {
      this.#lost.throwIfAborted();
      rows = await this.#sql.unsafe(statement.text, encoded, prepared);
    } catch (error) {
      throw this.#blame(new StatementError(statement, error));
    }
    span?.setAttribute("db.response.returned_rows", rows.length);
    return rows.map((row) => statement.parseRow(row));
  }

  /** What is refused because an earlier statement had failed is that one's fault. */
  #blame(error: StatementError): StatementError {
    if (error.code === inFailedTransaction && this.#failure !== null) return this.#failure;
    this.#failure ??= error;
    return error;
  }
}

/** Also without parameters, where postgres.js would send the text anew each time. */
const prepared = { prepare: true, simple: false };

/** Runs a statement in the transaction and reads its rows. */
export function runStatement<P extends Codecs, R extends Codecs>(
  tx: Transaction,
  statement: Statement<P, R>,
  values: Values<P>,
): Promise<readonly Values<R>[]> {
  if (!(tx instanceof PostgresTransaction)) {
    throw new TypeError("This transaction was not begun by the Postgres store");
  }
  return tx.run(statement, values);
}

/** Notes that the transaction applies an update, and whether that was applied before. */
export function noteUpdate(tx: Transaction, update: "fresh" | "known"): void {
  if (tx instanceof PostgresTransaction) tx.update = update;
}

/** The first row; null where there is none. */
export async function findRow<P extends Codecs, R extends Codecs>(
  tx: Transaction,
  statement: Statement<P, R>,
  values: Values<P>,
): Promise<Values<R> | null> {
  const [row] = await runStatement(tx, statement, values);
  return row ?? null;
}

/** The first row. @throws where there is none. */
export async function getRow<P extends Codecs, R extends Codecs>(
  tx: Transaction,
  statement: Statement<P, R>,
  values: Values<P>,
): Promise<Values<R>> {
  const row = await findRow(tx, statement, values);
  if (row === null) {
    throw new Error(
      `Statement ${statement.name} met no row: it does not exist, or its organisation was not ` +
        "entered",
    );
  }
  return row;
}
