/** The health of all organisations, in counts alone. */
import type { OrganisationHealth, PlatformHealth } from "../../desk/ports/platform.ts";
import { packHtml } from "./chunks.ts";
import type { Words } from "./create_words.ts";
import { formatDuration } from "./duration.ts";
import type { Rendered } from "./rendered.ts";
import type { SafeHtml } from "./safe_html.ts";

function renderOrganisation(words: Words, health: OrganisationHealth): SafeHtml {
  const { organisationId, groups, openIncidents: open, due, failed } = health;
  return organisationId === null
    ? words.html("platform-nobody", { due, failed })
    // As text: a number would get the marks of thousands.
    : words.html("platform-organisation", {
      id: String(organisationId),
      groups,
      open,
      due,
      failed,
    });
}

export function renderPlatform(words: Words, health: PlatformHealth): readonly Rendered[] {
  const { now, lastTick, organisations } = health;
  const parts = [
    words.html("platform-heading"),
    lastTick === null
      ? words.html("platform-no-tick")
      : words.html("platform-tick", { duration: formatDuration(words, now - lastTick) }),
    ...organisations.map((one) => renderOrganisation(words, one)),
  ];
  return packHtml(parts, "\n").map((message) => ({ html: message.toString(), keyboard: null }));
}
