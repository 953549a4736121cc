import { transition } from "../incident/transition.ts";
import type { IncidentId, UpdateId } from "../people/ids.ts";
import type { Person } from "../people/person.ts";
import type { Answer } from "./answer.ts";
import { passingSeconds } from "./answering.ts";
import { lockCaughtUp } from "./catch_up.ts";
import { applyDecision } from "./consequences.ts";
import type { Desk } from "./desk.ts";
import type { Group, Place, Transaction } from "./ports.ts";

/** People came to a group, or left it or were removed. */
export interface Presence {
  readonly updateId: UpdateId;
  readonly place: Place;
  readonly people: readonly Person[];
  readonly present: boolean;
}

/**
 * Whoever left is not called in this group any more, and lets go of what they hold there. Their
 * membership stays for a return, which makes them seen again.
 *
 * @returns whether anything may be owed to Telegram because of it
 */
export function notePresence(desk: Desk, presence: Presence): Promise<boolean> {
  const { store } = desk;
  return store.database.transaction(async (tx) => {
    const [group, fresh] = await Promise.all([
      store.organisations.enterGroup(tx, presence.place.chatId),
      store.updates.markProcessed(tx, presence.updateId),
    ]);
    if (!fresh || group === null) return false;
    let owed = false;
    for (const person of presence.people) {
      if (presence.present) await comeBack(desk, tx, person);
      else if (await leave(desk, tx, group, person)) owed = true;
    }
    return owed;
  });
}

/** Whoever is new has yet to say something: until then a button asks for who bears a name. */
async function comeBack({ store }: Desk, tx: Transaction, person: Person): Promise<void> {
  const known = await store.people.findPerson(tx, person.userId);
  if (known !== null) await store.people.rememberPerson(tx, person);
}

async function leave(desk: Desk, tx: Transaction, group: Group, person: Person): Promise<boolean> {
  const { people, incidents } = desk.store;
  const [held] = await Promise.all([
    incidents.listHeldHere(tx, person.userId),
    people.forgetSighting(tx, person.userId),
  ]);
  for (const id of held) await drop(desk, tx, group, person, id);
  return held.length > 0;
}

async function drop(
  desk: Desk,
  tx: Transaction,
  group: Group,
  { userId }: Person,
  id: IncidentId,
): Promise<void> {
  const { deliveries } = desk.store;
  const { incident, card, at } = await lockCaughtUp(desk.store, tx, id);
  if (incident === null) return;
  const decision = transition(incident, { type: "drop_responder", userId }, at);
  if (!decision.ok) return;
  const place: Place = card?.place ?? { chatId: group.chatId, threadId: null };
  const messageId = card?.messageId ?? null;
  const { claims, session } = decision.incident;
  const answer: Answer = {
    type: "responder_left",
    userId,
    number: incident.number,
    waitingFor: claims.length > 0 ? null : session?.departmentId ?? null,
  };
  await Promise.all([
    applyDecision(desk, tx, {
      before: incident,
      decision,
      actorId: userId,
      place,
      cardMessageId: messageId,
    }),
    deliveries.enqueue(tx, [{
      place,
      content: {
        kind: "answer",
        answer,
        replyTo: messageId,
        expiresSeconds: passingSeconds,
        fallback: null,
        viewer: { userId, groupId: group.id },
      },
    }]),
  ]);
}
