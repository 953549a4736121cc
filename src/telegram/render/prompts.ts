/**
 * Force replies. Each mentions whom it asks, because a selective one is shown to those alone whom
 * it mentions or replies to (Bot API, `ForceReply.selective`).
 */
import { formatIncidentNumber } from "../../incident/incident.ts";
import type { Person } from "../../people/person.ts";
import type { Words } from "./create_words.ts";
import { renderMention } from "./person.ts";
import type { RenderedPrompt } from "./rendered.ts";

/** Asks the responder what was done about the incident of this number. */
export function renderSummaryPrompt(words: Words, person: Person, number: number): RenderedPrompt {
  const text = words.html("prompt-summary", {
    name: renderMention(words, person),
    number: formatIncidentNumber(number),
  });
  return { html: text.toString(), placeholder: words.text("prompt-summary-placeholder") };
}

/** Asks whoever sent a file without words what happened. */
export function renderReportPrompt(words: Words, person: Person): RenderedPrompt {
  const text = words.html("prompt-report", { name: renderMention(words, person) });
  return { html: text.toString(), placeholder: words.text("prompt-report-placeholder") };
}

/** Asks who sets a group up for the organisation's name. */
export function renderSetupNamePrompt(words: Words, person: Person): RenderedPrompt {
  const text = words.html("prompt-setup-name", { name: renderMention(words, person) });
  return { html: text.toString(), placeholder: words.text("prompt-setup-name-placeholder") };
}
