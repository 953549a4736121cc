/** The inside of an HTML tag: where it ends, and its attributes. */

/** @returns the index of the tag's `>`, outside quotes, or -1 */
export function findTagEnd(source: string, start: number): number {
  let quote = "";
  for (let at = start + 1; at < source.length; at++) {
    const character = source.charAt(at);
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if ((character === '"' || character === "'") && source.charAt(at - 1) === "=") {
      quote = character;
    } else if (character === ">") {
      return at;
    }
  }
  return -1;
}

const ATTRIBUTE = /([^\s=/>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g;
const CHARACTERS: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };

/** Names in lower case; an attribute without a value has the empty one. */
export function parseAttributes(source: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = "", double, single, bare] of source.matchAll(ATTRIBUTE)) {
    const value = double ?? single ?? bare ?? "";
    attributes.set(
      name.toLowerCase(),
      value.replaceAll(/&(lt|gt|amp|quot);/g, (whole, key: string) => CHARACTERS[key] ?? whole),
    );
  }
  return attributes;
}
