import type { OrganisationId } from "../people/ids.ts";
import type { Actor } from "../people/role.ts";
import { type Incoming, isPrivate } from "./incoming.ts";
import type { Organisation, Store, Transaction } from "./ports.ts";

export type EnteredOrganisation =
  & { readonly fresh: boolean }
  & (
    | { readonly organisation: Organisation; readonly actor: Actor }
    /** The person has never been seen in it, it is not this group's, or it does not exist. */
    | { readonly organisation: null; readonly actor: null }
  );

/**
 * Enters the organisation that a button names. What it names is not trusted: in a group it has to
 * be the group's own, as the press may do something to the message that it came from; in private it
 * has to be one in which the person has been seen. All of it is sent before the first await, so
 * what the caller starts right after travels with it.
 */
export async function enterNamedOrganisation(
  store: Store,
  tx: Transaction,
  incoming: Incoming,
  id: OrganisationId,
): Promise<EnteredOrganisation> {
  const { person } = incoming;
  const [fresh, organisation, actor] = await Promise.all([
    store.updates.markProcessed(tx, incoming.updateId),
    enterPlace(store, tx, incoming, id),
    store.people.meetPerson(tx, person),
  ]);
  return organisation === null
    ? { fresh, organisation, actor: null }
    : { fresh, organisation, actor };
}

async function enterPlace(
  { organisations }: Store,
  tx: Transaction,
  { place, person }: Incoming,
  id: OrganisationId,
): Promise<Organisation | null> {
  if (isPrivate(place)) return await organisations.enterOrganisationOf(tx, person.userId, id);
  const group = await organisations.enterGroup(tx, place.chatId);
  return group?.organisation.id === id ? group.organisation : null;
}
