import { monitors } from "../observability/monitors.ts";

/**
 * Wakes the desk each minute. What is due, the database decides; so a missed minute loses nothing,
 * and any number of replicas may be woken at once.
 *
 * Deno Deploy finds cron jobs by evaluating the program: call this at the top level, before the
 * first await.
 *
 * @param tick rejects where the desk could not run; Deno then tries again after 0.1, 1, 5, 30 and
 *   60 seconds, the last of these instead of the next minute's run
 * @returns whether there is a cron here; where there is none something has to call `/tick`
 */
export function registerTick(tick: () => Promise<void>): boolean {
  const { job, schedule } = monitors.tick;
  if (typeof Deno.cron !== "function") return false;
  void Deno.cron(job, schedule, tick);
  return true;
}
