const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** What is longer is no word: a script without spaces, or a web address. */
const longWord = 30;

/** The longest beginning of at most `most` UTF-16 code units that breaks no character in two. */
function takeWhole(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = segmenter.segment(text).containing(most)?.index ?? 0;
  if (end > 0) return text.slice(0, end);
  // One character of very many marks can be longer than all that fits: then a code point is whole.
  const halved = most > 0 && text.slice(0, most).isWellFormed() === false;
  return text.slice(0, halved ? most - 1 : most);
}

/**
 * Text of at most `most` UTF-16 code units, which is how Telegram counts; cut after a word where
 * one ends near, and then followed by `tail`.
 */
export function shorten(text: string, most: number, tail = "…"): string {
  if (text.length <= most) return text;
  if (tail.length > most) return takeWhole(tail, Math.max(most, 0));
  const kept = takeWhole(text, most - tail.length);
  const wordEnd = kept.search(/\s\S*$/);
  const cut = wordEnd > 0 && kept.length - wordEnd < longWord ? kept.slice(0, wordEnd) : kept;
  return cut.trimEnd() + tail;
}

/** Splits text into pieces of at most `most` code units each, after lines or words where it can. */
export function splitText(text: string, most: number): readonly string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const whole = takeWhole(rest, most);
    const lineEnd = whole.lastIndexOf("\n");
    const wordEnd = whole.search(/\s\S*$/);
    const half = whole.length / 2;
    const end = lineEnd > half ? lineEnd : wordEnd > half ? wordEnd : Math.max(whole.length, 1);
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  if (rest !== "" || pieces.length === 0) pieces.push(rest);
  return pieces;
}
