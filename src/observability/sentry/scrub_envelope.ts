import { MASK } from "../redact.ts";
import { RecordedEvent, renderRecordedEvent } from "./recorded_event.ts";
import { findRegard, idNames, type Regard } from "./regard.ts";
import { findScrubbedJson } from "./scrubbed_json.ts";
import type { ScrubText } from "./scrub_text.ts";

/** By these Sentry knows whose an envelope is; the same stands in the address it goes to. */
const headerIdNames = new Set([...idNames, "public_key"]);

/** Deeper than anything that Sentry takes; what lies there is left out. */
const mostDepth = 40;

/** What blanks secrets in texts: of headers, which name the project, and of all else. */
export type EnvelopeScrubbers = { readonly headers: ScrubText; readonly payloads: ScrubText };

/**
 * Blanks secrets in an envelope of any kind, in place: in each text by its shape, and whatever has a
 * name that says so. Objects and lists stay what they are, so that Sentry takes it still; what was
 * recorded becomes the text that is sent.
 */
export function scrubEnvelope(
  [headers, items]: readonly [object, [object, unknown][]],
  { headers: scrubHeader, payloads: scrubPayload }: EnvelopeScrubbers,
): void {
  const seen = new Set<object>();
  scrubInside(headers, "text", { scrubText: scrubHeader, ids: headerIdNames, seen }, 0);
  const rules = { scrubText: scrubPayload, ids: idNames, seen };
  for (const item of items) {
    const payload = item[1];
    if (payload instanceof RecordedEvent) {
      scrub(payload.event, "text", rules, 0);
      const event = JSON.stringify(payload.event);
      item[1] = renderRecordedEvent(event, payload, findScrubbedJson(scrubPayload));
    } else item[1] = scrub(payload, "text", rules, 0);
  }
}

type Rules = {
  readonly scrubText: ScrubText;
  readonly ids: ReadonlySet<string>;
  /** What this envelope has more than once is looked at once. */
  readonly seen: Set<object>;
};

function scrubInside(value: object, regard: Regard, rules: Rules, depth: number): void {
  if (Array.isArray(value)) {
    value.forEach((each, index) => {
      value[index] = scrub(each, regard, rules, depth);
    });
  } else if (isRecord(value)) {
    for (const [name, each] of Object.entries(value)) {
      const scrubbed = scrub(each, regardOf(name, regard, rules), rules, depth);
      const harmless = rules.scrubText(name, "text");
      if (harmless !== name) delete value[name];
      if (harmless !== name || scrubbed !== each) value[harmless] = scrubbed;
    }
    // An attribute of a log or a figure says of what type its value is.
    if (value.value === MASK && isNumberType(value.type)) value.type = "string";
  }
}

function scrub(value: unknown, regard: Regard, rules: Rules, depth: number): unknown {
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
function regardOf(name: string, outer: Regard, { ids }: Rules): Regard {
  if (outer === "secret") return name === "type" || name === "unit" ? "text" : "secret";
  return outer === "source" ? "source" : findRegard(name, ids);
}

function isRecord(value: object): value is Record<string, unknown> {
  return !ArrayBuffer.isView(value);
}
