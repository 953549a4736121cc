import { listBreaches } from "../incident/breaches.ts";
import type { Incident, Instant } from "../incident/incident.ts";
import type { ClockFact } from "../incident/timeline.ts";
import { transition } from "../incident/transition.ts";
import type { IncidentId } from "../people/ids.ts";
import type { Store, Transaction } from "./ports.ts";

/**
 * Locks an incident and notes the breaches that nobody has noted yet, before anything else happens
 * to it: so none is lost where a person was faster than the clock's next look.
 *
 * @returns the incident after that, and the time
 */
export async function lockCaughtUp(
  store: Store,
  tx: Transaction,
  id: IncidentId,
): Promise<{ readonly incident: Incident | null; readonly at: Instant }> {
  const [incident, at, level] = await Promise.all([
    store.incidents.lockIncident(tx, id),
    store.clock.readClock(tx),
    store.incidents.findServiceLevel(tx, id),
  ]);
  if (incident === null || level === null) return { incident: null, at };
  const breaches = listBreaches(incident, level, at);
  return { incident: await note(store, tx, incident, breaches, at), at };
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
