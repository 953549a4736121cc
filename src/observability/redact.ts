const MASK = "[secret]";

/**
 * A bot's token as it stands in the addresses of the Bot API and so in the errors of requests.
 * Nothing is demanded before its digits: there it follows the letters `bot`.
 */
const BOT_TOKEN = /\d{3,20}:[A-Za-z0-9_-]{30,}/g;

/**
 * Makes a function that blanks known secrets in a text, whole and, of an address, the password
 * alone, each as written, decoded, and as JSON escapes it.
 *
 * @param secrets what must not be seen; shorter than four characters is left alone, since blanking
 *   it would blank half of everything
 */
export function createRedact(secrets: readonly string[]): (text: string) => string {
  const words = new Set(secrets.flatMap(spellings));
  // The longest first, so that a part of it does not break up the whole.
  const sorted = [...words].filter((word) => word.length >= 4)
    .toSorted((a, b) => b.length - a.length);
  return (text) =>
    sorted.reduce((rest, word) => rest.replaceAll(word, MASK), text).replaceAll(BOT_TOKEN, MASK);
}

function spellings(value: string): string[] {
  const password = URL.parse(value)?.password ?? "";
  return [value, password, decoded(password)].flatMap((word) => [word, inJson(word)]);
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
