import type { TransactionWork } from "./begin.ts";
import { collectGarbage } from "./collect_garbage.ts";
import type { Connection } from "./connection.ts";
import { findDiskError } from "./disk_error.ts";
import { EmbeddedStoppedError } from "./watch_pglite.ts";

export interface MendableOptions {
  readonly dataDir: string;
  /** Starts the database on its files; `onStopped` is called where it ends by itself. */
  readonly start: (onStopped: () => void) => Promise<Connection>;
  /** Rejects where the disk takes nothing. */
  readonly requireRoom: (dataDir: string) => Promise<void>;
  /** Milliseconds, ever growing. */
  readonly now?: () => number;
}

/** A start that fails costs some memory and open files. */
const betweenStartsMs = 15_000;

/**
 * A connection to the embedded database that outlives a full or read-only disk. After an error of
 * the disk, transactions are refused until the disk has room; where the database ended itself, it
 * is started anew then, on its files, as after a crash.
 */
export async function createMendable(
  { dataDir, start, requireRoom, now = () => performance.now() }: MendableOptions,
): Promise<Connection> {
  let state: "works" | "suspect" | "stopped" = "works";
  let lastFailedStart = -Infinity;
  let mending: Promise<void> | null = null;
  let isClosed = false;
  const onStopped = () => void (state = "stopped");
  let current = await start(onStopped);

  async function mend(): Promise<void> {
    await requireRoom(dataDir);
    if (state === "stopped") await startAnew();
    state = "works";
  }

  async function startAnew(): Promise<void> {
    if (isClosed || now() - lastFailedStart < betweenStartsMs) throw stopped();
    // Before there is a second one: the one that ended is as large.
    collectGarbage();
    try {
      current = await start(onStopped);
    } catch (error) {
      lastFailedStart = now();
      throw findDiskError(error, dataDir) ?? stopped(error);
    }
  }

  const isWell = () => state === "works";
  return {
    backend: current.backend,
    get sql() {
      return current.sql;
    },
    async begin<T>(work: TransactionWork<T>): Promise<T> {
      if (!isWell()) await (mending ??= mend().finally(() => mending = null));
      try {
        return await current.begin(work);
      } catch (error) {
        const diskError = findDiskError(error, dataDir);
        if (diskError === null) throw error;
        if (isWell()) state = "suspect";
        throw diskError;
      }
    },
    async close() {
      isClosed = true;
      await mending?.catch(() => {/* whoever waited for it was told */});
      await current.close();
    },
  };
}

function stopped(cause?: unknown): EmbeddedStoppedError {
  const error = new EmbeddedStoppedError(
    "The embedded database has ended itself and does not start; it is tried again within 15 seconds",
  );
  error.cause = cause;
  return error;
}
