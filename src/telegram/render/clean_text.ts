/**
 * What people write, without what would spoil the text around it: control characters, and marks
 * that turn the direction of what follows. Marks that emoji and scripts need (joiners, U+200E and
 * U+200F) stay.
 */
// deno-lint-ignore no-control-regex
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const turningMarks = /[\u202a-\u202e\u2066-\u2069]/g;
/** Drawn as nothing: a text of these alone looks empty. */
const invisible =
  /[\s\p{Cf}\p{Cc}\p{Cs}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;

/** Several lines, as written; runs of empty lines become one. Empty where nothing can be seen. */
export function cleanBlock(text: string): string {
  const clean = text.toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/g, "\n")
    .replaceAll(controls, "")
    .replaceAll(turningMarks, "")
    .replaceAll(/[^\S\n]+\n/g, "\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
  return clean.replaceAll(invisible, "") === "" ? "" : clean;
}

/** The same in one line. */
export function cleanLine(text: string): string {
  return cleanBlock(text).replaceAll(/\s+/g, " ");
}
