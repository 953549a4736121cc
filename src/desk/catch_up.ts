import { listBreaches } from "../incident/breaches.ts";
import type { Incident, Instant } from "../incident/incident.ts";
import type { ClockFact } from "../incident/timeline.ts";
import { transition } from "../incident/transition.ts";
import type { IncidentId } from "../people/ids.ts";
import type { LockedIncident, Store, Transaction } from "./ports.ts";

export type CaughtUp =
  | LockedIncident
  /** Where there is no such incident. */
  | { readonly incident: null; readonly level: null; readonly card: null; readonly at: Instant };

/**
 * Locks an incident and notes the breaches that nobody has noted yet, before anything else happens
 * to it: so none is lost where a person was faster than the clock's next look.
 *
 * @returns the incident after that, with what a change needs to know
 */
export async function lockCaughtUp(
  store: Store,
  tx: Transaction,
  id: IncidentId,
): Promise<CaughtUp> {
  const locked = await store.incidents.lockForChange(tx, id);
  if (locked === null) {
    return { incident: null, level: null, card: null, at: await store.clock.readClock(tx) };
  }
  const { incident, level, at } = locked;
  const breaches = listBreaches(incident, level, at);
  return { ...locked, incident: await note(store, tx, incident, breaches, at) };
}

/** Writes down what the clocks did; nothing else follows from it. */
export async function note(
  { incidents }: Store,
  tx: Transaction,
  incident: Incident,
  facts: readonly ClockFact[],
  at: Instant,
): Promise<Incident> {
  if (facts.length === 0) return incident;
  const noted = transition(incident, { type: "note", facts }, at);
  if (!noted.ok) throw new Error(`A note on incident ${incident.id}: ${noted.refusal.reason}`);
  await incidents.saveTransition(tx, { after: noted.incident, events: noted.events, texts: [] });
  return noted.incident;
}
