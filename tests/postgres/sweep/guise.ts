/** The store with mistakes in all of its statements, so that only the database's own wall is left. */
import type { Connection, TransactionSql } from "../../../src/postgres/connection.ts";
import { createStore } from "../../../src/postgres/create_store.ts";
import type { Store } from "../../../src/desk/ports.ts";

export const guises = [
  "as it is sent",
  "no statement names an organisation",
  "each statement names the other organisation",
] as const;
export type Guise = (typeof guises)[number];

const condition =
  /(?:\b\w+\.)?\b(?:organisation_id|id) (?:=|is not distinct from) entered_organisation_id\(\)/g;
const entered = /\bentered_organisation_id\(\)/g;

function rewrite(text: string, guise: Guise, them: number): string {
  switch (guise) {
    case "as it is sent":
      return text;
    case "no statement names an organisation":
      return text.replaceAll(condition, "true");
    case "each statement names the other organisation":
      return text.replaceAll(entered, `${them}::bigint`);
  }
}

export interface Disguised {
  readonly store: Store;
  /** From now on, and until {@link unmask}, statements are sent in the guise. */
  mask(): void;
  unmask(): void;
  /** The transaction that runs, past the store. */
  getSql(): TransactionSql;
  /** What was sent in the guise since it was masked last. */
  readonly sent: readonly string[];
}

export function disguise(connection: Connection, guise: Guise, them: number): Disguised {
  let masked = false;
  let current: TransactionSql | null = null;
  const sent: string[] = [];

  function wrap(sql: TransactionSql): TransactionSql {
    return new Proxy(sql, {
      get(target, key) {
        if (key !== "unsafe") return Reflect.get(target, key);
        const unsafe: TransactionSql["unsafe"] = (text, ...rest) => {
          if (!masked) return target.unsafe(text, ...rest);
          const wrong = rewrite(text, guise, them);
          sent.push(wrong);
          return target.unsafe(wrong, ...rest);
        };
        return unsafe;
      },
    });
  }

  return {
    store: createStore({
      backend: connection.backend,
      begin: (work) =>
        connection.begin((sql, lost) => {
          current = sql;
          return work(wrap(sql), lost);
        }),
    }),
    mask() {
      masked = true;
      sent.length = 0;
    },
    unmask: () => void (masked = false),
    getSql() {
      if (current === null) throw new Error("No transaction runs");
      return current;
    },
    sent,
  };
}
