/** Reminders: in the group with mentions, or in private with a link. */
import type { InlineKeyboardButton } from "grammy/types";
import type { ReminderContent } from "../../desk/delivery_content.ts";
import type { IncidentView } from "../../desk/views.ts";
import { formatIncidentNumber } from "../../incident/incident.ts";
import type { ReminderMessage } from "../../incident/reminder_policy.ts";
import type { Person } from "../../people/person.ts";
import { encodeCallback, type StillWorkingAnswer } from "../callback_data.ts";
import { renderMedia, renderReported } from "./card_facts.ts";
import { cleanBlock } from "./clean_text.ts";
import type { Words } from "./create_words.ts";
import { formatDepartment } from "./department.ts";
import { formatDuration } from "./duration.ts";
import { renderMention, renderPeople } from "./person.ts";
import type { Rendered } from "./rendered.ts";
import { escaped, joinHtml, type SafeHtml } from "./safe_html.ts";
import { shorten } from "./shorten.ts";
import { getExpectation } from "./status.ts";

/** In private the words must stand alone. */
const privateLength = 1000;

const plainKeys = {
  choose_department: "reminder-choose-department",
  find_department: "reminder-find-department",
  still_working: "reminder-still-working",
  overdue: "reminder-overdue",
} as const satisfies Partial<Record<ReminderMessage, string>>;

/** What it is about, with the time that it has waited by now. */
function renderWhat(
  words: Words,
  view: IncidentView,
  { says, since }: Pick<ReminderContent, "says" | "since">,
): SafeHtml {
  const number = formatIncidentNumber(view.incident.number);
  const duration = formatDuration(words, view.now - since);
  const department = view.department === null
    ? words.text("department-unknown")
    : formatDepartment(words, view.department);
  switch (says) {
    case "claim":
      return words.html("reminder-claim", { number, duration, department });
    case "write_summary":
      return words.html("reminder-write-summary", { number });
    case "anybody_write_summary":
      return words.html("reminder-anybody-write-summary", { number });
    default:
      return words.html(plainKeys[says], { number, duration });
  }
}

/** @param people those who are mentioned, at most five: Telegram notifies no more of a message. */
export function renderReminder(
  words: Words,
  view: IncidentView,
  content: Pick<ReminderContent, "says" | "since">,
  people: readonly Person[],
): Rendered {
  const text = words.html("reminder-group", {
    people: renderPeople(words, people.map((person) => renderMention(words, person)), 10),
    what: renderWhat(words, view, content),
  });
  const keyboard = content.says === "still_working" ? createAnswers(words, view) : null;
  return { html: text.toString(), keyboard };
}

function createAnswers(words: Words, { incident }: IncidentView): InlineKeyboardButton[][] {
  const button = (answer: StillWorkingAnswer, text: string) => ({
    text,
    callback_data: encodeCallback({
      type: "still_working",
      answer,
      incidentId: incident.id,
      expected: getExpectation(incident),
    }),
  });
  return [
    [button("yes", words.text("button-still-working"))],
    [
      button("hand_over", words.text("button-hand-over")),
      button("resolve", words.text("button-resolve")),
    ],
  ];
}

/** @param link the card's address; null where there is none (a basic group, no card yet). */
export function renderPrivateReminder(
  words: Words,
  view: IncidentView,
  content: Pick<ReminderContent, "says" | "since">,
  link: string | null,
): Rendered {
  const number = formatIncidentNumber(view.incident.number);
  const text = shorten(cleanBlock(view.description), privateLength);
  const blocks = [
    words.html("reminder-private", { what: renderWhat(words, view, content) }),
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
