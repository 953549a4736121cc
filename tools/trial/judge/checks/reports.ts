import { getVisibleText } from "../../../../src/telegram/render/safe_html.ts";
import {
  type Case,
  type Check,
  describeIncident,
  type IncidentCase,
  type Looked,
} from "../case.ts";

/** Each report is one incident, and each incident was reported. */
export const reports: Check = {
  name: "every report is one incident, and none is lost or made up",
  look(one): Looked {
    const breaches: Looked["breaches"][number][] = [];
    const reported = Map.groupBy(
      [...one.incidents.values()].flatMap((incident) =>
        incident.sources.filter(({ kind }) => kind === "ticket").map((source) => ({
          incident,
          key: `${source.chatId} ${source.messageId}`,
        }))
      ),
      ({ key }) => key,
    );
    const known = new Set<IncidentCase>();
    let looked = 0;
    for (const entry of one.entries) {
      if (entry.kind !== "report") continue;
      looked++;
      const found = reported.get(`${entry.chatId} ${entry.messageId}`) ?? [];
      for (const { incident } of found) known.add(incident);
      const [least, most] = expect(one, entry);
      if (found.length >= least && found.length <= most) continue;
      breaches.push({
        what: `a report ${entry.tag} became ${found.length} incidents` +
          found.map(({ incident }) => `, ${describeIncident(incident)}`).join(""),
        evidence: entry,
      });
    }
    for (const incident of one.incidents.values()) {
      if (known.has(incident)) continue;
      breaches.push({
        what: `nobody reported ${describeIncident(incident)}`,
        evidence: { sources: incident.sources, events: incident.events },
      });
    }
    return { looked, breaches: [...breaches, ...findGaps(one)] };
  },
};

type Report = Extract<Case["entries"][number], { readonly kind: "report" }>;

/** The least and the most that a report may have become. */
function expect(one: Case, entry: Report): readonly [number, number] {
  if (entry.how !== "photo") return wasToldWhyNot(one, entry) ? [0, 1] : [1, 1];
  const answered = one.entries.some((other) =>
    other.kind === "words" && other.meaning === "description" && other.heard &&
    other.life === entry.life && other.personId === entry.personId
  );
  return answered ? [1, 1] : [0, 1];
}

/**
 * A bot that says why it does not take a report answers the report's message. Of a flood it says so
 * once, and for a minute nothing more is taken.
 */
function wasToldWhyNot(one: Case, { chatId, messageId, at }: Report): boolean {
  const says = (key: NotTaken, text: string) => getVisibleText(one.words.html(key)) === text;
  return one.chats.get(chatId)?.messages.some(({ fromId, replyTo, text = "", date }) =>
    fromId === one.botId && (
      (replyTo?.messageId === messageId && says("ticket-nothing-found", text)) ||
      ((says("ticket-too-many-of-person", text) || says("ticket-too-many-in-group", text)) &&
        Math.abs(date * 1000 - at) <= floodMs + one.slackMs)
    )
  ) === true;
}

type NotTaken =
  | "ticket-nothing-found"
  | "ticket-too-many-of-person"
  | "ticket-too-many-in-group";

/** The minute that is counted, and the one in which nothing is taken. */
const floodMs = 2 * 60_000;

/** Numbers are counted without gaps, so a lost incident would leave one. */
function findGaps({ organisations, incidents }: Case): Looked["breaches"] {
  return [...organisations.values()].flatMap(({ organisation, lastNumber }) => {
    const numbers = [...incidents.values()]
      .filter(({ row }) => row.organisationId === organisation.id)
      .map(({ row }) => row.number).toSorted((a, b) => a - b);
    const whole = numbers.length === lastNumber &&
      numbers.every((number, index) => number === index + 1);
    return whole ? [] : [{
      what: `${organisation.name} counted ${lastNumber} incidents and has ${numbers.length}`,
      evidence: numbers,
    }];
  });
}
