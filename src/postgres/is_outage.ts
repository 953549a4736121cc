import { getErrorCode } from "./database_error.ts";

/** The first two characters of an SQLSTATE that tell of the server, and not of the statement. */
const outageClasses = new Set([
  "08", // the connection broke
  "53", // no memory, no disk, no free connection
  "57", // shut down, or still starting
  "58", // its files or its system failed
]);
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
  // postgres.js's own, such as CONNECTION_CLOSED and CONNECT_TIMEOUT.
  if (code.startsWith("CONNECT") || networkCodes.has(code)) return true;
  return /^[0-9A-Z]{5}$/.test(code) && outageClasses.has(code.slice(0, 2));
}
