import { MASK } from "../redact.ts";
import type { ScrubText, TextKind } from "./scrub_text.ts";

/** Words in the name of a value that say that it is a secret. */
const secretWords = new Set(
  ("token tokens secret secrets password passwords passwd pwd passphrase key keys apikey " +
    "authorization cookie cookies credential credentials dsn").split(" "),
);

/** Ids of Sentry's own, which have the shape of the code that connects a group. */
const idNames = new Set(
  ("event_id trace_id span_id parent_span_id profile_id check_in_id replay_id segment_id id")
    .split(" "),
);

/** Lines of our own source around a frame. */
const sourceNames = new Set(["context_line", "pre_context", "post_context"]);

/** How a value is looked at, as its name says. */
type Regard = TextKind | "secret";

/** By these Sentry knows whose an envelope is; the same stands in the address it goes to. */
const headerIdNames = new Set([...idNames, "public_key"]);

/** Deeper than anything that Sentry takes; what lies there is left out. */
const mostDepth = 40;

/** What is to be known of a name. */
type Judged = {
  /** How its value is looked at, where nothing around it says otherwise. */
  readonly regard: Regard;
  /** The name itself without secrets. */
  readonly harmless: string;
};

/** Blanks secrets in an envelope of any kind, in place. */
export type ScrubEnvelope = (envelope: readonly [object, [object, unknown][]]) => void;

/**
 * Makes a function that blanks secrets in an envelope: in each text by its shape, and whatever has a
 * name that says so. Objects and lists stay what they are, so that Sentry takes it still.
 *
 * @param scrub blanks secrets in texts: of headers, which name the project, and of all else
 */
export function createScrubEnvelope(
  scrub: { readonly headers: ScrubText; readonly payloads: ScrubText },
): ScrubEnvelope {
  const headerNames = createJudge(scrub.headers, headerIdNames);
  const names = createJudge(scrub.payloads, idNames);
  return ([headers, items]) => {
    const seen = new Set<object>();
    scrubInside(headers, "text", { scrubText: scrub.headers, judge: headerNames, seen }, 0);
    const rules = { scrubText: scrub.payloads, judge: names, seen };
    for (const item of items) item[1] = scrubValue(item[1], "text", rules, 0);
  };
}

type Rules = {
  readonly scrubText: ScrubText;
  readonly judge: (name: string) => Judged;
  /** What this envelope has more than once is looked at once. */
  readonly seen: Set<object>;
};

function scrubInside(value: object, regard: Regard, rules: Rules, depth: number): void {
  if (Array.isArray(value)) {
    value.forEach((each, index) => {
      value[index] = scrubValue(each, regard, rules, depth);
    });
  } else if (isRecord(value)) {
    for (const name of Object.keys(value)) {
      const each = value[name];
      const { regard: own, harmless } = rules.judge(name);
      const scrubbed = scrubValue(each, regardWithin(regard, name, own), rules, depth);
      if (harmless !== name) delete value[name];
      if (harmless !== name || scrubbed !== each) value[harmless] = scrubbed;
    }
    // An attribute of a log or a figure says of what type its value is.
    if (value.value === MASK && isNumberType(value.type)) value.type = "string";
  }
}

function scrubValue(value: unknown, regard: Regard, rules: Rules, depth: number): unknown {
  switch (typeof value) {
    case "string":
      return regard === "secret" ? MASK : rules.scrubText(value, regard);
    case "number":
    case "bigint":
      return regard === "secret" ? MASK : value;
    case "object":
      if (value === null) return null;
      if (depth >= mostDepth) return "…";
      // As a secret it must be looked at again: it was not one where it was seen first.
      if (regard !== "secret" && rules.seen.has(value)) return value;
      rules.seen.add(value);
      scrubInside(value, regard, rules, depth + 1);
      return value;
    default:
      return value;
  }
}

function isNumberType(type: unknown): boolean {
  return type === "integer" || type === "double";
}

/** What is within a secret is secret too, but for the type that its value is said to have. */
function regardWithin(outer: Regard, name: string, own: Regard): Regard {
  if (outer === "secret") return name === "type" || name === "unit" ? "text" : "secret";
  return outer === "source" ? "source" : own;
}

/** Judges names, each once: there are few, and a press's trace has some hundreds of them. */
function createJudge(scrubText: ScrubText, ids: ReadonlySet<string>): (name: string) => Judged {
  const judged = new Map<string, Judged>();
  return (name) => {
    const before = judged.get(name);
    if (before !== undefined) return before;
    const verdict = { regard: regardOf(name, ids), harmless: scrubText(name, "text") };
    // Should ever one be made of data, this does not grow for it.
    if (judged.size < 2000) judged.set(name, verdict);
    return verdict;
  };
}

function regardOf(name: string, ids: ReadonlySet<string>): Regard {
  if (sourceNames.has(name)) return "source";
  if (ids.has(name)) return "id";
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z\d]+/);
  return words.some((word) => secretWords.has(word)) ? "secret" : "text";
}

function isRecord(value: object): value is Record<string, unknown> {
  return !ArrayBuffer.isView(value);
}
