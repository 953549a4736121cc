/** What comes so late that a chat is told of it once, together with all else that was held up. */
import { callUsefulMs } from "../../desk/call_age.ts";
import type { DeliveryContent } from "../../desk/delivery_content.ts";
import type { ClaimedDelivery, HeldUp, Place } from "../../desk/ports.ts";
import type { Instant } from "../../incident/incident.ts";
import { parseUserId } from "../../people/ids.ts";
import {
  type DeliveryTools,
  dropped,
  type Ending,
  endWith,
  enterDelivery,
  type Recording,
} from "./delivery_tools.ts";

/** So often it waits, a second each, for timers that are late; then it goes without. */
const waitsForTimers = 30;

export const waitForTimers: Ending = { type: "again", seconds: 1, why: "it waits for late timers" };

/** Has a chat told of it by its catch-up, in place of this delivery. */
export function tellByCatchUp(
  { store }: Pick<DeliveryTools, "store">,
  place: Place,
  heldUp: HeldUp,
): Recording {
  return async (tx) => {
    await store.catchUps.add(tx, place, heldUp);
    return dropped("the chat's catch-up tells of it");
  };
}

/**
 * What becomes of something in place of being sent, where it comes late or stands behind something
 * that does.
 *
 * @param missedSince when it would have come, where the program was away then
 * @returns null where it is to be sent all the same: nothing else is held up in its chat, so that it
 *   is the one message itself
 */
export async function findHoldUp(
  tools: Pick<DeliveryTools, "store">,
  delivery: Pick<ClaimedDelivery, "organisationId" | "place" | "attempt" | "lateMs">,
  about: Pick<HeldUp, "incidentId" | "userIds">,
  missedSince?: Instant,
): Promise<Recording | null> {
  const { place, attempt, lateMs } = delivery;
  const late = lateMs > callUsefulMs || missedSince !== undefined;
  const { store } = tools;
  const [{ others, timers }, now] = await enterDelivery(tools, delivery, (tx) =>
    Promise.all([
      store.catchUps.findBacklog(tx, place.chatId, about.incidentId, callUsefulMs),
      store.clock.readClock(tx),
    ]));
  const since = missedSince ?? now - lateMs;
  if (others) return tellByCatchUp(tools, place, { ...about, since });
  return late && timers && mayWait(attempt) ? endWith(waitForTimers) : null;
}

/** Whether to wait for timers that are late once more. */
export function mayWait(attempt: number): boolean {
  return attempt <= waitsForTimers;
}

/** Whom something of a queue calls, and about what; null where it is not told by a catch-up. */
export function findAbout(
  content: DeliveryContent,
  place: Place,
): Pick<HeldUp, "incidentId" | "userIds"> | null {
  switch (content.kind) {
    case "ping":
    case "reminder":
      return { incidentId: content.incidentId, userIds: content.userIds };
    case "private_ping":
    case "private_reminder":
      return { incidentId: content.incidentId, userIds: [parseUserId(place.chatId)] };
    case "claimed_notice":
    case "resolved_notice":
      return { incidentId: content.incidentId, userIds: [] };
    default:
      return null;
  }
}
