import { MASK } from "../redact.ts";
import { findRegard } from "./regard.ts";
import { rememberTexts } from "./remember_texts.ts";
import type { ScrubText } from "./scrub_text.ts";

/** Writes JSON that has no secret in it. */
export interface ScrubbedJson {
  /** A text, in its quotes. */
  text(text: string): string;
  /** The members of an object, without its braces; of one name the last counts. */
  members(...parts: readonly (Readonly<Record<string, unknown>> | null | undefined)[]): string;
}

const masked = JSON.stringify(MASK);

const writers = new WeakMap<ScrubText, ScrubbedJson>();

/** The one of a scrubber, with all that it remembers. */
export function findScrubbedJson(scrubText: ScrubText): ScrubbedJson {
  const known = writers.get(scrubText);
  if (known !== undefined) return known;
  const made = createScrubbedJson(scrubText);
  writers.set(scrubText, made);
  return made;
}

/**
 * Makes what writes attributes down as {@link scrubEnvelope} would leave them, and as JSON at once.
 * A press has two hundred of them with some fifty names and values: each text is scrubbed and quoted
 * once, and no object is made only to be walked through and written.
 */
function createScrubbedJson(scrubText: ScrubText): ScrubbedJson {
  const text = rememberTexts((each) => JSON.stringify(scrubText(each, "text")));

  function render(name: string, value: unknown): string {
    const regard = findRegard(name);
    switch (typeof value) {
      case "boolean":
        return String(value);
      case "number":
        if (regard === "secret") return masked;
        return Number.isFinite(value) ? String(value) : "null";
      case "string":
        if (regard === "secret") return masked;
        return regard === "text" ? text(value) : JSON.stringify(scrubText(value, regard));
      default:
        // No attribute is anything else; what is not looked at is not told.
        return masked;
    }
  }

  return {
    text,
    members(...parts) {
      let written = "";
      for (let index = 0; index < parts.length; index++) {
        const part = parts[index];
        for (const name in part) {
          if (isSaidLater(parts, index, name)) continue;
          const value = part[name];
          if (value === undefined) continue;
          written += `${written === "" ? "" : ","}${text(name)}:${render(name, value)}`;
        }
      }
      return written;
    },
  };
}

function isSaidLater(
  parts: readonly (Readonly<Record<string, unknown>> | null | undefined)[],
  index: number,
  name: string,
): boolean {
  for (let later = index + 1; later < parts.length; later++) {
    const part = parts[later];
    if (part !== null && part !== undefined && Object.hasOwn(part, name)) return true;
  }
  return false;
}
