import { DatabaseError, getErrorCode } from "./database_error.ts";
import { embeddedStopped } from "./watch_pglite.ts";

/**
 * Nothing can be written where the embedded database lies. What was tried may succeed once the disk
 * has room again; nothing has to be started anew for that.
 */
export class DiskError extends DatabaseError {
  /** As the connection is of no use until then. */
  readonly code = embeddedStopped;

  constructor(dataDir: string, why: string, cause: unknown) {
    super(
      `The embedded database in ${dataDir} cannot write: ${why}. It goes on by itself as soon as ` +
        "that is mended; what comes in meanwhile waits.",
    );
    this.cause = cause;
  }
}

const full = "its disk is full. Free some space there, 20 MB at least";
const readOnly = "its disk is read-only. See what the system's log says of it, and mount it anew";

const failing = "its disk fails. See what the system's log says of it";

/** What the operating system and Postgres say of a disk that takes nothing. */
const reasons: Readonly<Record<string, string>> = {
  ENOSPC: full,
  EDQUOT: "this user's quota of its disk is used up. Raise it, or free some space",
  EROFS: readOnly,
  EIO: failing,
  "53100": full,
  "25006": readOnly,
  "58030": failing,
};

/** An error in words, where it is one of the disk's; null where it is another one. */
export function findDiskError(error: unknown, dataDir: string): DiskError | null {
  if (error instanceof DiskError) return error;
  const reason = reasons[getErrorCode(error) ?? ""] ?? (saysReadOnly(error) ? readOnly : undefined);
  return reason === undefined ? null : new DiskError(dataDir, reason, error);
}

/** Postgres has no other code for it than for a right that is missing. */
function saysReadOnly(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.message.includes("Read-only file system") || saysReadOnly(error.cause);
}
