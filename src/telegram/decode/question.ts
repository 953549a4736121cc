import type { Question } from "../../desk/show_incidents.ts";

/** `0042`, `42` or `#0042` as people write an incident's number; null for anything else. */
export function parseIncidentNumber(words: string): number | null {
  const digits = /^#?(\d{1,9})$/.exec(words.trim())?.[1];
  return digits === undefined ? null : Number(digits);
}

/** @param name the command's: `open`, `mine` or `incident` */
export function decodeQuestion(name: string, words: string): Question["about"] {
  if (name === "open" || name === "mine") return { type: name };
  return { type: "incident", number: parseIncidentNumber(words) };
}
