/** The one message that a chat gets instead of all that was held up. */
import type { CatchUpLine, CatchUpView } from "../../desk/views.ts";
import { formatIncidentNumber } from "../../incident/incident.ts";
import type { Person } from "../../people/person.ts";
import type { Words } from "./create_words.ts";
import { formatDepartmentName } from "./department.ts";
import { formatDuration } from "./duration.ts";
import { createMessageLink } from "./link.ts";
import { renderMention, renderName, renderPeople } from "./person.ts";
import type { Rendered } from "./rendered.ts";
import { escapeHtml, html, type SafeHtml } from "./safe_html.ts";
import { formatTime } from "./time.ts";

/** So many fit into one message, however long their names are; the others are in `/open`. */
const mostLines = 15;
const mostNames = 2;

type Part = "waiting" | "in_hand" | "ended";

const headings = {
  waiting: "catch-up-waiting",
  in_hand: "catch-up-in-hand",
  ended: "catch-up-ended",
} as const satisfies Record<Part, string>;

/** Whether somebody has to do something about it, somebody does, or nobody has to. */
function findPart({ status }: CatchUpLine): Part {
  if (status === "in_progress") return "in_hand";
  return status === "resolved" || status === "closed" ? "ended" : "waiting";
}

function renderLine(words: Words, line: CatchUpLine, now: number): SafeHtml {
  const link = line.card === null ? null : createMessageLink(line.card);
  const digits = formatIncidentNumber(line.number);
  const number = link === null
    ? html(`<b>${digits}</b>`)
    : html(`<b><a href="${escapeHtml(link)}">${digits}</a></b>`);
  const duration = formatDuration(words, now - line.since);
  switch (line.status) {
    case "awaiting_department":
      return words.html("catch-up-no-department", { number, duration });
    case "awaiting_claim": {
      const department = line.department === null
        ? words.text("department-unknown")
        : formatDepartmentName(words, line.department);
      return words.html("catch-up-unclaimed", { number, department, duration });
    }
    case "in_progress": {
      const names = line.responders.map((person) => renderName(words, person));
      const people = renderPeople(words, names, mostNames);
      return words.html("catch-up-claimed", { number, people, duration });
    }
    case "awaiting_summary":
      return words.html("catch-up-no-summary", { number, duration });
    case "resolved": {
      const name = line.summariser === null
        ? words.html("person-unknown")
        : renderName(words, line.summariser);
      return words.html("catch-up-resolved", { number, name });
    }
    case "closed":
      return words.html("catch-up-closed", { number });
  }
}

/** @param called who is mentioned, at most five: Telegram notifies no more of a message. */
export function renderCatchUp(
  words: Words,
  { lines, now, since, timeZone }: CatchUpView,
  called: readonly Person[],
): Rendered {
  const parts = Map.groupBy(lines, findPart);
  const blocks: string[] = [
    String(words.html("catch-up-head", { time: formatTime(words, since, timeZone, now) })),
  ];
  let room = mostLines;
  for (const part of ["waiting", "in_hand", "ended"] as const) {
    const shown = (parts.get(part) ?? []).slice(0, room);
    room -= shown.length;
    if (shown.length === 0) continue;
    const rendered = shown.map((line) => String(renderLine(words, line, now)));
    blocks.push([String(words.html(headings[part])), ...rendered].join("\n"));
  }
  const hidden = lines.length - (mostLines - room);
  if (hidden > 0) blocks.push(String(words.html("catch-up-more", { count: hidden })));
  if (called.length > 0) {
    const people = renderPeople(words, called.map((person) => renderMention(words, person)), 10);
    blocks.push(String(words.html("catch-up-call", { people })));
  }
  return { html: blocks.join("\n\n"), keyboard: null };
}

/** Who is to be called about what still waits, each once. */
export function listCalled({ lines }: CatchUpView): readonly Person[] {
  const waiting = lines.filter((line) => findPart(line) === "waiting");
  const byId = new Map(waiting.flatMap(({ called }) => called).map((one) => [one.userId, one]));
  return [...byId.values()];
}
