import type { PressAction, PressOutcome } from "../../../../src/desk/outcome.ts";
import type { UserId } from "../../../../src/people/ids.ts";
import { renderNotApplied, renderPressAnswer } from "../../../../src/telegram/render/messages.ts";
import type { PressEntry, WordsEntry } from "../../people/record.ts";
import {
  type Case,
  type Check,
  describeIncident,
  type IncidentCase,
  type Looked,
} from "../case.ts";
import { listPresses } from "../decode_press.ts";
import { match } from "../matching.ts";
import { listTraces, type Trace, type TracedAction } from "../traces.ts";

/** Something that somebody did to an incident, and what they know of it. */
interface Deed {
  readonly action: TracedAction;
  readonly personId: number;
  readonly entry: PressEntry | WordsEntry;
  /** Told that it worked. Else they do not know, and either may be. */
  readonly acknowledged: boolean;
  /** In the database's time, give or take the slack. */
  readonly from: number;
  readonly until: number;
}

/** What leaves no trace on the timeline. */
const traceless: ReadonlySet<PressAction> = new Set(["add_summary", "open_choice", "close_choice"]);

/**
 * Everybody who was told that a press worked has one event of theirs; and no event is there without
 * a press, or for a press that did another already.
 */
export const acknowledged: Check = {
  name: "every press that was told to work is on the timeline exactly once",
  look(one): Looked {
    const deeds = listDeeds(one);
    const breaches = [...one.incidents.values()].flatMap((incident) =>
      judgeIncident(incident, deeds.get(incident) ?? [], one.slackMs)
    );
    const looked = [...deeds.values()].flat().filter((deed) => deed.acknowledged).length;
    return { looked, breaches };
  },
};

function listDeeds(one: Case): ReadonlyMap<IncidentCase, readonly Deed[]> {
  const deeds = new Map<IncidentCase, Deed[]>();
  const add = (incident: IncidentCase, deed: Deed) => {
    const others = deeds.get(incident);
    if (others === undefined) deeds.set(incident, [deed]);
    else others.push(deed);
  };
  for (const { entry, press: { action }, incident } of listPresses(one)) {
    const told = judgeAnswer(one, entry, action);
    if (told === "refused" || !isTraced(action)) continue;
    const { personId, at: from, until } = entry;
    const acknowledged = told === "done";
    add(incident, { action, personId, entry, acknowledged, from, until });
  }
  for (const entry of one.entries) {
    if (entry.kind !== "words" || entry.meaning !== "reopen_command") continue;
    const incident = findNumbered(one, entry);
    if (incident === null) continue;
    const { personId, at: from } = entry;
    const unknown = { acknowledged: false, from, until: Infinity } as const;
    add(incident, { action: "reopen", personId, entry, ...unknown });
  }
  return deeds;
}

function isTraced(
  action: PressAction,
): action is Exclude<PressAction, "add_summary" | "open_choice" | "close_choice"> {
  return !traceless.has(action);
}

/** What a person took an answer to mean. */
function judgeAnswer(
  { words }: Case,
  { told: { answered, text, alert } }: PressEntry,
  action: PressAction,
): "done" | "refused" | "unknown" {
  if (!answered) return "unknown";
  const says = (outcome: PressOutcome) => renderPressAnswer(words, outcome).text === text;
  if (says({ type: "done", action })) return "done";
  if (says({ type: "duplicate" })) return "unknown";
  return alert || text === renderNotApplied(words).text ? "refused" : "done";
}

/** The incident that a command named, in the organisation of its chat. */
export function findNumbered({ incidents }: Case, entry: WordsEntry): IncidentCase | null {
  const home = [...incidents.values()].find(({ chatId }) => chatId === entry.chatId)?.home;
  return [...incidents.values()].find((incident) =>
    incident.home === home && incident.row.number === entry.number
  ) ?? null;
}

/** Only buttons' deeds: reports and words are looked for by what they say. */
const byWords: ReadonlySet<TracedAction> = new Set(["report", "summarise", "comment", "edit"]);

function judgeIncident(
  incident: IncidentCase,
  deeds: readonly Deed[],
  slackMs: number,
): Looked["breaches"] {
  const traces = listTraces(incident.events).filter(({ action }) => !byWords.has(action));
  const known = deeds.filter(({ acknowledged }) => acknowledged)
    .toSorted((a, b) => a.until - b.until);
  const all = [...known, ...deeds.filter((deed) => !deed.acknowledged)];
  const fits = (deed: Deed, trace: Trace) =>
    deed.action === trace.action && isPerson(trace.actorId, deed.personId) &&
    trace.at >= deed.from - slackMs &&
    // Who was not answered may have done it at any time after.
    (!deed.acknowledged || trace.at <= deed.until + slackMs);
  const matched = match(all, traces, fits);
  const used = new Set(matched);
  const name = describeIncident(incident);
  return [
    ...known.flatMap((deed, index) =>
      matched[index] !== null ? [] : [{
        what: `${name}: ${deed.personId} was told that ${deed.action} worked, and it did not`,
        evidence: { entry: deed.entry, events: incident.events },
      }]
    ),
    ...traces.flatMap((trace, index) =>
      used.has(index) ? [] : [{
        what: `${name}: ${trace.action} by ${trace.actorId} stands there without a press for it`,
        evidence: { trace, deeds: deeds.map(({ entry }) => entry), events: incident.events },
      }]
    ),
  ];
}

function isPerson(actorId: UserId, personId: number): boolean {
  return Number(actorId) === personId;
}
