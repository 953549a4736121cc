/**
 * A transaction in hand. Every repository method takes one, so that no statement can run beside
 * the transaction that it belongs to. Only the adapter that made it can look inside.
 */
export interface Transaction {
  readonly transaction: true;
}

/**
 * Runs work in one database transaction, as the role that owns nothing and sees no organisation
 * until the work enters one. Commits when `work` fulfils, rolls back when it rejects.
 *
 * Repository methods send their statements before their first await, so that calls that do not
 * need one another's results can be started together and travel in one round trip.
 */
export interface Database {
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}

/** What a failure of the database may be told as: codes and names, no values. */
export interface DatabaseFailure {
  /** SQLSTATE, or the code of the driver or the network; null where it has none. */
  readonly code: string | null;
  readonly table: string | null;
  readonly constraint: string | null;
  /** It cannot be reached or cannot work now; the same thing may succeed later. */
  readonly outage: boolean;
}
