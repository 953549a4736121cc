import type { Incident, Instant } from "../incident/incident.ts";
import type { ChatId, IncidentId, MessageId, UpdateId } from "../people/ids.ts";
import { parseChatId } from "../people/ids.ts";
import type { UserId } from "../people/ids.ts";
import type { Person } from "../people/person.ts";
import type { Actor } from "../people/role.ts";
import type { Group, Place, Store, Transaction } from "./ports.ts";

/** What every update of a person carries: a message, or a press under one. */
export interface Incoming {
  readonly updateId: UpdateId;
  readonly person: Person;
  readonly place: Place;
  readonly messageId: MessageId;
}

/** Who acts, and where, as the database knows them. */
export interface Entered {
  /** Null where the chat is no connected group. */
  readonly group: Group | null;
  readonly actor: Actor;
  /** False where Telegram sent this update before. */
  readonly fresh: boolean;
}

/**
 * The first statements of a transaction that applies an update. They are sent before the first
 * await, so whatever the caller starts right after travels in the same round trip.
 */
export async function enter(store: Store, tx: Transaction, incoming: Incoming): Promise<Entered> {
  const [group, fresh, , actor] = await Promise.all([
    store.organisations.enterGroup(tx, incoming.place.chatId),
    store.updates.markProcessed(tx, incoming.updateId),
    store.people.rememberPerson(tx, incoming.person),
    store.people.getActor(tx, incoming.person.userId),
  ]);
  return { group, actor, fresh };
}

export interface EnteredIncident extends Entered {
  /** Null where it does not exist, or belongs to another group. */
  readonly incident: Incident | null;
  readonly at: Instant;
}

/** As {@link enter}, with the incident's row locked and the clock read after that. */
export async function enterIncident(
  store: Store,
  tx: Transaction,
  incoming: Incoming,
  id: IncidentId,
): Promise<EnteredIncident> {
  const [entered, incident, at] = await Promise.all([
    enter(store, tx, incoming),
    store.incidents.lockIncident(tx, id),
    store.clock.readClock(tx),
  ]);
  const here = entered.group !== null && incident?.groupId === entered.group.id;
  return { ...entered, incident: here ? incident : null, at };
}

/** A person's private chat with the bot has the person's id (Bot API, "Chat"). */
export function getPrivatePlace(userId: UserId): Place {
  const chatId: ChatId = parseChatId(userId);
  return { chatId, threadId: null };
}
