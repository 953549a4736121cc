/** Which of the page's seven colours an operation has: the same for all that begin alike. */

const known: ReadonlyMap<string, number> = new Map([
  ["db", 5],
  ["http", 4],
  ["telegram", 4],
  ["cron", 1],
  ["queue", 6],
  ["function", 2],
  ["use_case", 2],
  ["desk", 2],
  ["bot", 3],
  ["telegram_update", 3],
]);

export function opColour(op: string): number {
  const [family = ""] = op.split(/[.:/ ]/);
  const colour = known.get(family);
  if (colour !== undefined) return colour;
  let sum = 0;
  for (const sign of family) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 7919;
  return sum % 7;
}
