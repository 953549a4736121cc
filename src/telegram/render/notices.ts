/** What the reporter is told, as replies to their message. */
import type { IncidentView } from "../../desk/views.ts";
import { formatIncidentNumber } from "../../incident/incident.ts";
import type { Person } from "../../people/person.ts";
import { cleanBlock } from "./clean_text.ts";
import type { Words } from "./create_words.ts";
import { formatDepartment } from "./department.ts";
import { renderName } from "./person.ts";
import { type Rendered, textLimit } from "./rendered.ts";
import { escaped, html, measureHtml } from "./safe_html.ts";
import { shorten } from "./shorten.ts";

/** "<name> (Maintenance) has it". */
export function renderClaimedNotice(words: Words, view: IncidentView, person: Person): Rendered {
  const department = view.department === null
    ? words.text("department-unknown")
    : formatDepartment(words, view.department);
  const notice = words.html("notice-claimed", { name: renderName(words, person), department });
  return { html: notice.toString(), keyboard: null };
}

/** The summary of the current cycle and who wrote it. */
export function renderResolvedNotice(words: Words, view: IncidentView): Rendered {
  const number = formatIncidentNumber(view.incident.number);
  const head = words.html("notice-resolved", {
    number,
    name: view.summariser === null
      ? words.html("person-unknown")
      : renderName(words, view.summariser),
  });
  const room = textLimit - measureHtml(head) - 1;
  const summary = shorten(
    cleanBlock(view.summary ?? ""),
    room,
    words.text("card-shortened", { number }),
  );
  const body = summary === ""
    ? words.html("card-no-words")
    : html(`<blockquote>${escaped(summary)}</blockquote>`);
  return { html: `${head}\n${body}`, keyboard: null };
}
