/** The card's lines of facts: only what stays true while the message stands unchanged. */
import type { IncidentView } from "../../desk/views.ts";
import type { Instant } from "../../incident/incident.ts";
import type { MediaKind } from "../../desk/ports/incidents.ts";
import type { Words } from "./create_words.ts";
import { formatDepartment } from "./department.ts";
import { renderName, renderPeople } from "./person.ts";
import { html, type SafeHtml } from "./safe_html.ts";
import { formatStamp } from "./time.ts";

const mediaKeys = {
  photo: "media-photo",
  voice: "media-voice",
  video: "media-video",
  document: "media-document",
  location: "media-location",
  other: "media-other",
} as const satisfies Record<MediaKind, string>;

/** "With a photo and a voice message."; null where nothing came with the words. */
export function renderMedia(words: Words, kinds: readonly MediaKind[]): SafeHtml | null {
  const named = [...new Set(kinds)].map((kind) => words.html(mediaKeys[kind]));
  if (named.length === 0) return null;
  return words.html("card-media", { media: renderPeople(words, named) });
}

/** A moment of the incident; the date is left out where it is the day of the cycle's begin. */
export function formatMoment(words: Words, view: IncidentView, at: Instant): string {
  return formatStamp(words, at, view.organisation.timeZone, view.incident.cycle.openedAt);
}

/** Who reported it and when; of a reopened one, when it was reopened. */
export function renderReported(words: Words, view: IncidentView): readonly SafeHtml[] {
  const { incident, organisation } = view;
  const name = renderName(words, view.reporter);
  const time = formatStamp(words, incident.cycle.openedAt, organisation.timeZone);
  if (incident.cycle.ordinal === 1) return [words.html("card-reported", { name, time })];
  return [words.html("card-reported-before", { name }), words.html("card-reopened", { time })];
}

function renderDepartment(words: Words, view: IncidentView): SafeHtml[] {
  const { incident: { session, ending } } = view;
  if (view.department === null) return [];
  const department = formatDepartment(words, view.department);
  if (session === null || ending !== null) return [words.html("card-department", { department })];
  const time = formatMoment(words, view, session.assignedAt);
  return [words.html("card-department-since", { department, time })];
}

function renderResponders(words: Words, view: IncidentView): SafeHtml[] {
  const { claims } = view.incident;
  const people = view.responders.map((person) => {
    const name = renderName(words, person);
    const claim = claims.find((one) => one.userId === person.userId);
    if (claim === undefined) return name;
    const time = formatMoment(words, view, claim.claimedAt);
    return words.html("card-responder", { name, time });
  });
  if (people.length === 0) return [];
  return [words.html("card-responders", { people: renderPeople(words, people) })];
}

function renderEnd(words: Words, view: IncidentView): SafeHtml[] {
  const { ending } = view.incident;
  if (ending === null) return [];
  if (ending.type === "closed") {
    const time = formatMoment(words, view, ending.closedAt);
    const key = ending.reason === "cancelled" ? "card-cancelled-at" : "card-closed-at";
    return [words.html(key, { time })];
  }
  if (!ending.late) return [];
  const time = formatMoment(words, view, ending.summarisedAt);
  return [words.html("card-summary-late", { time })];
}

/** Who reported it and when, who has it, how it ended. */
export function renderFacts(words: Words, view: IncidentView): SafeHtml {
  return html(
    [
      ...renderReported(words, view),
      ...renderDepartment(words, view),
      ...renderResponders(words, view),
      ...renderEnd(words, view),
    ].join("\n"),
  );
}
