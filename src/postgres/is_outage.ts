import { getErrorCode } from "./database_error.ts";

/** The first two characters of an SQLSTATE that tell of the server, and not of the statement. */
const outageClasses = new Set([
  "08", // the connection broke
  "53", // no memory, no disk, no free connection
  "57", // shut down, or still starting
  "58", // its files or its system failed
]);
/** SQLSTATEs of other classes that tell of the server, of its load, or of who else is there. */
const outageCodes = new Set([
  "25006", // read-only: a standby that is not promoted yet, or a disk that ran full
  "25P03", // the transaction stood idle for too long, as after a pause of this process
  "25P04", // it took too long altogether
  "55P03", // somebody else held a lock for too long
]);
/** Of class 57, that it was told to end a statement, and not the connection. */
const statementEnded = "57014";
const networkCodes = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);

/**
 * Whether an error says that the database cannot be reached or cannot work now, so that the same
 * thing may succeed later. A statement that is wrong is none.
 */
export function isOutage(error: unknown): boolean {
  const code = getErrorCode(error);
  if (code === null) return false;
  if (isNetworkCode(code) || outageCodes.has(code)) return true;
  return /^[0-9A-Z]{5}$/.test(code) && outageClasses.has(code.slice(0, 2));
}

/** Whether an error says that the connection is gone, so that nothing more may be sent over it. */
export function isConnectionLost(error: unknown): boolean {
  const code = getErrorCode(error);
  if (code === null || code === statementEnded) return false;
  return isNetworkCode(code) || code.startsWith("57") || code.startsWith("08") ||
    code.startsWith("25P");
}

function isNetworkCode(code: string): boolean {
  // postgres.js's own, such as CONNECTION_CLOSED and CONNECT_TIMEOUT.
  return code.startsWith("CONNECT") || networkCodes.has(code);
}
