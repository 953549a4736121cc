import { triesMinutes } from "./connect/request_connection.ts";
import type { Desk } from "./desk.ts";
import type { DueTimer } from "./ports.ts";

/** How long one replica may work on a timer before another may take it. */
const leaseSeconds = 60;
const batch = 100;
/** Telegram keeps updates for 24 hours (Bot API, getUpdates); a day more is safe. */
const processedHours = 48;

/** Runs what is due, across organisations. Any number of replicas may do so at once. */
export async function runDueTimers(desk: Desk): Promise<{ readonly ran: number }> {
  const { store, settings } = desk;
  let ran = 0;
  for (;;) {
    const due = await store.database.transaction((tx) =>
      store.timers.claimDueTimers(tx, { limit: batch, leaseSeconds })
    );
    for (const timer of due) await runTimer(desk, timer);
    ran += due.length;
    if (due.length < batch) break;
  }
  await store.database.transaction(async (tx) => {
    await store.incidents.pruneRecentMessages(tx, settings.issueContext.minutes);
    await store.updates.pruneProcessed(tx, processedHours);
    await store.connections.pruneTries(tx, triesMinutes);
    await store.platform.recordTick(tx);
  });
  return { ran };
}

function runTimer(desk: Desk, timer: DueTimer): Promise<void> {
  const { store } = desk;
  return store.database.transaction(async (tx) => {
    await store.organisations.enterOrganisation(tx, timer.organisationId);
    await store.incidents.lockIncident(tx, timer.incidentId);
    const [choice, at] = await Promise.all([
      store.messages.findChoice(tx, timer.incidentId),
      store.clock.readClock(tx),
    ]);
    // Opened again meanwhile: that choice has a timer of its own.
    if (choice !== null && choice.expiresAt <= at) {
      await store.messages.setChoice(tx, timer.incidentId, null);
    }
    await store.timers.deleteTimer(tx, timer.id);
  });
}
