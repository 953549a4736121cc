/**
 * Wakes the desk each minute. What is due, the database decides; so a missed minute loses nothing,
 * and any number of replicas may be woken at once.
 *
 * Deno Deploy finds cron jobs by evaluating the program: call this at the top level, before the
 * first await.
 *
 * @param tick rejects where the desk could not run; Deno then tries again within the minute
 */
export function registerTick(tick: () => Promise<void>): Promise<void> {
  return Deno.cron("roadcall tick", "* * * * *", tick);
}
