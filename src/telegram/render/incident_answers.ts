/** Answers to `/incident`, `/open` and `/mine`. */
import type { IncidentDetails, IncidentLine } from "../../desk/views.ts";
import { formatIncidentNumber, type Instant } from "../../incident/incident.ts";
import { renderFacts, renderMedia } from "./card_facts.ts";
import { renderHeading } from "./card.ts";
import { packHtml } from "./chunks.ts";
import { cleanBlock, cleanLine } from "./clean_text.ts";
import type { Words } from "./create_words.ts";
import { formatDepartmentName } from "./department.ts";
import { createMessageLink } from "./link.ts";
import { renderName, renderPeople } from "./person.ts";
import type { Rendered } from "./rendered.ts";
import { escaped, escapeHtml, html, type SafeHtml } from "./safe_html.ts";
import { shorten, splitText } from "./shorten.ts";
import { statusEmoji } from "./status.ts";
import { formatTime } from "./time.ts";
import { pieceLength, renderTimeline } from "./timeline.ts";

/** `IncidentLine.excerpt` is cut there, without a mark. */
const excerptLength = 80;

/** The whole text and timeline of an incident, in as many messages as it takes. */
export function renderIncident(words: Words, details: IncidentDetails): readonly Rendered[] {
  const description = cleanBlock(details.description);
  const media = renderMedia(words, details.media);
  const parts = [
    html(`${renderHeading(words, details)}\n`),
    ...(description === ""
      ? [words.html("card-no-words")]
      : splitText(description, pieceLength).map(escaped)),
    ...(media === null ? [] : [html(`<i>${media}</i>`)]),
    html(`\n${renderFacts(words, details)}`),
    html(`\n${words.html("incident-timeline")}`),
    ...renderTimeline(words, details),
  ];
  const link = details.card === null ? null : createMessageLink(details.card);
  const messages = packHtml(parts, "\n");
  return messages.map((message, index) => ({
    html: message.toString(),
    keyboard: link === null || index < messages.length - 1
      ? null
      : [[{ text: words.text("button-open-card"), url: link }]],
  }));
}

function formatExcerpt(excerpt: string): string {
  const clean = cleanLine(excerpt);
  const cut = Array.from(excerpt).length >= excerptLength;
  return cut ? shorten(`${clean} …`, excerptLength + 2) : clean;
}

function renderLine(words: Words, line: IncidentLine, zone: string, now: Instant): SafeHtml {
  const number = formatIncidentNumber(line.number);
  const link = line.card === null ? null : createMessageLink(line.card);
  const department = line.departmentName === null
    ? words.text("list-no-department")
    : formatDepartmentName(words, { name: line.departmentName });
  const head = [
    link === null
      ? html(`<b>${number}</b>`)
      : html(`<b><a href="${escapeHtml(link)}">${number}</a></b>`),
    escaped(department),
    ...(line.responders.length === 0
      ? []
      : [renderPeople(words, line.responders.map((person) => renderName(words, person)), 3)]),
  ].join(" · ");
  const excerpt = formatExcerpt(line.excerpt);
  return html(
    [
      `${statusEmoji[line.status]} ${head}`,
      String(excerpt === "" ? words.html("card-no-words") : escaped(excerpt)),
      `<i>${
        words.html("list-reported", { time: formatTime(words, line.openedAt, zone, now) })
      }</i>`,
    ].join("\n"),
  );
}

export interface IncidentListView {
  /** IANA name. */
  readonly timeZone: string;
  readonly now: Instant;
  readonly lines: readonly IncidentLine[];
  /** Whether there are more than those. */
  readonly more: boolean;
}

const listKeys = {
  open_incidents: { heading: "open-heading", none: "open-none" },
  my_incidents: { heading: "mine-heading", none: "mine-none" },
} as const;

/** Incidents with links to their cards, in as many messages as it takes. */
export function renderIncidentList(
  words: Words,
  list: keyof typeof listKeys,
  view: IncidentListView,
): readonly Rendered[] {
  const { heading, none } = listKeys[list];
  if (view.lines.length === 0) return [{ html: words.html(none).toString(), keyboard: null }];
  const parts = [
    words.html(heading),
    ...view.lines.map((line) => renderLine(words, line, view.timeZone, view.now)),
    ...(view.more ? [words.html("list-more")] : []),
  ];
  return packHtml(parts, "\n\n").map((message) => ({ html: message.toString(), keyboard: null }));
}
