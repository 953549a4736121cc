/** What happened to an incident, one line an event. */
import type { MissReason } from "../../desk/ports.ts";
import type { IncidentDetails } from "../../desk/views.ts";
import type { DepartmentId, UserId } from "../../people/ids.ts";
import type { Fact, TimelineEvent } from "../../incident/timeline.ts";
import { cleanBlock } from "./clean_text.ts";
import type { Words } from "./create_words.ts";
import { findDepartmentName } from "./department.ts";
import { formatDuration } from "./duration.ts";
import { renderName, renderPeople } from "./person.ts";
import { escaped, html, type SafeHtml } from "./safe_html.ts";
import { splitText } from "./shorten.ts";
import { formatStamp } from "./time.ts";

const minuteMs = 60_000;

/** So that a quoted piece fits into a message, with what introduces it. */
export const pieceLength = 3500;

interface Names {
  person(userId: UserId | null): SafeHtml;
  people(userIds: readonly UserId[]): SafeHtml;
  department(id: DepartmentId): string;
}

function createNames(words: Words, details: IncidentDetails): Names {
  const name = (userId: UserId) => {
    const person = details.people.find((one) => one.userId === userId);
    return person === undefined ? words.html("person-unknown") : renderName(words, person);
  };
  return {
    person: (userId) => userId === null ? words.html("timeline-program") : name(userId),
    people: (userIds) => renderPeople(words, userIds.map(name)),
    department: (id) => findDepartmentName(words, details.departments, id),
  };
}

function renderClaimEnd(
  words: Words,
  fact: Extract<Fact, { type: "claim_ended" }>,
  name: SafeHtml,
): SafeHtml {
  const duration = formatDuration(words, fact.heldMs);
  switch (fact.outcome) {
    case "released":
      return words.html("timeline-released", { name, duration });
    case "left":
      return words.html("timeline-left", { name, duration });
    default:
      return words.html("timeline-claim-ended", { name, duration });
  }
}

function renderFact(
  words: Words,
  { fact, actorId, at }: TimelineEvent,
  names: Names,
  zone: string,
): SafeHtml {
  const name = names.person(actorId);
  switch (fact.type) {
    case "opened":
      return words.html("timeline-opened", { name: names.person(fact.reporterId) });
    case "department_assigned": {
      const department = names.department(fact.departmentId);
      if (actorId === null) return words.html("timeline-given-to-default", { department });
      return fact.from === null
        ? words.html("timeline-department-assigned", { name, department })
        : words.html("timeline-transferred", {
          name,
          department,
          from: names.department(fact.from),
        });
    }
    case "claimed":
      return words.html("timeline-claimed", { name: names.person(fact.userId) });
    case "claim_ended":
      return renderClaimEnd(words, fact, names.person(fact.userId));
    case "resolution_requested":
      return words.html("timeline-resolution-requested", { name });
    case "resolution_withdrawn":
      return words.html("timeline-resolution-withdrawn", { name });
    case "summary_handed_over":
      return words.html("timeline-summary-handed-over", {
        from: names.person(fact.from),
        to: names.person(fact.to),
      });
    case "resolved":
      return words.html(fact.late ? "timeline-resolved-late" : "timeline-resolved", { name });
    case "closed":
      return fact.reason === "cancelled"
        ? words.html("timeline-cancelled", { name })
        : words.html("timeline-no-summary");
    case "reopened":
      return words.html("timeline-reopened", { name });
    case "commented":
      return words.html("timeline-commented", { name });
    case "description_edited":
      return words.html("timeline-description-edited", { name });
    case "sla_breached": {
      const duration = formatDuration(words, fact.minutes * minuteMs);
      const time = formatStamp(words, fact.breachedAt, zone, at);
      return fact.sla === "claim"
        ? words.html("timeline-claim-breached", { duration, time })
        : words.html("timeline-resolve-breached", { duration, time });
    }
    case "reminded":
      return words.html("timeline-reminded", { people: names.people(fact.userIds) });
    case "escalated":
      return words.html("timeline-escalated", { people: names.people(fact.userIds) });
  }
}

/** What was written with the event; the report's words only where they are no longer the newest. */
function renderQuotes(details: IncidentDetails, ordinal: number): readonly SafeHtml[] {
  const text = details.texts.find((one) => one.ordinal === ordinal);
  if (text === undefined || (ordinal === 1 && text.body === details.description)) return [];
  const words = cleanBlock(text.body);
  if (words === "") return [];
  return splitText(words, pieceLength)
    .map((piece) => html(`<blockquote>${escaped(piece)}</blockquote>`));
}

const missedKeys = {
  claimed: "timeline-missed-claimed",
  ended: "timeline-missed-ended",
  handed_on: "timeline-missed-handed-on",
  reminded: "timeline-missed-reminded",
  too_old: "timeline-missed-too-old",
} as const satisfies Record<MissReason, string>;

/** The whole timeline, in parts that each fit into a message. */
export function renderTimeline(words: Words, details: IncidentDetails): readonly SafeHtml[] {
  const names = createNames(words, details);
  const zone = details.organisation.timeZone;
  const entries = [
    ...details.timeline.map((event) => ({
      at: event.at,
      what: renderFact(words, event, names, zone),
      quotes: renderQuotes(details, event.ordinal),
    })),
    ...details.missedCalls.map(({ at, why, userIds }) => ({
      at,
      what: words.html(missedKeys[why], { people: names.people(userIds) }),
      quotes: [],
    })),
    // Events keep their order, and come before what was noted at the same moment.
  ].toSorted((a, b) => a.at - b.at);
  let before: number | null = null;
  return entries.flatMap(({ at, what, quotes }) => {
    const line = words.html("timeline-line", { time: formatStamp(words, at, zone, before), what });
    before = at;
    const [first, ...rest] = quotes;
    return first === undefined ? [line] : [html(`${line}\n${first}`), ...rest];
  });
}
