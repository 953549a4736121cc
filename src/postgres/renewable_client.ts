import type { Sql } from "./connection.ts";

export interface RenewableClient {
  readonly sql: Sql;
  /**
   * Opens a new client in place of this one, unless that has been done. The old one takes nothing
   * new; what is under way over its other connections may end.
   */
  renew(broken: Sql): void;
  /** Waits up to 10 s for what is under way. */
  close(): Promise<void>;
}

/** For what is under way when a client is replaced, and then for what is when it is closed. */
const replacedSeconds = 2;
const closedSeconds = 10;

/**
 * A client of postgres.js that is replaced once a connection of it broke or hangs. One that broke
 * in the middle of a write (3.4.9) would send the rest of it to the next server that it connects
 * to, and one that hangs would be waited for as long as the network keeps it.
 */
export function createRenewable(open: () => Sql): RenewableClient {
  let sql = open();
  const ending = new Set<Promise<void>>();
  return {
    get sql() {
      return sql;
    },
    renew(broken) {
      if (broken !== sql) return;
      sql = open();
      const ended = broken.end({ timeout: replacedSeconds });
      ending.add(ended);
      ended.finally(() => ending.delete(ended));
    },
    async close() {
      await Promise.all([sql.end({ timeout: closedSeconds }), ...ending]);
    },
  };
}
