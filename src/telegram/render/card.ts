/** The card: the one pinned message that shows what the incident is now. */
import type { CardView, IncidentView } from "../../desk/views.ts";
import {
  formatIncidentNumber,
  getEndedAt,
  graceMs,
  isWithinGrace,
} from "../../incident/incident.ts";
import { timeToResolve } from "../../incident/service_level.ts";
import { formatMoment, renderFacts, renderMedia } from "./card_facts.ts";
import { createCardKeyboard, showsChoice } from "./card_keyboard.ts";
import { cleanBlock } from "./clean_text.ts";
import type { Words } from "./create_words.ts";
import { formatDepartment } from "./department.ts";
import { formatDuration } from "./duration.ts";
import { renderName } from "./person.ts";
import { type Rendered, textLimit } from "./rendered.ts";
import { escaped, html, measureHtml, type SafeHtml } from "./safe_html.ts";
import { shorten } from "./shorten.ts";
import { statusEmoji } from "./status.ts";

/** What people wrote, cleaned and as long as it fits. */
interface CardTexts {
  readonly description: string;
  readonly summary: string;
}

function renderDepartmentOf(words: Words, view: IncidentView): string {
  return view.department === null
    ? words.text("department-unknown")
    : formatDepartment(words, view.department);
}

function renderStatus(words: Words, view: IncidentView): SafeHtml {
  switch (view.incident.status) {
    case "awaiting_department":
      return words.html("card-status-awaiting-department");
    case "awaiting_claim":
      return words.html("card-status-awaiting-claim", {
        department: renderDepartmentOf(words, view),
      });
    case "in_progress":
      return words.html("card-status-in-progress");
    case "awaiting_summary":
      return words.html("card-status-awaiting-summary");
    case "resolved":
      return words.html("card-status-resolved");
    case "closed":
      return view.incident.ending?.type === "closed" && view.incident.ending.reason === "cancelled"
        ? words.html("card-status-cancelled")
        : words.html("card-status-no-summary");
  }
}

/** "🟠 0042 · Waiting for Maintenance". */
export function renderHeading(words: Words, view: IncidentView): SafeHtml {
  const { incident } = view;
  return words.html("card-heading", {
    emoji: statusEmoji[incident.status],
    number: formatIncidentNumber(incident.number),
    status: renderStatus(words, view),
  });
}

function renderSummary(words: Words, view: IncidentView, summary: string): SafeHtml | null {
  const { incident: { ending, cycle } } = view;
  if (ending?.type !== "resolved") return null;
  const quote = summary === ""
    ? words.html("card-no-words")
    : html(`<blockquote>${escaped(summary)}</blockquote>`);
  const credit = words.html("card-resolved-by", {
    name: view.summariser === null
      ? words.html("person-unknown")
      : renderName(words, view.summariser),
    time: formatMoment(words, view, ending.resolvedAt),
    duration: formatDuration(words, timeToResolve(cycle, ending) ?? 0),
  });
  return html(`${quote}\n${credit}`);
}

function renderClaimNext(words: Words, view: IncidentView): SafeHtml {
  const department = renderDepartmentOf(words, view);
  switch (view.reach) {
    case "managers":
      return words.html("card-next-claim-managers", { department });
    case "nobody":
      return words.html("card-next-claim-nobody", { department });
    default:
      return words.html("card-next-claim");
  }
}

function renderNext(words: Words, view: IncidentView): SafeHtml {
  const { incident: { status, ending } } = view;
  switch (status) {
    case "awaiting_department":
      return words.html("card-next-choose", { name: renderName(words, view.reporter) });
    case "awaiting_claim":
      return renderClaimNext(words, view);
    case "in_progress":
      return words.html("card-next-resolve");
    case "awaiting_summary":
      return words.html("card-next-summary", {
        name: view.writer === null ? words.html("person-unknown") : renderName(words, view.writer),
      });
    case "resolved":
      return words.html("card-next-reopen");
    case "closed":
      if (ending?.type !== "closed" || !isWithinGrace(ending, view.now)) {
        return words.html("card-next-cancelled");
      }
      if (ending.reason === "cancelled") return words.html("card-next-cancelled");
      return words.html("card-next-add-summary", {
        time: formatMoment(words, view, getEndedAt(ending) + graceMs),
      });
  }
}

function layOut(words: Words, view: CardView, texts: CardTexts): SafeHtml {
  const description = texts.description === ""
    ? words.html("card-no-words")
    : escaped(texts.description);
  const media = renderMedia(words, view.media);
  const choosing = showsChoice(view) && view.choice !== null
    ? words.html("card-choosing", { name: renderName(words, view.choice.owner) })
    : null;
  const blocks = [
    renderHeading(words, view),
    renderSummary(words, view, texts.summary),
    media === null ? description : html(`${description}\n<i>${media}</i>`),
    renderFacts(words, view),
    html(`<i>${renderNext(words, view)}</i>`),
    choosing,
  ];
  return html(blocks.filter((block) => block !== null).join("\n\n"));
}

/** Shortens what people wrote until all fits; the summary keeps at least half of the room. */
function fit(words: Words, view: CardView, whole: CardTexts): SafeHtml {
  const markup = layOut(words, view, whole);
  if (measureHtml(markup) <= textLimit) return markup;
  // What is empty stays empty, since other words stand in its place.
  const bare = layOut(words, view, {
    description: whole.description.slice(0, 1),
    summary: whole.summary.slice(0, 1),
  });
  const room = textLimit - measureHtml(bare);
  const tail = words.text("card-shortened", {
    number: formatIncidentNumber(view.incident.number),
  });
  const ofSummary = Math.max(Math.floor(room / 2), room - whole.description.length);
  const summary = shorten(whole.summary, ofSummary, tail);
  const description = shorten(whole.description, room - summary.length, tail);
  return layOut(words, view, { description, summary });
}

/** The card in the state of `view`: at most 4,096 characters, whatever people wrote. */
export function renderCard(words: Words, view: CardView): Rendered {
  const texts = {
    description: cleanBlock(view.description),
    summary: view.incident.ending?.type === "resolved" ? cleanBlock(view.summary ?? "") : "",
  };
  return {
    html: fit(words, view, texts).toString(),
    keyboard: createCardKeyboard(words, view),
  };
}
