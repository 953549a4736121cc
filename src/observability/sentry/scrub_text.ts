import { MASK } from "../redact.ts";

/** `authorization: …` and `cookie: …` as they stand in a text, to the end of the line or quote. */
const HEADER =
  /\b((?:proxy-)?authorization|(?:set-)?cookie|x-telegram-bot-api-secret-token)(\\*["']?\s*[:=]\s*\\*["']?)(?![\s"'\\]*\[secret)[^\r\n"'\\]+/gi;

/** `password=…`, `"token": "…"` and the like; a single word behind a sign that assigns it. */
const ASSIGNED =
  /\b([\w.-]{0,40}(?:token|secret|password|passwd|pwd|pass_?phrase|api[_-]?key|sentry_key))(\\*["']?\s*[:=]\s*\\*["']?)(?![\s"'\\]*\[secret)[^\s"'\\&,;)}\]]{4,}/gi;

/** The same in a line of source, where only what is quoted can be a secret. */
const ASSIGNED_IN_SOURCE =
  /\b([\w.-]{0,40}(?:token|secret|password|passwd|pwd|pass_?phrase|api[_-]?key|sentry_key))(\s*[:=]\s*)(["'`])(?![\s"'\\]*\[secret)[^"'`\s]{4,}\3/gi;

/**
 * The code that connects a group: 32 hexadecimal digits (src/desk/connect/connection_code.ts), as
 * people may bring it, with capitals, and with blanks and hyphens in between.
 */
const CONNECT_CODE = /(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/gi;
const SPACED_CONNECT_CODE = /(\/?\bconnect(?:@\w+)?\W{1,3})(?:[0-9a-f][\s-]*){32}/gi;

/** A whole text that is the id of an event, a trace or a span. */
const WHOLE_ID = /^(?:[0-9a-f]{16}){1,2}$/;

/** Longer texts are looked at each time; no statement of ours is, and a press says a dozen of them. */
const longestRemembered = 10_000;
/** So many letters are remembered at most, of however many texts; then it is begun anew. */
const mostRemembered = 1_000_000;

/** Blanks secrets in a text. */
export type ScrubText = (text: string, kind: TextKind) => string;

/** What may look like a secret in one place and is none in another. */
export type TextKind = "text" | "id" | "source";

/**
 * Makes a function that blanks secrets in a text that goes to Sentry.
 *
 * @param redact knows the program's own secrets
 */
export function createScrubText(redact: (text: string) => string): ScrubText {
  // Most of what is sent is said again and again: names, operations, statements. To find out each
  // time that they hold no secret would cost more than all the rest of telling Sentry.
  const scrubbed = { text: new Map<string, string>(), source: new Map<string, string>() };
  let letters = 0;
  function scrub(text: string, kind: "text" | "source"): string {
    const known = redact(text).replace(HEADER, `$1$2${MASK}`)
      .replace(SPACED_CONNECT_CODE, `$1${MASK}`).replace(CONNECT_CODE, MASK);
    return kind === "source"
      ? known.replace(ASSIGNED_IN_SOURCE, `$1$2$3${MASK}$3`)
      : known.replace(ASSIGNED, `$1$2${MASK}`);
  }
  return (text, kind) => {
    if (kind === "id" && WHOLE_ID.test(text)) return text;
    const as = kind === "source" ? "source" : "text";
    if (text.length > longestRemembered) return scrub(text, as);
    const remembered = scrubbed[as];
    const before = remembered.get(text);
    if (before !== undefined) return before;
    const now = scrub(text, as);
    letters += text.length;
    if (letters > mostRemembered) {
      scrubbed.text.clear();
      scrubbed.source.clear();
      letters = text.length;
    }
    remembered.set(text, now);
    return now;
  };
}
