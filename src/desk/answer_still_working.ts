import type { Expectation } from "../incident/command.ts";
import { holdsClaim } from "../incident/claim_rules.ts";
import type { ServiceLevel } from "../incident/service_level.ts";
import { transition } from "../incident/transition.ts";
import type { IncidentId } from "../people/ids.ts";
import { applyDecision } from "./consequences.ts";
import type { Desk } from "./desk.ts";
import { enterIncident, type Incoming } from "./incoming.ts";
import type { PressOutcome } from "./outcome.ts";
import type { CardMessage } from "./ports.ts";
import { awaitMessage } from "./not_yet_known.ts";
import { openChoice, refuse, type Target } from "./press_card.ts";

export type StillWorkingAnswer = "yes" | "hand_over" | "resolve";

/** A press under "still working?", which was asked once past the time to resolve. */
export interface StillWorkingPress extends Incoming {
  readonly incidentId: IncidentId;
  readonly expected: Expectation;
  readonly answer: StillWorkingAnswer;
}

/** A responder answers; where something comes of it the question goes away. */
export function answerStillWorking(desk: Desk, press: StillWorkingPress): Promise<PressOutcome> {
  const { store } = desk;
  const { place, messageId, incidentId, expected } = press;
  return store.database.transaction(async (tx): Promise<PressOutcome> => {
    const [entered, question, choice] = await Promise.all([
      enterIncident(store, tx, press, incidentId),
      store.messages.findSubject(tx, place.chatId, messageId),
      press.answer === "hand_over" ? store.messages.findChoice(tx, incidentId) : null,
    ]);
    const { fresh, group, actor, incident, level, card, at } = entered;
    if (!fresh) return { type: "duplicate" };
    if (group === null || incident === null || card === null) return { type: "not_here" };
    if (question === null) await awaitMessage(store, tx, press.updateId);
    // Whoever forges a press must not have another message deleted.
    const ours = question?.type === "notice" && question.incidentId === incidentId;
    if (!ours) return { type: "not_here" };

    const target: Target = { desk, tx, press, actor, incident, at, choice };
    const outdated = expected.cycle !== incident.cycle.ordinal ||
      expected.session !== incident.session?.ordinal;
    if (outdated) return await refuse(target, { reason: "outdated" });
    if (!holdsClaim(incident, actor.userId)) {
      return await refuse(target, { reason: "not_responder" });
    }
    const takeAway = () => {
      const content = { kind: "delete_message", messageId } as const;
      return store.deliveries.enqueue(tx, [{ place, content }]);
    };
    return await answer(target, press.answer, { card, level, takeAway });
  });
}

async function answer(
  target: Target,
  given: StillWorkingAnswer,
  { card, level, takeAway }: {
    readonly card: CardMessage;
    readonly level: ServiceLevel;
    /** The question has been answered. */
    readonly takeAway: () => Promise<void>;
  },
): Promise<PressOutcome> {
  const { desk, tx, actor, incident, at } = target;
  if (given === "yes") {
    await takeAway();
    return { type: "still_working" };
  }
  if (given === "hand_over") {
    const opened = await openChoice(target, takeAway);
    return opened.type === "done" ? { type: "choice_on_card" } : opened;
  }
  const decision = transition(incident, { type: "request_resolution", actor }, at);
  if (!decision.ok) return await refuse(target, decision.refusal);
  await Promise.all([
    applyDecision(desk, tx, {
      before: incident,
      decision,
      actorId: actor.userId,
      place: card.place,
      cardMessageId: card.messageId,
      foreknown: { level, recipients: null },
    }),
    takeAway(),
  ]);
  return { type: "done", action: "request_resolution" };
}
