import type { Role } from "../../people/role.ts";
import type { Words } from "./create_words.ts";
import { joinHtml, type SafeHtml } from "./safe_html.ts";

const roleKeys = {
  driver: "help-private-driver",
  dispatcher: "help-private-dispatcher",
  ops_manager: "help-private-ops-manager",
} as const satisfies Record<Role, string>;

/**
 * @param role in the person's organisation; null where they have none, or have yet to say which
 * @param several whether the person belongs to more than one organisation
 */
export function renderPrivateHelp(words: Words, role: Role | null, several: boolean): SafeHtml {
  const blocks = [words.html("help-private")];
  if (role === null) {
    blocks.push(words.html("help-private-start"));
  } else {
    const commands = [
      words.html("help-private-title"),
      words.html(roleKeys[role]),
      words.html("help-private-talk"),
    ];
    if (role === "ops_manager") commands.push(words.html("help-private-report"));
    blocks.push(joinHtml(commands, "\n"), words.html("help-private-ticket"));
  }
  if (several) blocks.push(words.html("help-private-organisation"));
  return joinHtml(blocks, "\n\n");
}
