/** Which organisation a private chat speaks of. */
import { encodeCallback } from "../callback_data.ts";
import type { Words } from "./create_words.ts";
import { formatTitle } from "./isolate.ts";
import type { PrivateViews } from "./private_views.ts";
import type { Rendered } from "./rendered.ts";
import type { SafeHtml } from "./safe_html.ts";

/** As long as a button shows it on a phone. */
const longestName = 40;

/** Telegram allows 100 buttons. */
const mostButtons = 50;

function formatOrganisation(name: string): string {
  return formatTitle(name, longestName) || "?";
}

export function renderOrganisationAsked(
  words: Words,
  { organisations, homeId }: PrivateViews,
): Rendered {
  const keyboard = organisations.slice(0, mostButtons).map(({ id, name }) => {
    const organisation = formatOrganisation(name);
    return [{
      text: id === homeId
        ? words.text("button-organisation-chosen", { organisation })
        : organisation,
      callback_data: encodeCallback({ type: "choose_organisation", organisationId: id }),
    }];
  });
  return { html: words.html("organisation-asked").toString(), keyboard };
}

export function renderOrganisationChosen(words: Words, name: string): SafeHtml {
  return words.html("organisation-chosen", { organisation: formatOrganisation(name) });
}
