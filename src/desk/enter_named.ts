import type { OrganisationId } from "../people/ids.ts";
import type { Actor } from "../people/role.ts";
import type { Incoming } from "./incoming.ts";
import type { Organisation, Store, Transaction } from "./ports.ts";

export type EnteredOrganisation =
  & { readonly fresh: boolean }
  & (
    | { readonly organisation: Organisation; readonly actor: Actor }
    /** The person has never been seen in it, or it does not exist. */
    | { readonly organisation: null; readonly actor: null }
  );

/**
 * Enters the organisation that a button names, from whatever chat it was pressed in. What it names
 * is not trusted: only an organisation in which the person has been seen is entered. All of it is
 * sent before the first await, so what the caller starts right after travels with it.
 */
export async function enterNamedOrganisation(
  store: Store,
  tx: Transaction,
  incoming: Incoming,
  id: OrganisationId,
): Promise<EnteredOrganisation> {
  const { person } = incoming;
  const [fresh, organisation, , actor] = await Promise.all([
    store.updates.markProcessed(tx, incoming.updateId),
    store.organisations.enterOrganisationOf(tx, person.userId, id),
    store.people.rememberPerson(tx, person),
    store.people.getActor(tx, person.userId),
  ]);
  return organisation === null
    ? { fresh, organisation, actor: null }
    : { fresh, organisation, actor };
}
