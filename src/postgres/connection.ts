import postgres from "postgres";

/** postgres.js, connected to either backend. */
export type Sql = postgres.Sql;

/** What both backends have in common. */
export const commonOptions = {
  // No array type is read or written, so the question for them is not worth a round trip.
  fetch_types: false,
  onnotice: () => {},
} as const;

export interface Connection {
  readonly backend: "embedded" | "server";
  readonly sql: Sql;
  /** False for a pooler that cannot keep prepared statements. */
  readonly prepare: boolean;
  /** Waits for what is under way, then lets go of everything. */
  close(): Promise<void>;
}

export { postgres };
