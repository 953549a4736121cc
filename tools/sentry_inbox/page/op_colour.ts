/**
 * Which of the page's seven colours an operation has: the longest beginning that is known decides,
 * and what is unknown has one that is the same for all that begin alike.
 */

const known: readonly (readonly [string, number])[] = [
  ["db.query", 5],
  ["db", 4],
  ["http", 1],
  ["telegram.update", 3],
  ["cron", 6],
  ["queue", 6],
  ["function", 2],
];

export function opColour(op: string): number {
  const family = known.find(([name]) => op === name || op.startsWith(`${name}.`));
  if (family !== undefined) return family[1];
  const [first = ""] = op.split(".");
  let sum = 0;
  for (const sign of first) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 7919;
  return sum % 7;
}
