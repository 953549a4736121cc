import type { TextKind } from "../../../../src/desk/ports/incidents.ts";
import type { Meaning, WordsEntry } from "../../people/record.ts";
import {
  type Case,
  type Check,
  describeIncident,
  type IncidentCase,
  type Looked,
} from "../case.ts";

/** What words may have become. Of two summaries at once the second is a comment. */
const kinds: Readonly<Record<Meaning, readonly TextKind[]>> = {
  summary: ["summary", "comment"],
  comment: ["comment", "summary"],
  comment_command: ["comment"],
  reopen_command: ["comment"],
  description: ["description"],
};

interface Found {
  readonly incident: IncidentCase;
  readonly text: IncidentCase["texts"][number];
}

/** What people said about an incident stands there once, as theirs; a resolved one has a summary. */
export const words: Check = {
  name: "no summary and no comment is lost, or there twice",
  look(one): Looked {
    const found = findTagged(one);
    const said = one.entries.filter((entry): entry is WordsEntry => entry.kind === "words");
    const breaches = said.flatMap((entry) => {
      const texts = found.get(entry.tag) ?? [];
      const wrong = texts.filter(({ text, incident }) =>
        !kinds[entry.meaning].includes(text.kind) || Number(text.authorId) !== entry.personId ||
        (entry.number !== null && incident.row.number !== entry.number)
      );
      // What answers a message that is gone is mere talk, and a reopening may be refused.
      const least = entry.heard && entry.meaning !== "reopen_command" ? 1 : 0;
      // Later descriptions repeat earlier ones' words.
      const most = entry.meaning === "description" ? Infinity : 1;
      if (texts.length >= least && texts.length <= most && wrong.length === 0) return [];
      return [{
        what: `${entry.meaning} ${entry.tag} of ${entry.personId} is there ${texts.length} times` +
          texts.map(({ incident, text }) => `, ${describeIncident(incident)} ${text.kind}`).join(
            "",
          ),
        evidence: { entry, texts: texts.map(({ text }) => text) },
      }];
    });
    return { looked: said.length, breaches: [...breaches, ...findSilentEnds(one)] };
  },
};

function findTagged({ incidents }: Case): ReadonlyMap<string, readonly Found[]> {
  const all = [...incidents.values()].flatMap((incident) =>
    incident.texts.flatMap((text) =>
      (text.body.match(/\[life \d+\.\d+\]/g) ?? []).map((tag) => ({
        tag,
        found: { incident, text },
      }))
    )
  );
  const grouped = Map.groupBy(all, ({ tag }) => tag);
  return new Map([...grouped].map(([tag, some]) => [tag, some.map((one) => one.found)]));
}

/** Resolved, with no summary to it. */
function findSilentEnds({ incidents }: Case): Looked["breaches"] {
  return [...incidents.values()].flatMap((incident) =>
    incident.events.filter(({ fact }) => fact.type === "resolved")
      .filter(({ ordinal }) =>
        !incident.texts.some((text) => text.kind === "summary" && text.ordinal === ordinal)
      )
      .map((event) => ({
        what: `${describeIncident(incident)} was resolved without a summary`,
        evidence: { event, texts: incident.texts },
      }))
  );
}
