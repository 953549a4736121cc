import type { Answer } from "../../desk/answer.ts";
import type { Role } from "../../people/role.ts";
import { roleIncludes } from "../../people/permission.ts";
import type { Words } from "./create_words.ts";
import { renderPrivateHelp } from "./private_help.ts";
import { joinHtml, type SafeHtml } from "./safe_html.ts";

/** What this person may do in a connected group, and no more. */
function renderGroupHelp(words: Words, role: Role): SafeHtml {
  const blocks = [
    words.html("help-group"),
    words.html("help-driver"),
    words.html("help-departments"),
    words.html("help-driver-cards"),
    words.html("help-talk"),
  ];
  if (roleIncludes(role, "ops_manager")) {
    blocks.push(
      joinHtml([
        words.html("help-ops-manager-member"),
        words.html("help-ops-manager-people"),
        words.html("help-ops-manager-departments"),
        words.html("help-ops-manager-settings"),
      ], "\n"),
      words.html("help-report"),
      words.html("help-ops-manager"),
    );
  } else if (roleIncludes(role, "dispatcher")) {
    blocks.push(words.html("help-dispatcher"));
  }
  return joinHtml(blocks, "\n\n");
}

/** The answer to `/help` and `/start`. */
export function renderHelp(
  words: Words,
  help: Extract<Answer, { type: "help" }>,
  severalOrganisations = false,
): SafeHtml {
  if (help.place === "private") return renderPrivateHelp(words, help, severalOrganisations);
  return help.role === null ? words.html("help-not-connected") : renderGroupHelp(words, help.role);
}
