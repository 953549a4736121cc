const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The longest beginning of at most `most` UTF-16 code units that breaks no character in two. */
function takeWhole(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = 0;
  for (const { index, segment } of segmenter.segment(text.slice(0, most + 1))) {
    if (index + segment.length > most) break;
    end = index + segment.length;
  }
  // One character of very many marks can be longer than all that fits: then a code point is whole.
  if (end === 0) end = most;
  return text.slice(0, end).toWellFormed().replace(/\ufffd$/, "");
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
  const cut = wordEnd > kept.length * 0.8 ? kept.slice(0, wordEnd) : kept;
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
