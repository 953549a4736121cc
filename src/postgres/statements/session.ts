import { boolean, text } from "../codec.ts";
import { defineStatement } from "../statement.ts";

/**
 * The first statement of every transaction: from here on it is the role that owns nothing. All of
 * the settings end with the transaction, as a pooler gives the session to somebody else then.
 *
 * The limits are for a server that is slow, and for a program that has gone or is paused in the
 * middle: its locks are free again within seconds.
 *
 * Where nothing can be written, the connection leads to a standby, or a server that was one when it
 * was opened: it ends itself, so that the next one finds whoever was promoted.
 */
export const becomeApp = defineStatement({
  name: "become_app",
  text: `
    select
      case when current_setting('transaction_read_only')::boolean
        then pg_terminate_backend(pg_backend_pid()) else false
      end as ended,
      set_config('statement_timeout', '10s', true) as statement_timeout,
      set_config('lock_timeout', '5s', true) as lock_timeout,
      set_config('idle_in_transaction_session_timeout', '10s', true) as idle_timeout,
      set_config('search_path', 'public, pg_temp', true) as search_path,
      set_config('role', 'roadcall_app', true) as role`,
  params: {},
  row: {
    ended: boolean,
    statement_timeout: text,
    lock_timeout: text,
    idle_timeout: text,
    search_path: text,
    role: text,
  },
});

/**
 * The same without limits, for the Postgres in this process (PGlite 0.5.16). It has one session, so
 * that none waits for another; and where a transaction is idle for too long, as on a machine that
 * slept in the middle of it, it ends the session but not itself: it says so to the next message, again
 * and again, and nothing else runs in the process any more.
 */
export const becomeEmbeddedApp = defineStatement({
  name: "become_embedded_app",
  text: `
    select set_config('search_path', 'public, pg_temp', true) as search_path,
      set_config('role', 'roadcall_app', true) as role`,
  params: {},
  row: { search_path: text, role: text },
});

export const becomeOwner = defineStatement({
  name: "become_owner",
  text: `select set_config('search_path', 'public, pg_temp', true) as search_path`,
  params: {},
  row: { search_path: text },
});
