/** That somebody left the group who was on an incident. */
import type { Answer } from "../../desk/answer.ts";
import { formatIncidentNumber } from "../../incident/incident.ts";
import type { Words } from "./create_words.ts";
import { findDepartmentName } from "./department.ts";
import { renderName } from "./person.ts";
import type { SafeHtml } from "./safe_html.ts";
import type { NamedViews } from "./set_up_answers.ts";

export function renderResponderLeft(
  words: Words,
  { userId, number, waitingFor }: Extract<Answer, { type: "responder_left" }>,
  { people, departments }: NamedViews,
): SafeHtml {
  const person = people.find((one) => one.userId === userId);
  const facts = {
    name: person === undefined ? words.html("person-unknown") : renderName(words, person),
    number: formatIncidentNumber(number),
  };
  return waitingFor === null
    ? words.html("responder-left", facts)
    : words.html("responder-left-waiting", {
      ...facts,
      department: findDepartmentName(words, departments, waitingFor),
    });
}
