/** Calls for a department: in the group with mentions, or in private with a link. */
import type { IncidentView } from "../../desk/views.ts";
import { formatIncidentNumber } from "../../incident/incident.ts";
import type { Person } from "../../people/person.ts";
import { renderMedia, renderReported } from "./card_facts.ts";
import { cleanBlock, cleanLine } from "./clean_text.ts";
import type { Words } from "./create_words.ts";
import { formatDepartment } from "./department.ts";
import { renderMention, renderPeople } from "./person.ts";
import type { Rendered } from "./rendered.ts";
import { escaped, html, joinHtml } from "./safe_html.ts";
import { shorten } from "./shorten.ts";

/** The card is right above a ping in the group; in private the words must stand alone. */
const excerptLength = 120;
const privateLength = 1000;

function formatDepartmentOf(words: Words, view: IncidentView): string {
  return view.department === null
    ? words.text("department-unknown")
    : formatDepartment(words, view.department);
}

/** @param people those who are mentioned, at most five: Telegram notifies no more of a message. */
export function renderPing(
  words: Words,
  view: IncidentView,
  people: readonly Person[],
  managers: boolean,
): Rendered {
  const call = words.html(managers ? "ping-managers" : "ping-department", {
    people: renderPeople(words, people.map((person) => renderMention(words, person)), 10),
    number: formatIncidentNumber(view.incident.number),
    department: formatDepartmentOf(words, view),
  });
  const excerpt = escaped(shorten(cleanLine(view.description), excerptLength));
  const text = String(excerpt) === "" ? call : html(`${call}\n<i>${excerpt}</i>`);
  return { html: text.toString(), keyboard: null };
}

/** @param link the card's address; null where there is none (a basic group, no card yet). */
export function renderPrivatePing(
  words: Words,
  view: IncidentView,
  managers: boolean,
  link: string | null,
): Rendered {
  const number = formatIncidentNumber(view.incident.number);
  const key = managers ? "private-ping-managers" : "private-ping-department";
  const text = shorten(cleanBlock(view.description), privateLength);
  const blocks = [
    words.html(key, { number, department: formatDepartmentOf(words, view) }),
    text === "" ? words.html("card-no-words") : escaped(text),
    renderMedia(words, view.media),
    joinHtml(renderReported(words, view), "\n"),
    link === null ? words.html("private-ping-no-link", { number }) : null,
  ];
  return {
    html: blocks.filter((block) => block !== null).join("\n\n"),
    keyboard: link === null ? null : [[{ text: words.text("button-open-card"), url: link }]],
  };
}
