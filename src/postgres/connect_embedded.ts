import { PGlite } from "@electric-sql/pglite";
import type { Duplex } from "node:stream";
import { begin } from "./begin.ts";
import { type Connection, openClient } from "./connection.ts";
import { lockDataDir } from "./data_dir_lock.ts";
import { DatabaseError, getErrorMessage } from "./database_error.ts";
import { createMendable } from "./mendable.ts";
import { createPgliteSocket } from "./pglite_socket.ts";
import { requireRoom } from "./require_room.ts";
import { discardPglite, type EmbeddedStoppedError, watchPglite } from "./watch_pglite.ts";

/**
 * Starts the Postgres inside this process, in `postgres/` below `dataDir`, and holds the directory
 * until it is closed. Where the disk takes nothing for a while, it goes on by itself afterwards.
 *
 * @throws {DatabaseError} where another process holds it or its files cannot be used.
 */
export async function connectEmbedded(dataDir: string): Promise<Connection> {
  const lock = await lockDataDir(dataDir);
  try {
    const connection = await createMendable({
      dataDir,
      start: async (onStopped) => connectPglite(await startPglite(dataDir), onStopped),
      requireRoom,
    });
    return {
      backend: connection.backend,
      get sql() {
        return connection.sql;
      },
      begin: (work) => connection.begin(work),
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
    // It says nothing of the disk by itself. What Deno denied it leaves no time to look: PGlite
    // has another promise that is rejected by then, and nobody listens to that one.
    if (!(error instanceof Deno.errors.NotCapable)) await requireRoom(dataDir);
    throw new DatabaseError(
      `The embedded database in ${dataDir} does not start: ${getErrorMessage(error)}. See that ` +
        "the disk has room and the directory can be written; where its files are damaged, " +
        "restore them from a backup or set DATA_DIR to a new directory.",
    );
  }
}

/**
 * postgres.js on a PGlite that runs already; closing ends both.
 *
 * @param onStopped called once where the PGlite ends by itself, which ends this connection
 */
export function connectPglite(pglite: PGlite, onStopped = () => {}): Connection {
  let ended: EmbeddedStoppedError | null = null;
  let socket: Duplex | null = null;
  const options = {
    // Not in the published types: how postgres.js is given another stream than a network socket.
    async socket() {
      if (ended !== null) throw ended;
      return socket = await createPgliteSocket(pglite);
    },
    // PGlite has one session.
    max: 1,
    max_lifetime: null,
  };
  const sql = openClient("postgres://postgres@embedded/postgres", options);
  watchPglite(pglite, (why) => {
    ended = why;
    // Once the call in which it ended is over.
    setTimeout(() => {
      socket?.destroy(why);
      // Who waits for a connection waits for one that does not come.
      void sql.end({ timeout: 0 });
      void discardPglite(pglite);
    });
    onStopped();
  });
  return {
    backend: "embedded",
    sql,
    // It is in this process: it does not hang.
    begin: (work) => begin(sql, work, { deadlineMs: null, onBroken: () => {} }),
    async close() {
      await sql.end({ timeout: 10 });
      if (ended === null) await pglite.close();
    },
  };
}
