import type { Person } from "../../people/person.ts";
import { cleanLine } from "./clean_text.ts";
import type { Words } from "./create_words.ts";
import { isolate } from "./isolate.ts";
import { escaped, escapeHtml, html, type SafeHtml } from "./safe_html.ts";
import { shorten } from "./shorten.ts";

/** Telegram allows 64 characters for each of the two names; a line of a card does not. */
const longestName = 40;

/** The name as it is shown: cleaned, in one line, at most 40 characters; "Someone" for nothing. */
export function formatName(words: Words, person: Person): string {
  const names = [person.firstName, person.lastName ?? ""].map(cleanLine).filter(Boolean);
  const name = names.join(" ");
  return name === "" ? words.text("person-unknown") : isolate(shorten(name, longestName));
}

/** The name in bold. It notifies nobody. */
export function renderName(words: Words, person: Person): SafeHtml {
  return html(`<b>${escapeHtml(formatName(words, person))}</b>`);
}

/** A mention that notifies: @username, or the name as a text mention where there is none. */
export function renderMention(words: Words, person: Person): SafeHtml {
  if (person.username !== null && /^\w{1,64}$/.test(person.username)) {
    return escaped(`@${person.username}`);
  }
  const name = escapeHtml(formatName(words, person));
  return html(`<a href="tg://user?id=${person.userId}">${name}</a>`);
}

/** "A, B and C"; from the sixth on only how many. */
export function renderPeople(words: Words, people: readonly SafeHtml[], most = 5): SafeHtml {
  const shown = people.length > most + 1 ? people.slice(0, most) : people;
  const hidden = people.length - shown.length;
  const parts = shown.map(String);
  if (hidden > 0) parts.push(String(words.html("people-more", { count: hidden })));
  const locale = words.text("date-locale");
  return html(new Intl.ListFormat(locale, { type: "conjunction" }).format(parts));
}
