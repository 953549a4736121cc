import { createHash, timingSafeEqual } from "node:crypto";

/**
 * Compares in a time that does not depend on how much of a guess is right. Digests are compared, so
 * that the secret's length does not show either.
 */
export function isSameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Uint8Array {
  return createHash("sha256").update(text).digest();
}
