import type { Instant } from "../incident/incident.ts";
import { triesMinutes } from "./connect/request_connection.ts";
import type { Desk } from "./desk.ts";
import type { DueTimer } from "./ports.ts";
import { runTimer } from "./timers/run_timer.ts";

/** How long one replica may work on a timer before another may take it. */
const leaseSeconds = 60;
const batch = 100;
/**
 * So many incidents' timers are run at once. Each holds a connection of the pool's ten and is work
 * for the database, which people's presses and deliveries need as well: with four a press waited
 * longer, and messages, which Telegram takes thirty a second of, came no sooner.
 */
const atOnce = 2;
/** Where thousands are due, what the first ones owe is sent while the others are run. */
const wakeEvery = 20;
/** Telegram keeps updates for 24 hours (Bot API, getUpdates); a day more is safe. */
const processedHours = 48;
/** What was given up can be looked at for so long. */
const abandonedDays = 14;
/** What was set aside can be replayed for so long; it holds what people wrote. */
const setAsideDays = 14;

export interface RunOptions {
  /** Nudges who delivers: also while there are still more to be run. */
  readonly wake?: () => void;
  /** Waited for before each timer; lets those go first who wait for an answer. */
  readonly letPass?: () => Promise<void>;
}

/**
 * Runs what is due, across organisations. Any number of replicas may do so at once. Tells how late
 * each timer was, how many deliveries wait, and of each timer that could not be run.
 *
 * @throws {AggregateError} where some could not be run; the others were. Those are taken again when
 *   their lease is over.
 */
export async function runDueTimers(
  desk: Desk,
  { wake = () => {}, letPass = () => Promise.resolve() }: RunOptions = {},
): Promise<{ readonly ran: number }> {
  const { store, settings, telemetry } = desk;
  let ran = 0;
  const failures: unknown[] = [];
  for (;;) {
    const [due, now] = await store.database.transaction((tx) =>
      Promise.all([
        store.timers.claimDueTimers(tx, { limit: batch, leaseSeconds }),
        store.clock.readClock(tx),
      ])
    );
    await runSideBySide(due, async (timer) => {
      await letPass();
      try {
        await runWatched(desk, timer, now);
        ran += 1;
        if (ran % wakeEvery === 0) wake();
      } catch (error) {
        failures.push(error);
      }
    });
    if (due.length < batch) break;
  }
  const backlog = await store.database.transaction(async (tx) => {
    await store.incidents.pruneRecentMessages(tx, settings.issueContext.minutes);
    await store.deliveries.pruneAbandoned(tx, abandonedDays);
    await store.messages.pruneOwnMessages(tx, processedHours);
    await store.updates.pruneProcessed(tx, processedHours);
    await store.failedUpdates.prune(tx, { hours: processedHours, days: setAsideDays });
    await store.connections.pruneTries(tx, triesMinutes);
    await store.reportPace.prune(tx);
    await store.platform.recordTick(tx);
    return await store.deliveries.countBacklog(tx);
  });
  telemetry.gauge("delivery.backlog", backlog);
  if (failures.length > 0) throw new AggregateError(failures, "Some timers could not be run");
  return { ran };
}

/**
 * Those of one incident one after another, as they came due: they would wait for its lock anyhow. A
 * timer takes no lock that one of another incident asks for, so that none waits for another.
 *
 * @param run never rejects
 */
async function runSideBySide(
  due: readonly DueTimer[],
  run: (timer: DueTimer) => Promise<void>,
): Promise<void> {
  const waiting = Map.groupBy(due, ({ incidentId }) => incidentId).values();
  async function work(): Promise<void> {
    // Each takes the next one of what all of them share.
    for (const timers of waiting) {
      for (const timer of timers) await run(timer);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** Runs a timer in a scope of its own, so that an error is told with its incident. */
function runWatched(desk: Desk, timer: DueTimer, now: Instant): Promise<void> {
  const { telemetry } = desk;
  const { kind, dueAt, organisationId, incidentId } = timer;
  const tags = { organisation_id: organisationId, incident_id: incidentId };
  return telemetry.within({ name: `timer ${kind}`, op: "cron.timer", tags }, async () => {
    const lateness = Math.max(0, now - dueAt) / 1000;
    telemetry.distribution("tick.lateness", lateness, { kind });
    telemetry.setContext("reminder", {
      kind,
      due: new Date(dueAt).toISOString(),
      lateness_seconds: lateness,
    });
    try {
      await runTimer(desk, timer);
    } catch (error) {
      telemetry.captureException(error);
      throw error;
    }
  });
}
