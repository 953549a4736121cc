import { findRunningDeadline } from "../../incident/breaches.ts";
import type { Sla } from "../../incident/timeline.ts";
import type { TimerRun } from "./timer_run.ts";

/**
 * The breach itself has been noted when the incident was locked. Where more time was given since
 * the timer was set, it is set anew.
 */
export async function runBreach(
  { desk, tx, incident, level }: TimerRun,
  sla: Sla,
): Promise<void> {
  const deadline = findRunningDeadline(incident, sla, level);
  if (deadline === null) return;
  const dueAt = deadline + 1;
  await desk.store.timers.setTimers(tx, incident.id, [{ kind: `${sla}_breach`, dueAt }]);
}
