import { formatIncidentNumber } from "../../../../src/incident/incident.ts";
import { renderHeading } from "../../../../src/telegram/render/card.ts";
import { getVisibleText } from "../../../../src/telegram/render/safe_html.ts";
import { type Check, describeIncident, type IncidentCase, type Looked } from "../case.ts";
import { createIncidentView } from "../incident_view.ts";
import { listStandingCards } from "./cards.ts";

/** A card may leave out what was true between two edits, but never shows what was not, nor goes back. */
export const shown: Check = {
  name: "no card ever showed what was not so, or went back",
  look(one): Looked {
    const standing = listStandingCards(one);
    let looked = 0;
    const breaches = [...one.incidents.values()].flatMap((incident) => {
      const headings = incident.states.map((state) =>
        getVisibleText(renderHeading(one.words, createIncidentView(incident, state, one.now)))
      );
      return (standing.get(Number(incident.id)) ?? []).flatMap((message) => {
        // One whose answer was lost may have been found by another incident, and become its card.
        const texts = [...message.earlierTexts, message.text ?? ""].filter((text) =>
          / (\d{4,}) · /u.exec(text.split("\n", 1)[0] ?? "")?.[1] ===
            formatIncidentNumber(incident.row.number)
        );
        looked += texts.length;
        return follow(incident, headings, texts);
      });
    });
    return { looked, breaches };
  },
};

function follow(
  incident: IncidentCase,
  headings: readonly string[],
  texts: readonly string[],
): Looked["breaches"] {
  let from = 0;
  for (const text of texts) {
    const heading = text.split("\n", 1)[0] ?? "";
    const at = headings.indexOf(heading, from);
    if (at < 0) {
      return [{
        what: `${describeIncident(incident)}: its card said ${JSON.stringify(heading)} ${
          headings.includes(heading) ? "once more, after that was over" : "and was never so"
        }`,
        evidence: { headings, shown: texts.map((one) => one.split("\n", 1)[0]) },
      }];
    }
    from = at;
  }
  return [];
}
