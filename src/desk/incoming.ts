import type { ChatId, IncidentId, MessageId, UpdateId } from "../people/ids.ts";
import { parseChatId } from "../people/ids.ts";
import type { UserId } from "../people/ids.ts";
import type { Person } from "../people/person.ts";
import type { Actor } from "../people/role.ts";
import { type CaughtUp, lockCaughtUp } from "./catch_up.ts";
import type { Group, Organisation, Place, Store, Transaction } from "./ports.ts";

/** What every update of a person carries: a message, or a press under one. */
export interface Incoming {
  readonly updateId: UpdateId;
  readonly person: Person;
  readonly place: Place;
  readonly messageId: MessageId;
}

/** Who acts, and where, as the database knows them. */
export interface Entered {
  /** Null where the chat is no connected group, as in private. */
  readonly group: Group | null;
  /** The group's; in private the one that the person is at home in. Null where there is none. */
  readonly organisation: Organisation | null;
  readonly actor: Actor;
  /** False where Telegram sent this update before. */
  readonly fresh: boolean;
}

/**
 * The first statements of a transaction that applies an update. They are sent before the first
 * await, so whatever the caller starts right after travels in the same round trip.
 */
export async function enter(store: Store, tx: Transaction, incoming: Incoming): Promise<Entered> {
  const [where, fresh, actor] = await Promise.all([
    enterPlace(store, tx, incoming),
    store.updates.markProcessed(tx, incoming.updateId),
    store.people.meetPerson(tx, incoming.person),
  ]);
  return { ...where, actor, fresh };
}

/** A command in private enters the person's organisation, one in a group the group's. */
async function enterPlace(
  { organisations }: Store,
  tx: Transaction,
  { place, person }: Incoming,
): Promise<Pick<Entered, "group" | "organisation">> {
  if (isPrivate(place)) {
    return { group: null, organisation: await organisations.enterHome(tx, person.userId) };
  }
  const group = await organisations.enterGroup(tx, place.chatId);
  return { group, organisation: group?.organisation ?? null };
}

/** The incident is null where it does not exist, or belongs to another group. */
export type EnteredIncident = Entered & CaughtUp;

/** As {@link enter}, with the incident's row locked and the clock read after that. */
export async function enterIncident(
  store: Store,
  tx: Transaction,
  incoming: Incoming,
  id: IncidentId,
): Promise<EnteredIncident> {
  const [entered, caughtUp] = await Promise.all([
    enter(store, tx, incoming),
    lockCaughtUp(store, tx, id),
  ]);
  const here = entered.group !== null && caughtUp.incident?.groupId === entered.group.id;
  if (here) return { ...entered, ...caughtUp };
  return { ...entered, incident: null, level: null, card: null, at: caughtUp.at };
}

/** Whether this is a person's private chat with the bot: groups have negative ids. */
export function isPrivate({ chatId }: Place): boolean {
  return chatId > 0;
}

/** A person's private chat with the bot has the person's id (Bot API, "Chat"). */
export function getPrivatePlace(userId: UserId): Place {
  const chatId: ChatId = parseChatId(userId);
  return { chatId, threadId: null };
}
