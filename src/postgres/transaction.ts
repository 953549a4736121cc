import type { Transaction } from "../desk/ports.ts";
import type { TransactionSql } from "./connection.ts";
import type { Codecs, Statement, Values } from "./statement.ts";

/** A transaction of postgres.js in the guise that the desk knows. */
export class PostgresTransaction implements Transaction {
  readonly transaction = true;
  readonly #sql: TransactionSql;
  #over = false;

  constructor(sql: TransactionSql) {
    this.#sql = sql;
  }

  /** From now on nothing may be sent: the connection belongs to somebody else. */
  end(): void {
    this.#over = true;
  }

  /** Sends at once; statements that are not awaited in between travel together. */
  async run<P extends Codecs, R extends Codecs>(
    statement: Statement<P, R>,
    values: Values<P>,
  ): Promise<readonly Values<R>[]> {
    if (this.#over) throw new Error(`Statement ${statement.name} came after its transaction's end`);
    const rows = await this.#sql.unsafe(statement.text, statement.encode(values), prepared);
    return rows.map((row) => statement.parseRow(row));
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
