/** What stands where a secret stood. */
export const MASK = "[secret]";

/**
 * A bot's token as it stands in the addresses of the Bot API and so in the errors of requests, its
 * colon also as addresses write it, once or twice. Nothing is demanded before its digits: there it
 * follows the letters `bot`.
 */
const BOT_TOKEN = /\d{3,20}(?::|%(?:25)?3A)[A-Za-z0-9_-]{30,}/gi;

/** The password within an address, whosever it is. */
const ADDRESS_PASSWORD = /(\b[a-z][a-z\d+.-]{0,20}:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/gi;

/** A token as a header carries it. */
const BEARER = /(bearer )[\w.~+/=-]{8,}/gi;

/**
 * Makes a function that blanks known secrets in a text: whole, of a bot's token the secret half
 * alone too, of an address the password; each as written, decoded, encoded, and as JSON escapes it.
 * What has the shape of a secret goes as well, whether it is known or not.
 *
 * @param secrets what must not be seen; shorter than four characters is left alone, since blanking
 *   it would blank half of everything
 */
export function createRedact(secrets: readonly string[]): (text: string) => string {
  const words = new Set(secrets.flatMap(spellings));
  // The longest first, so that a part of it does not break up the whole.
  const sorted = [...words].filter((word) => word.length >= 4)
    .toSorted((a, b) => b.length - a.length);
  const known = sorted.length === 0 ? null : new RegExp(sorted.map(RegExp.escape).join("|"), "g");
  return (text) =>
    (known === null ? text : text.replace(known, MASK))
      .replace(BOT_TOKEN, MASK)
      .replace(ADDRESS_PASSWORD, `$1${MASK}`)
      .replace(BEARER, `$1${MASK}`);
}

function spellings(value: string): string[] {
  const url = URL.parse(value);
  const password = url?.password ?? "";
  const half = /^\d{3,20}:(.{20,})$/.exec(value)?.[1] ?? "";
  return [value, half, password, decoded(password)]
    .flatMap((word) => [word, encodeURIComponent(word)])
    .flatMap((word) => [word, inJson(word)]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
