import type { PGlite } from "@electric-sql/pglite";

/** Begins as the codes of postgres.js for connections that are gone, and counts as one of them. */
export const embeddedStopped = "CONNECTION_EMBEDDED_STOPPED";

/** The Postgres in this process has ended itself. */
export class EmbeddedStoppedError extends Error {
  override readonly name = "EmbeddedStoppedError";
  readonly code = embeddedStopped;
}

/**
 * Watches for the end of a Postgres that ends itself, as it does where it cannot write its log.
 * PGlite (0.5.16) takes no notice: it goes on calling what is dead, and so loops for ever, or answers
 * nothing. So from that moment each call into it throws.
 *
 * @param onStopped called once, from within the call in which it ended
 */
export function watchPglite(pglite: PGlite, onStopped: (why: EmbeddedStoppedError) => void): void {
  const { Module: module } = pglite;
  // Made now: an error made in the call in which it ended would keep all of its memory, by its stack.
  const why = new EmbeddedStoppedError(
    "The embedded database has ended itself, as it does where it cannot write its log",
  );
  module.onAbort = () => {
    const refuse = (): never => {
      throw why;
    };
    module.stackSave = refuse;
    module.stackRestore = refuse;
    module._PostgresMainLoopOnce = refuse;
    module._PostgresMainLongJmp = refuse;
    module._PostgresSendReadyForQueryIfNecessary = refuse;
    module._pgl_pq_flush = refuse;
    module._IsTransactionBlock = refuse;
    // For its close, which does the rest all the same.
    module._pgl_setPGliteActive = refuse;
    module._emscripten_force_exit = refuse;
    module.onAbort = () => {};
    onStopped(why);
  };
}

/**
 * Closes the files of one that has ended, and lets go of its memory, which would both stay as long as
 * this process lives.
 */
export async function discardPglite(pglite: PGlite): Promise<void> {
  try {
    await pglite.close();
  } catch {
    // What is on the disk is as after a crash anyway, and recovered from.
  }
}
