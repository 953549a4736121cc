import type { EditEntry } from "../../people/record.ts";
import { type Check, describeIncident, type Looked } from "../case.ts";

/** What somebody changed in their report stands on the incident, unless it had ended by then. */
export const edits: Check = {
  name: "every changed report shows on its incident",
  look({ entries, incidents }): Looked {
    const all = entries.filter((entry): entry is EditEntry => entry.kind === "edit");
    const last = new Map(all.map((entry) => [`${entry.chatId} ${entry.messageId}`, entry]));
    const breaches = [...last.values()].flatMap((entry) => {
      const incident = [...incidents.values()].find(({ sources }) =>
        sources.some(({ kind, chatId, messageId }) =>
          kind === "ticket" && chatId === entry.chatId && Number(messageId) === entry.messageId
        )
      );
      // Without one, it is the report that is missing.
      if (incident === undefined) return [];
      const shown = incident.texts.findLast(({ kind }) => kind === "description")?.body ?? "";
      const ended = incident.states.some(({ ending }) => ending !== null);
      if (shown.includes(entry.tag) || ended) return [];
      return [{
        what: `${describeIncident(incident)} does not show the change ${entry.tag}`,
        evidence: { entry, shown },
      }];
    });
    return { looked: last.size, breaches };
  },
};
