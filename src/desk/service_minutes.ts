/**
 * How long an organisation's clocks may run, in minutes, both bounds included: a week, thirty days
 * and a day at most. The operator's defaults (`src/config/settings.ts`) have the same bounds.
 */
export const serviceMinutes = {
  claim: { least: 1, most: 10_080 },
  resolve: { least: 1, most: 43_200 },
  summary: { least: 1, most: 1_440 },
} as const;

/** Whole minutes as people type them, within the bounds; null for anything else. */
export function parseMinutes(
  words: string,
  { least, most }: { readonly least: number; readonly most: number },
): number | null {
  const digits = /^(\d{1,9})(?:\s*min(?:utes?)?)?$/i.exec(words.trim())?.[1];
  const minutes = Number(digits);
  return digits !== undefined && minutes >= least && minutes <= most ? minutes : null;
}
