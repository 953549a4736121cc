import { MASK } from "../redact.ts";
import { rememberTexts } from "./remember_texts.ts";

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
  const scrub = (text: string) =>
    redact(text).replace(HEADER, `$1$2${MASK}`)
      .replace(SPACED_CONNECT_CODE, `$1${MASK}`).replace(CONNECT_CODE, MASK);
  const scrubSource = rememberTexts((text) =>
    scrub(text).replace(ASSIGNED_IN_SOURCE, `$1$2$3${MASK}$3`)
  );
  const scrubOther = rememberTexts((text) => scrub(text).replace(ASSIGNED, `$1$2${MASK}`));
  return (text, kind) => {
    if (kind === "id" && WHOLE_ID.test(text)) return text;
    return kind === "source" ? scrubSource(text) : scrubOther(text);
  };
}
