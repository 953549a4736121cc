/**
 * A migration and the desk that works meanwhile: who waits for a table's lock makes everybody
 * behind it wait too, so a migration waits for seconds only, lets them through, and tries again.
 */
import type { Sql } from "./connection.ts";
import { DatabaseError, getErrorCode } from "./database_error.ts";

export interface LockPatience {
  /** For how long it is tried again; a minute unless given. */
  readonly seconds?: number;
  /** How long one try waits for a lock, in milliseconds; {@link usualLockMs} unless given. */
  readonly lockMs?: number;
  /** Called before each new try, with what is waited for, in words. */
  readonly onWaiting?: (what: string) => void;
  /** Milliseconds, ever growing. */
  readonly now?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
}

/** Shorter than what the desk's own transactions wait for a lock. */
export const usualLockMs = 2_000;
/** Long enough for whoever waited behind it, and for most transactions to end. */
const pauseMs = 1_000;
const usualSeconds = 60;
/** A lock that did not come in time, and two that waited for each other. */
const lockTroubles = ["55P03", "40P01"];

/**
 * @param what for which locks are taken, for the messages
 * @param work undoes all it did where it rejects
 * @throws {DatabaseError} where the locks do not come within the patience
 */
export async function awaitLocks<T>(
  sql: Sql,
  what: () => string,
  work: () => Promise<T>,
  patience: LockPatience = {},
): Promise<T> {
  const {
    seconds = usualSeconds,
    lockMs = usualLockMs,
    onWaiting,
    now = () => performance.now(),
    sleep = wait,
  } = patience;
  const deadline = now() + seconds * 1000;
  while (true) {
    try {
      return await work();
    } catch (error) {
      if (!lockTroubles.includes(getErrorCode(error) ?? "")) throw error;
    }
    const blocker = await describeOldest(sql, lockMs);
    if (now() + pauseMs > deadline) {
      throw new DatabaseError(
        `${what()} got no lock within ${seconds} seconds: ${blocker}. Nothing of it remains. End ` +
          "that, or try again when less is going on.",
      );
    }
    onWaiting?.(`${what()} waits for a lock: ${blocker}`);
    await sleep(pauseMs);
  }
}

/** Who has held it, most likely; not what they do, since that may have values in it. */
async function describeOldest(sql: Sql, lockMs: number): Promise<string> {
  const [row] = await sql.unsafe(`
    select pid::text, usename::text as login, application_name::text as application, state::text,
      extract(epoch from clock_timestamp() - xact_start)::integer as seconds
    from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
      and xact_start < clock_timestamp() - make_interval(secs => ${lockMs} / 1000.0)
    order by xact_start limit 1`);
  if (row === undefined) return "transactions of this moment, or of a login that it may not see";
  return `the oldest transaction is that of process ${row["pid"]} (login "${row["login"]}", ` +
    `"${row["application"]}", ${row["state"]}), open for ${row["seconds"]} s`;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
