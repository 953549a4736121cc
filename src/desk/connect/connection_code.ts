/** The code that connects a group: 128 bits by chance, of which only the hash is kept. */

const codeBytes = 16;
/** So much of the hash finds a code in the database; all of it is compared. */
const beginningLength = 8;

export function createCode(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(codeBytes)));
}

/** As people may bring it: with spaces, hyphens or capitals. */
export function cleanCode(words: string): string {
  return words.replaceAll(/[\s-]/g, "").toLowerCase();
}

/** SHA-256, in hexadecimal. */
export async function hashCode(code: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(code));
  return toHex(new Uint8Array(digest));
}

export function getHashBeginning(hash: string): string {
  return hash.slice(0, beginningLength);
}

/** Whether two hashes are the same, in a time that does not tell how much of them is. */
export function isSameHash(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let index = 0; index < one.length; index++) {
    difference |= one.charCodeAt(index) ^ other.charCodeAt(index % other.length);
  }
  return difference === 0;
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
