import { type Accepted, type Decision, transition } from "../incident/transition.ts";
import type { Incident, Instant } from "../incident/incident.ts";
import type { Actor } from "../people/role.ts";
import { createReaction } from "./add_comment.ts";
import type { Answer } from "./answer.ts";
import { answerNowhere, createReply } from "./answering.ts";
import { applyDecision } from "./consequences.ts";
import type { Desk } from "./desk.ts";
import { enter } from "./incoming.ts";
import { findReferred, type Referring } from "./referred_incident.ts";

/**
 * `/reopen why` as a reply to the card, or `/reopen 0042 why`: waiting again, with new clocks, and
 * the reason stands on the timeline.
 */
export function reopenIncident(desk: Desk, command: Referring): Promise<void> {
  const { store } = desk;
  return store.database.transaction(async (tx) => {
    const { fresh, group, organisation, actor } = await enter(store, tx, command);
    if (!fresh) return;
    const answer = (type: Answer) =>
      store.deliveries.enqueue(tx, [createReply(command, group, type, "passing")]);
    if (organisation === null) return await answerNowhere(store, tx, command);
    const referred = await findReferred(desk, tx, command);
    if (referred.type === "nothing") return await answer({ type: "reopen_usage" });
    if (referred.type === "not_found") {
      return await answer({ type: "incident_not_found", number: referred.number });
    }
    const { incident, words } = referred;
    const decision = decide(incident, actor, words, referred.at);
    if (!decision.ok) return await answer({ type: "refused", refusal: decision.refusal });
    const card = await store.messages.findGroupCard(tx, incident.id);
    const body = words;
    await Promise.all([
      applyDecision(desk, tx, {
        before: incident,
        decision,
        texts: body === "" ? [] : [{
          ordinal: decision.incident.version,
          kind: "comment",
          authorId: actor.userId,
          body,
        }],
        actorId: actor.userId,
        place: card?.place ?? command.place,
        cardMessageId: card?.messageId ?? null,
      }),
      store.deliveries.enqueue(tx, [createReaction(command.place, command.messageId, "👍")]),
    ]);
  });
}

/** The reopening, and where there are words the comment that says why. */
function decide(incident: Incident, actor: Actor, why: string, at: Instant): Decision {
  const reopened = transition(incident, { type: "reopen", actor }, at);
  if (!reopened.ok || why === "") return reopened;
  const commented = transition(reopened.incident, { type: "comment", actor }, at);
  return commented.ok ? join(reopened, commented) : reopened;
}

function join(first: Accepted, then: Accepted): Accepted {
  return { ok: true, incident: then.incident, events: [...first.events, ...then.events] };
}
