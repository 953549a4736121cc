import { textLimit } from "./rendered.ts";
import { html, measureHtml, noHtml, type SafeHtml } from "./safe_html.ts";

/**
 * Packs parts into as few messages as they need, in order, each of at most 4,096 characters; a part
 * is never divided.
 *
 * @param parts each small enough for a message of its own
 */
export function packHtml(parts: readonly SafeHtml[], separator: string): readonly SafeHtml[] {
  const messages: SafeHtml[] = [];
  let current: SafeHtml = noHtml;
  let length = 0;
  for (const part of parts) {
    const more = measureHtml(part);
    if (length > 0 && length + separator.length + more > textLimit) {
      messages.push(current);
      length = 0;
    }
    current = length === 0 ? part : html(`${current}${separator}${part}`);
    length = measureHtml(current);
  }
  return length === 0 ? messages : [...messages, current];
}
