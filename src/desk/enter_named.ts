import type { OrganisationId } from "../people/ids.ts";
import type { Actor } from "../people/role.ts";
import type { Incoming } from "./incoming.ts";
import type { Organisation, Store, Transaction } from "./ports.ts";

export interface EnteredOrganisation {
  readonly fresh: boolean;
  /** Null where the person has never been seen in it, or it does not exist. */
  readonly organisation: Organisation | null;
  readonly actor: Actor | null;
}

/**
 * Enters the organisation that a button names, from whatever chat it was pressed in. What it names
 * is not trusted: only an organisation in which the person has been seen is entered.
 */
export async function enterNamedOrganisation(
  store: Store,
  tx: Transaction,
  incoming: Incoming,
  id: OrganisationId,
): Promise<EnteredOrganisation> {
  const { person } = incoming;
  const [fresh, known] = await Promise.all([
    store.updates.markProcessed(tx, incoming.updateId),
    store.organisations.listOrganisationsOf(tx, person.userId),
  ]);
  if (!known.some((one) => one.id === id)) return { fresh, organisation: null, actor: null };
  const [organisation, , actor] = await Promise.all([
    store.organisations.enterOrganisation(tx, id),
    store.people.rememberPerson(tx, person),
    store.people.getActor(tx, person.userId),
  ]);
  return { fresh, organisation, actor };
}
