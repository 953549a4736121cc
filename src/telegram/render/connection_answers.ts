/** Answers about connecting one more group to an organisation. */
import type { ConnectionRefusal } from "../../desk/connection_answer.ts";
import type { ConnectionRequest } from "../../desk/ports/connections.ts";
import type { Department } from "../../desk/ports/organisations.ts";
import type { OrganisationId } from "../../people/ids.ts";
import { encodeCallback } from "../callback_data.ts";
import { cleanLine } from "./clean_text.ts";
import type { Words } from "./create_words.ts";
import { formatDepartment } from "./department.ts";
import { formatTitle } from "./isolate.ts";
import { renderName } from "./person.ts";
import type { Rendered } from "./rendered.ts";
import { escaped, joinHtml, type SafeHtml } from "./safe_html.ts";
import { renderDepartments } from "./set_up_answers.ts";

export function renderCode(
  words: Words,
  { code, minutes }: { readonly code: string; readonly minutes: number },
): SafeHtml {
  return joinHtml([
    words.html("connection-code", { minutes }),
    words.html("connection-code-command", { code }),
    words.html("connection-code-next"),
  ], "\n\n");
}

function renderTitle({ chat }: ConnectionRequest): string {
  return formatTitle(chat.title, 80) || "?";
}

/** @param organisationId whose request it is */
export function renderConnectionAsked(
  words: Words,
  request: ConnectionRequest,
  organisationId: OrganisationId | null,
): Rendered {
  const { id: requestId, person } = request;
  const { username } = person;
  const name = username === null
    ? renderName(words, person)
    : joinHtml([renderName(words, person), escaped(`(@${cleanLine(username)})`)], " ");
  const text = words.html("connection-asked", { name, group: renderTitle(request) });
  const keyboard = organisationId === null ? null : [[
    { approve: true, text: words.text("button-approve") },
    { approve: false, text: words.text("button-decline") },
  ].map(({ approve, text }) => ({
    text,
    callback_data: encodeCallback({
      type: "answer_connection",
      approve,
      organisationId,
      requestId,
    }),
  }))];
  return { html: text.toString(), keyboard };
}

export function renderConnectionAnswered(words: Words, request: ConnectionRequest): SafeHtml {
  const key = request.answer === "approved" ? "connection-approved" : "connection-not-approved";
  return words.html(key, { group: renderTitle(request) });
}

export function renderGroupConnected(
  words: Words,
  organisation: string,
  departments: readonly Department[],
): SafeHtml {
  const names = departments.map((one) => formatDepartment(words, one));
  return words.html("connection-done", {
    organisation: formatTitle(organisation, 80),
    departments: renderDepartments(words, names),
  });
}

const refusalKeys = {
  not_manager: "connection-not-manager",
  private_chat: "connection-private-chat",
  no_code: "connection-no-code",
  already_connected: "connection-already",
  not_administrator: "connection-not-administrator",
  wrong_code: "connection-wrong-code",
  too_many_tries: "connection-too-many-tries",
} as const satisfies Record<ConnectionRefusal, string>;

export function renderConnectionRefusal(words: Words, reason: ConnectionRefusal): SafeHtml {
  return words.html(refusalKeys[reason]);
}
