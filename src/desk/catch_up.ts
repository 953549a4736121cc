import { listBreaches } from "../incident/breaches.ts";
import type { Incident, Instant } from "../incident/incident.ts";
import type { ServiceLevel } from "../incident/service_level.ts";
import type { ClockFact } from "../incident/timeline.ts";
import { transition } from "../incident/transition.ts";
import type { IncidentId } from "../people/ids.ts";
import type { Store, Transaction } from "./ports.ts";

export type CaughtUp =
  & { readonly at: Instant }
  & (
    | { readonly incident: Incident; readonly level: ServiceLevel }
    /** Where there is no such incident. */
    | { readonly incident: null; readonly level: null }
  );

/**
 * Locks an incident and notes the breaches that nobody has noted yet, before anything else happens
 * to it: so none is lost where a person was faster than the clock's next look.
 *
 * @returns the incident after that, in what time things must be done about it, and the time
 */
export async function lockCaughtUp(
  store: Store,
  tx: Transaction,
  id: IncidentId,
): Promise<CaughtUp> {
  const locked = await store.incidents.lockWithLevel(tx, id);
  if (locked === null) return { incident: null, level: null, at: await store.clock.readClock(tx) };
  const { incident, level, at } = locked;
  const breaches = listBreaches(incident, level, at);
  return { incident: await note(store, tx, incident, breaches, at), level, at };
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
