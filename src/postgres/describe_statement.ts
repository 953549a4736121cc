import type { Attributes } from "../desk/ports.ts";
import type { Statement } from "./statement.ts";

export interface StatementDescription {
  readonly operation: "select" | "insert" | "update" | "delete";
  /** The first one that is written, else the first that is read; null where none is named. */
  readonly table: string | null;
}

// Neither the lock of `for update` nor the other half of `on conflict do update`.
const writing = /\b(?:(insert) into|(delete) from|(?<!for |key |do )(update))\s+([a-z_]+)/;
/** A function's result is no table. */
const reading = /\bfrom\s+([a-z_]+)\b(?!\s*\()/;

/** What an SQL text does, and to which table. Of ours: it is in lower case and quotes no name. */
export function describeText(text: string): StatementDescription {
  const [, insert, remove, , written] = writing.exec(text) ?? [];
  if (written !== undefined) {
    const operation = insert !== undefined ? "insert" : remove !== undefined ? "delete" : "update";
    return { operation, table: written };
  }
  return { operation: "select", table: reading.exec(text)?.[1] ?? null };
}

/** A statement as its span says it, in the words of OpenTelemetry's conventions for databases. */
export interface ToldStatement {
  /**
   * The text in one line: by it Sentry knows a query. It has placeholders and no values. It is the
   * span's name alone and no attribute besides: a press has thirty of them, most of what is sent.
   */
  readonly name: string;
  readonly attributes: Attributes;
}

const told = new WeakMap<object, ToldStatement>();

export function tellStatement(statement: Pick<Statement, "name" | "text">): ToldStatement {
  const known = told.get(statement);
  if (known !== undefined) return known;
  const name = statement.text.replaceAll(/\s+/g, " ").trim();
  const { operation, table } = describeText(name);
  const made: ToldStatement = {
    name,
    attributes: {
      "db.system": "postgresql",
      "db.operation.name": operation,
      ...(table === null ? {} : { "db.collection.name": table }),
      "db.query.summary": statement.name,
    },
  };
  told.set(statement, made);
  return made;
}
