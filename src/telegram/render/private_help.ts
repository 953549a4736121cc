import type { Role } from "../../people/role.ts";
import type { Words } from "./create_words.ts";
import { roleIncludes } from "../../people/permission.ts";
import { joinHtml, type SafeHtml } from "./safe_html.ts";

const roleKeys = {
  driver: "help-private-driver",
  dispatcher: "help-private-dispatcher",
  ops_manager: "help-private-ops-manager",
} as const satisfies Record<Role, string>;

/**
 * @param role in the person's organisation; null where they have none, or have yet to say which
 * @param platformAdmin whether the person may see the health of all organisations
 * @param several whether the person belongs to more than one organisation
 */
export function renderPrivateHelp(
  words: Words,
  { role, platformAdmin }: { readonly role: Role | null; readonly platformAdmin?: true },
  several: boolean,
): SafeHtml {
  const blocks = [words.html("help-private")];
  if (role === null) {
    blocks.push(words.html("help-private-start"));
  } else {
    const commands = [
      words.html("help-private-title"),
      words.html(roleKeys[role]),
      words.html("help-private-talk"),
    ];
    blocks.push(joinHtml(commands, "\n"), words.html("help-departments"));
    if (roleIncludes(role, "ops_manager")) {
      blocks.push(joinHtml([
        words.html("help-ops-manager-member"),
        words.html("help-ops-manager-people"),
        words.html("help-ops-manager-departments"),
        words.html("help-ops-manager-settings"),
        words.html("help-private-report"),
        words.html("help-private-connect"),
      ], "\n"));
    }
    blocks.push(words.html("help-private-ticket"));
  }
  if (several) blocks.push(words.html("help-private-organisation"));
  if (platformAdmin) blocks.push(words.html("help-private-platform"));
  return joinHtml(blocks, "\n\n");
}
