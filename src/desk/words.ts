/** How long people's words may be, counted in characters as people see them typed. */
export const descriptionLength = { least: 5, most: 3000 } as const;
export const summaryLength = { least: 2, most: 3000 } as const;
export const organisationNameLength = { least: 2, most: 60 } as const;

export type LengthProblem = "too_short" | "too_long";

/** Words as they are kept: without surrounding space. */
export function trimWords(words: string): string {
  return words.trim();
}

/** What is wrong with the length of trimmed words; code points count, as 4-byte emoji are one. */
export function findLengthProblem(
  words: string,
  length: { readonly least: number; readonly most: number },
): LengthProblem | null {
  const count = Array.from(words).length;
  if (count < length.least) return "too_short";
  return count > length.most ? "too_long" : null;
}
