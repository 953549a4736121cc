/** What pings in a group and in private have in common. */
import { callUsefulMs } from "../../desk/call_age.ts";
import type { ClaimedDelivery, MissReason, Place, Transaction } from "../../desk/ports.ts";
import type { IncidentDetails } from "../../desk/views.ts";
import type { IncidentId, MessageId, UserId } from "../../people/ids.ts";
import {
  type DeliveryTools,
  done,
  dropped,
  type Ending,
  type Recording,
} from "./delivery_tools.ts";

/** So often is a ping put off for the card that it points at; then it goes without. */
const waitsForCard = 10;

export const waitForCard: Ending = { type: "again", seconds: 1, why: "it waits for its card" };

/** A delivery that calls people of a session's department. */
interface Call {
  readonly incidentId: IncidentId;
  readonly session: number;
  readonly userIds: readonly UserId[];
}

/**
 * A call that was held up so long that a reminder tells the same people the same is not made beside
 * it: that one comes with the true waiting time.
 *
 * @returns why calling these people is pointless now; null where it is not
 */
export function findMissReason(
  { incident, timeline }: IncidentDetails,
  { session, userIds }: Call,
  { lateMs }: Pick<ClaimedDelivery, "lateMs">,
): MissReason | null {
  if (incident.ending !== null) return "ended";
  if (incident.session?.ordinal !== session) return "handed_on";
  if (incident.claims.length > 0) return "claimed";
  const began = timeline.findLast(({ fact }) => fact.type === "department_assigned")?.ordinal ?? 0;
  const told = timeline.flatMap(({ ordinal, fact }) =>
    ordinal > began && (fact.type === "reminded" || fact.type === "escalated") ? fact.userIds : []
  );
  if (userIds.length > 0 && userIds.every((userId) => told.includes(userId))) return "reminded";
  return lateMs > callUsefulMs ? "too_old" : null;
}

const missWords: Readonly<Record<MissReason, string>> = {
  claimed: "somebody has it",
  ended: "the incident has ended",
  handed_on: "another department session has begun",
  reminded: "a reminder has taken its place",
  too_old: "it is older than its use",
};

/**
 * Drops a call, with a note beside the timeline. What is only too old is told by the chat's catch-up,
 * and so is what ended a late one where there is one anyway.
 */
export function missCall(
  { store }: DeliveryTools,
  { place, lateMs }: Pick<ClaimedDelivery, "place" | "lateMs">,
  { incidentId, session, userIds }: Call,
  why: MissReason,
): Recording {
  return async (tx) => {
    /** What became of it meanwhile is told where other things are. */
    async function isPartOfMore(): Promise<boolean> {
      if (lateMs <= callUsefulMs || why === "reminded") return false;
      return (await store.catchUps.findBacklog(tx, place.chatId, incidentId, callUsefulMs)).others;
    }
    await store.incidents.noteMissedCall(tx, incidentId, { session, why, userIds });
    if (why === "too_old" || await isPartOfMore()) {
      const since = await store.clock.readClock(tx) - lateMs;
      const called = why === "too_old" ? userIds : [];
      await store.catchUps.add(tx, place, { incidentId, userIds: called, since });
    }
    return dropped(missWords[why]);
  };
}

/** The card comes first, but may be held up. */
export function awaitsCard({ card }: IncidentDetails, attempt: number): boolean {
  return card !== null && card.messageId === null && attempt <= waitsForCard;
}

/**
 * Records a ping that was sent. A transfer that happened while it was in the air has taken back the
 * earlier ones without knowing of this one, so it is taken back here; the incident's row is locked
 * so that the two cannot miss one another.
 */
export async function recordPing(
  { store }: DeliveryTools,
  tx: Transaction,
  about: { readonly incidentId: IncidentId; readonly session: number },
  sent: {
    readonly place: Place;
    readonly messageId: MessageId;
    /** The card that it was to reply to is gone; drawing it again brings it back. */
    readonly replyLost?: boolean;
  },
): Promise<Ending> {
  const { place, messageId, replyLost = false } = sent;
  const incident = await store.incidents.lockIncident(tx, about.incidentId);
  if (replyLost) await store.messages.touchCards(tx, about.incidentId);
  if (incident === null || incident.session?.ordinal !== about.session) {
    await store.deliveries.enqueue(tx, [{ place, content: { kind: "delete_message", messageId } }]);
    return dropped("another department session began while it was sent");
  }
  await store.messages.recordNotice(tx, {
    incidentId: about.incidentId,
    chatId: place.chatId,
    messageId,
    kind: "ping",
  });
  return done;
}
