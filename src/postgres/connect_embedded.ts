import { PGlite } from "@electric-sql/pglite";
import { begin } from "./begin.ts";
import { type Connection, openClient } from "./connection.ts";
import { lockDataDir } from "./data_dir_lock.ts";
import { DatabaseError, getErrorMessage } from "./database_error.ts";
import { createPgliteSocket } from "./pglite_socket.ts";

/**
 * Starts the Postgres inside this process, in `postgres/` below `dataDir`, and holds the directory
 * until it is closed.
 *
 * @throws {DatabaseError} where another process holds it or its files cannot be used.
 */
export async function connectEmbedded(dataDir: string): Promise<Connection> {
  const lock = await lockDataDir(dataDir);
  try {
    const pglite = await startPglite(dataDir);
    const connection = connectPglite(pglite);
    return {
      ...connection,
      async close() {
        await connection.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startPglite(dataDir: string): Promise<PGlite> {
  try {
    return await PGlite.create({ dataDir: `${dataDir}/postgres` });
  } catch (error) {
    throw new DatabaseError(
      `The embedded database in ${dataDir} does not start: ${getErrorMessage(error)}. See that ` +
        "the disk has room and the directory can be written; where its files are damaged, " +
        "restore them from a backup or set DATA_DIR to a new directory.",
    );
  }
}

/** postgres.js on a PGlite that runs already; closing ends both. */
export function connectPglite(pglite: PGlite): Connection {
  const options = {
    // Not in the published types: how postgres.js is given another stream than a network socket.
    socket: () => createPgliteSocket(pglite),
    // PGlite has one session.
    max: 1,
    max_lifetime: null,
  };
  const sql = openClient("postgres://postgres@embedded/postgres", options);
  return {
    backend: "embedded",
    sql,
    // It is in this process: it neither breaks nor hangs.
    begin: (work) => begin(sql, work, { deadlineMs: null, onBroken: () => {} }),
    async close() {
      await sql.end();
      await pglite.close();
    },
  };
}
