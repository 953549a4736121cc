import {
  formatIncidentNumber,
  getEndedAt,
  type Incident,
} from "../../../../src/incident/incident.ts";
import {
  renderClaimedNotice,
  renderResolvedNotice,
} from "../../../../src/telegram/render/notices.ts";
import { getVisibleText } from "../../../../src/telegram/render/safe_html.ts";
import type { SandboxMessage } from "../../../sandbox/world.ts";
import {
  type Case,
  type Check,
  describeIncident,
  getState,
  type IncidentCase,
  type Looked,
} from "../case.ts";
import { createIncidentView } from "../incident_view.ts";

/**
 * Reporters are told what happened, and nothing that did not; whoever must act is called, and whoever
 * is asked for words can answer.
 */
export const notices: Check = {
  name: "whoever had to be told was told, and nothing that is not so",
  look(one): Looked {
    let looked = 0;
    const breaches = [...one.incidents.values()].flatMap((incident) => {
      if (incident.states.length === 0) return [];
      const { toReport, toCard } = listAnswers(one, incident);
      looked += toReport.length + toCard.length;
      const problem = findLie(one, incident, toReport) ??
        findSilence(one, incident, toReport, toCard);
      return problem === null ? [] : [{
        what: `${describeIncident(incident)}: ${problem}`,
        evidence: { toReport, toCard, events: incident.events },
      }];
    });
    return { looked, breaches };
  },
};

/** The bot's messages that answer the report, and the card. */
function listAnswers({ chats, botId }: Case, { chatId, cards }: IncidentCase) {
  const messages = chats.get(chatId)?.messages ?? [];
  const [card] = cards;
  const answers = (to: number | null | undefined): readonly SandboxMessage[] =>
    messages.filter(({ fromId, deleted, replyTo }) =>
      fromId === botId && !deleted && to !== undefined && to !== null && replyTo?.messageId === to
    );
  return { toReport: answers(card?.replyTo), toCard: answers(card?.messageId) };
}

const claimed = / has it\.$/;
const resolved = /^✅ \d{4,} is resolved\./;

/** A notice of something that never was. */
function findLie(
  { words, now }: Case,
  incident: IncidentCase,
  toReport: readonly SandboxMessage[],
): string | null {
  const truths = new Set(incident.states.flatMap((state, index) => {
    const fact = incident.events[index]?.fact;
    const view = createIncidentView(incident, state, now);
    if (fact?.type === "resolved") return [getVisibleText(renderResolvedNotice(words, view).html)];
    if (fact?.type !== "claimed") return [];
    const person = incident.home.people.get(fact.userId);
    return person === undefined
      ? []
      : [getVisibleText(renderClaimedNotice(words, view, person).html)];
  }));
  const lie = toReport.find(({ text = "" }) =>
    (claimed.test(text) || resolved.test(text)) && !truths.has(text)
  );
  return lie === undefined ? null : `the reporter was told ${JSON.stringify(lie.text)}`;
}

/**
 * What was held up for long is told together with whatever else was, by one message: since then, and
 * by its number. The last ones are only counted there.
 */
function wasCaughtUp(one: Case, { chatId, row }: IncidentCase, since: number): boolean {
  const [head = ""] = getVisibleText(one.words.html("catch-up-head", { time: "?" })).split("?");
  const number = `${formatIncidentNumber(row.number)} · `;
  return one.chats.get(chatId)?.messages.some(({ fromId, deleted, date, text = "" }) =>
    fromId === one.botId && !deleted && date * 1000 >= since - one.slackMs &&
    text.startsWith(head) && (text.includes(number) || text.includes(": /open"))
  ) === true;
}

/** Since when somebody is to know what it is now. */
function getWaitingSince({ ending, resolution, session, cycle }: Incident): number {
  if (ending !== null) return getEndedAt(ending);
  return resolution?.requestedAt ?? session?.waitingSince ?? cycle.openedAt;
}

/** Somebody whom the incident waits for, and whom nobody told. */
function findSilence(
  one: Case,
  incident: IncidentCase,
  toReport: readonly SandboxMessage[],
  toCard: readonly SandboxMessage[],
): string | null {
  const { words, now } = one;
  const state = getState(incident);
  if (wasCaughtUp(one, incident, getWaitingSince(state))) return null;
  if (state.ending?.type === "resolved" && state.ending.summarisedBy !== state.reporterId) {
    const view = createIncidentView(incident, state, now);
    const summary = getVisibleText(renderResolvedNotice(words, view).html);
    return toReport.some(({ text }) => text === summary)
      ? null
      : "the reporter was not told that it is resolved";
  }
  const called = toCard.some(({ entities }) =>
    entities.some(({ type }) => type === "mention" || type === "text_mention")
  );
  if (state.status === "awaiting_claim" && incident.row.reach !== "nobody" && !called) {
    return "nobody was called to claim it";
  }
  const asked = toCard.some(({ forceReply, entities }) =>
    forceReply !== undefined || entities.some(({ type }) => type.endsWith("mention"))
  );
  return state.status === "awaiting_summary" && !asked ? "nobody was asked for the summary" : null;
}
