/** Whether an item has all the words that are looked for. */
interface Item {
  readonly kind: string;
  readonly payload: unknown;
}

const texts = new WeakMap<Item, string>();

/**
 * Words apart from each other must all be there, in any case: ids, names, texts, and
 * `incident_id:0042` for a field and its value.
 */
export function matches(item: Item, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = searchTextOf(item);
  return words.every((word) => text.includes(word));
}

export function parseWords(search: string): readonly string[] {
  return search.toLowerCase().split(/\s+/).filter((word) => word !== "");
}

function searchTextOf(item: Item): string {
  const known = texts.get(item);
  if (known !== undefined) return known;
  const json = JSON.stringify(
    item.payload,
    (_key, value) => value instanceof Uint8Array ? "" : value,
  );
  const text = `${item.kind} ${json}`.toLowerCase().replaceAll('"', "");
  texts.set(item, text);
  return text;
}
