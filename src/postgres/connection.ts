import postgres from "postgres";
import type { TransactionWork } from "./begin.ts";

/** postgres.js, connected to either backend. */
export type Sql = ReturnType<typeof openClient>;
export type TransactionSql = Parameters<Parameters<Sql["begin"]>[1]>[0];

export interface Connection {
  readonly backend: "embedded" | "server";
  /** The client of this moment; where a connection broke there is a new one afterwards. */
  readonly sql: Sql;
  /** Runs work between BEGIN and COMMIT; ROLLBACK where it rejects. */
  begin<T>(work: TransactionWork<T>): Promise<T>;
  /** Waits for what is under way, then lets go of everything. */
  close(): Promise<void>;
}

type ClientOptions = Omit<NonNullable<Parameters<typeof postgres>[1]>, "types">;

/** A client with what both backends have in common. */
export function openClient(url: string, options: ClientOptions) {
  return postgres(url, {
    ...options,
    // No array type is read or written, so the question for them is not worth a round trip.
    fetch_types: false,
    onnotice: () => {},
    types: {
      // Codecs write JSON themselves, so that what is sent is what they were given.
      json: {
        to: 3802,
        from: [114, 3802],
        serialize: (document: string) => document,
        parse: (document: string): unknown => JSON.parse(document),
      },
    },
  });
}

/** The role that logged in, whatever it works as. */
export async function readLogin(sql: Sql): Promise<string> {
  const [login] = await sql.unsafe("select session_user::text as name");
  return String(login?.["name"]);
}
