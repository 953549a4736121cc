import type { Role } from "../../people/role.ts";
import type { Words } from "./create_words.ts";
import { joinHtml, type SafeHtml } from "./safe_html.ts";

const roleKeys = {
  driver: "help-private-driver",
  dispatcher: "help-private-dispatcher",
  ops_manager: "help-private-ops-manager",
} as const satisfies Record<Role, string>;

/** @param role in the person's organisation; null where they have none, or have yet to say which */
export function renderPrivateHelp(words: Words, role: Role | null): SafeHtml {
  const blocks = role === null ? [words.html("help-private-start")] : [
    joinHtml([words.html("help-private-title"), words.html(roleKeys[role])], "\n"),
    words.html("help-private-ticket"),
  ];
  return joinHtml([words.html("help-private"), ...blocks], "\n\n");
}
