import * as v from "valibot";
import { Secret } from "./secret.ts";

/**
 * A refused value as it may be shown: short and plain ones help to find a typing error, anything
 * that could be a token or an address with a password in it (pasted into the wrong line) stays out.
 */
function shown(value: string): string {
  return /^[\w .,+/-]{1,32}$/.test(value) ? `is "${value}"` : "is set to something else";
}

/** A whole number within bounds, both included. */
export function wholeNumber(least: number, most: number) {
  return v.pipe(
    v.string(),
    v.check(
      (text) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most,
      ({ input }) => `${shown(input)}, which is no whole number from ${least} to ${most}`,
    ),
    v.transform(Number),
  );
}

/** A share from 0 to 1. */
export const rate = v.pipe(
  v.string(),
  v.check(
    (text) => /^\d*\.?\d+$/.test(text) && Number(text) <= 1,
    ({ input }) => `${shown(input)}, which is no number from 0 to 1`,
  ),
  v.transform(Number),
);

/** One word of a short list. */
export function oneOf<const Words extends readonly string[]>(words: Words) {
  return v.picklist(words, ({ input }) => `${shown(String(input))}, which it does not know`);
}

/** An IANA time zone, asked of the runtime's own table. */
export const timeZone = v.pipe(
  v.string(),
  v.check(isTimeZone, ({ input }) => `${shown(input)}, which is no time zone this program knows`),
);

function isTimeZone(name: string): boolean {
  // Intl also takes offsets such as +02:00, which know nothing of daylight saving.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Telegram ids, with commas or blanks between them. */
export const telegramIds = v.pipe(
  v.string(),
  v.transform((text) => text.split(/[\s,]+/).filter((part) => part !== "")),
  v.check(
    (parts) => parts.every((part) => /^[1-9]\d{0,15}$/.test(part) && isSafe(part)),
    "holds something that is no Telegram user id (usernames are not accepted)",
  ),
  v.transform((parts): readonly number[] => [...new Set(parts.map(Number))]),
);

function isSafe(digits: string): boolean {
  return Number.isSafeInteger(Number(digits));
}

/** A web address without user, password, query or fragment; a trailing slash is cut off. */
export function webAddress(isAllowed: (url: URL) => boolean = () => true) {
  return v.pipe(
    v.string(),
    v.check((text) => {
      const url = URL.parse(text);
      return url !== null && ["http:", "https:"].includes(url.protocol) && url.username === "" &&
        url.password === "" && url.search === "" && url.hash === "" && isAllowed(url);
    }, "is no web address that can be used here (its value is not shown)"),
    v.transform((text) => text.replace(/\/+$/, "")),
  );
}

/** Where the traffic does not leave the machine, plain http is as good as https. */
export function isEncryptedOrLocal(url: URL): boolean {
  return url.protocol === "https:" || ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
}

/** A secret of a given shape; what is wrong is said without showing it. */
export function secret(isRight: (text: string) => boolean, problem: string) {
  return v.pipe(
    v.string(),
    v.check(isRight, `${problem} (its value is not shown)`),
    v.transform((text) => new Secret(text)),
  );
}
