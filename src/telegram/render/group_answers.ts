/** What the desk says about a group itself. */
import type { Answer } from "../../desk/answer.ts";
import type { Words } from "./create_words.ts";
import { formatTitle } from "./isolate.ts";
import { renderMention } from "./person.ts";
import type { SafeHtml } from "./safe_html.ts";
import type { NamedViews } from "./set_up_answers.ts";

/** In the group to somebody who is named, in private with the group's name. */
export function renderCannotPin(
  words: Words,
  { userId, groupTitle }: Extract<Answer, { type: "cannot_pin" }>,
  { place, people }: NamedViews & { readonly place: "group" | "private" },
): SafeHtml {
  if (place === "private") {
    return words.html("cannot-pin-private", { group: formatTitle(groupTitle, 80) });
  }
  const person = people.find((one) => one.userId === userId);
  const name = person === undefined ? words.html("person-unknown") : renderMention(words, person);
  return words.html("cannot-pin", { name });
}
