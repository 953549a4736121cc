/**
 * What is in an envelope, by the types of its items: a line for the envelope, then two for each item,
 * the first of which says its type. The second may begin with a type as well: a transaction's does.
 */
export function listItemTypes(envelope: string): string[] {
  const [, ...lines] = envelope.split("\n");
  return lines.flatMap((line, index) => {
    if (index % 2 === 1) return [];
    const type = /^\{"type":"(\w+)"/.exec(line)?.[1];
    return type === undefined ? [] : [type];
  });
}
