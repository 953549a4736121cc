import type { TextKind } from "./scrub_text.ts";

/** How a value is looked at, as its name says. */
export type Regard = TextKind | "secret";

/** Words in the name of a value that say that it is a secret. */
const secretWords = new Set(
  ("token tokens secret secrets password passwords passwd pwd passphrase key keys apikey " +
    "authorization cookie cookies credential credentials dsn").split(" "),
);

/** Ids of Sentry's own, which have the shape of the code that connects a group. */
export const idNames: ReadonlySet<string> = new Set(
  ("event_id trace_id span_id parent_span_id profile_id check_in_id replay_id segment_id id")
    .split(" "),
);

/** Lines of our own source around a frame. */
const sourceNames = new Set(["context_line", "pre_context", "post_context"]);

/** @param ids names of what may look like a secret and is an id */
export function findRegard(name: string, ids: ReadonlySet<string> = idNames): Regard {
  if (sourceNames.has(name)) return "source";
  if (ids.has(name)) return "id";
  return isSecretName(name) ? "secret" : "text";
}

const judged = new Map<string, boolean>();

function isSecretName(name: string): boolean {
  const known = judged.get(name);
  if (known !== undefined) return known;
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z\d]+/);
  const verdict = words.some((word) => secretWords.has(word));
  // The names that there are, are few; should ever one be made of data, this does not grow for it.
  if (judged.size < 2000) judged.set(name, verdict);
  return verdict;
}
