/** What `/join` leads to: the OpsManagers' buttons, and what is decided. */
import type { InlineKeyboardButton } from "grammy/types";
import type { PeopleAnswer } from "../../desk/people_answer.ts";
import { encodeCallback } from "../callback_data.ts";
import type { Words } from "./create_words.ts";
import { findDepartmentName } from "./department.ts";
import { renderMention, renderPeople } from "./person.ts";
import type { Rendered } from "./rendered.ts";
import type { SafeHtml } from "./safe_html.ts";
import { findName, type NamedViews } from "./set_up_answers.ts";

type Said<T extends PeopleAnswer["type"]> = Extract<PeopleAnswer, { readonly type: T }>;

/** With buttons until it is decided; then it says what was, and by whom. */
export function renderJoinRequest(
  words: Words,
  said: Said<"join_request">,
  views: NamedViews,
): Rendered {
  const { userId, decision, mentions } = said;
  const about = {
    name: findName(words, views.people, userId),
    department: findDepartmentName(words, views.departments, said.departmentId),
  };
  if (decision !== null) {
    const by = findName(words, views.people, decision.by);
    const text = decision.approved
      ? words.html("join-request-approved", { ...about, by })
      : words.html("join-request-declined", { ...about, by });
    return { html: text.toString(), keyboard: null };
  }
  const called = views.people.filter((person) => mentions.includes(person.userId))
    .map((person) => renderMention(words, person));
  const text = called.length === 0
    ? words.html("join-request", about)
    : words.html("join-request-called", { ...about, people: renderPeople(words, called) });
  return { html: text.toString(), keyboard: [createButtons(words, said)] };
}

function createButtons(words: Words, said: Said<"join_request">): InlineKeyboardButton[] {
  const { organisationId, requestId } = said;
  const encode = (approved: boolean) =>
    encodeCallback({ type: "decide_join", organisationId, requestId, approved });
  return [
    { text: words.text("button-approve"), callback_data: encode(true) },
    { text: words.text("button-decline"), callback_data: encode(false) },
  ];
}

/** To who asked. */
export function renderJoinDecided(
  words: Words,
  { userId, departmentId, decision }: Said<"join_decided">,
  views: NamedViews,
): SafeHtml {
  const asker = views.people.find((person) => person.userId === userId);
  const about = {
    name: asker === undefined ? words.html("person-unknown") : renderMention(words, asker),
    department: findDepartmentName(words, views.departments, departmentId),
    by: findName(words, views.people, decision.by),
  };
  return decision.approved
    ? words.html("join-approved", about)
    : words.html("join-declined", about);
}
