import type { Json } from "../sentry_api/json.ts";
import type { Difference } from "./find_differences.ts";

/** As Sentry's pages call them. */
export type Kind = "cron monitor" | "metric monitor" | "alert" | "dashboard";

/** What was, or would be, done about one thing in Sentry. */
export interface Change {
  readonly kind: Kind;
  readonly name: string;
  readonly done: "created" | "changed" | "unchanged" | "refused";
  readonly differences: readonly Difference[];
  /** Of what was refused: why. */
  readonly reason?: string;
}

const signs = { created: "+", changed: "~", unchanged: "=", refused: "!" } as const;
/** A widget too many is no reason to fill the screen. */
const longestValue = 100;

/** One line for the thing, and one for each place where it differs. */
export function renderChange({ kind, name, done, differences, reason }: Change): string {
  const heading = `${signs[done]} ${kind.padEnd(14)} ${name}`;
  const lines = differences.map(({ path, is, wanted }) =>
    `    ${path}: ${renderValue(is)} → ${renderValue(wanted)}`
  );
  return [heading, ...lines, ...(reason === undefined ? [] : [`    ${reason}`])].join("\n");
}

function renderValue(value: Json | undefined): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

/** The closing line. */
export function renderTally(changes: readonly Change[], dryRun: boolean): string {
  const count = (done: Change["done"]) => changes.filter((change) => change.done === done).length;
  const [created, changed] = [count("created"), count("changed")];
  const rest = `${count("unchanged")} already as they should be`;
  if (dryRun) return `Would create ${created} and change ${changed}; ${rest}. Nothing was touched.`;
  const refused = count("refused") === 0 ? "" : ` ${count("refused")} could not be done.`;
  return `Created ${created} and changed ${changed}; ${rest}.${refused}`;
}
