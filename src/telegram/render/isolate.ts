import { cleanLine } from "./clean_text.ts";
import { shorten } from "./shorten.ts";

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/**
 * Sets a name apart (Unicode, UAX #9: first strong isolate), so that a right-to-left one turns round
 * neither the numbers that follow it nor the sentence that it begins.
 */
export function isolate(name: string): string {
  return rightToLeft.test(name) ? `\u2068${name}\u2069` : name;
}

/**
 * What people have named something, as it stands within a sentence: cleaned, in one line, cut at so
 * many UTF-16 code units. Empty where nothing can be seen.
 */
export function formatTitle(title: string, most: number): string {
  return isolate(shorten(cleanLine(title), most));
}
