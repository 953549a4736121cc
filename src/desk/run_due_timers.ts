import { triesMinutes } from "./connect/request_connection.ts";
import type { Desk } from "./desk.ts";
import { runTimer } from "./timers/run_timer.ts";

/** How long one replica may work on a timer before another may take it. */
const leaseSeconds = 60;
const batch = 100;
/** Telegram keeps updates for 24 hours (Bot API, getUpdates); a day more is safe. */
const processedHours = 48;
/** What was set aside can be replayed for so long; it holds what people wrote. */
const setAsideDays = 14;

/**
 * Runs what is due, across organisations. Any number of replicas may do so at once.
 *
 * @throws {AggregateError} where some could not be run; the others were. Those are taken again when
 *   their lease is over.
 */
export async function runDueTimers(desk: Desk): Promise<{ readonly ran: number }> {
  const { store, settings } = desk;
  let ran = 0;
  const failures: unknown[] = [];
  for (;;) {
    const due = await store.database.transaction((tx) =>
      store.timers.claimDueTimers(tx, { limit: batch, leaseSeconds })
    );
    for (const timer of due) {
      try {
        await runTimer(desk, timer);
        ran += 1;
      } catch (error) {
        failures.push(error);
      }
    }
    if (due.length < batch) break;
  }
  await store.database.transaction(async (tx) => {
    await store.incidents.pruneRecentMessages(tx, settings.issueContext.minutes);
    await store.updates.pruneProcessed(tx, processedHours);
    await store.failedUpdates.prune(tx, { hours: processedHours, days: setAsideDays });
    await store.connections.pruneTries(tx, triesMinutes);
    await store.platform.recordTick(tx);
  });
  if (failures.length > 0) throw new AggregateError(failures, "Some timers could not be run");
  return { ran };
}
