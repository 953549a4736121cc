import type { Log, Store, Telemetry } from "../desk/ports.ts";
import type { CheckIns, Outcome } from "../observability/check_ins.ts";
import { minuteMs, secondsOfTheLease } from "./minutes.ts";

export interface TickOptions {
  /** Does what is due. */
  readonly run: () => Promise<{ readonly ran: number }>;
  /** Called after each run, also after one that failed. */
  readonly wake: () => void;
  readonly store: Pick<Store, "database" | "leases">;
  readonly telemetry: Telemetry;
  /** Null: nobody is told of runs. */
  readonly checkIns: CheckIns | null;
  /** A name that no other replica has. */
  readonly replica: string;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** What the clock does each minute. */
export interface Tick {
  /** Rejects where not all could be done; after {@link stop} it does nothing. */
  run(): Promise<{ readonly ran: number }>;
  /** When the last run ended, milliseconds since 1970; null: none has. */
  lastEnd(): number | null;
  /** Lets no run begin any more. Resolves when none is under way, or one seems to hang. */
  stop(): Promise<void>;
}

/** A run that takes longer holds up no exit: what it did not do is due still. */
const patienceMs = 5000;

interface CheckIn {
  /** Tells how the run ended; null where this replica does not check in for it. */
  readonly checkOut: ((outcome: Outcome) => void) | null;
  /** What kept the database from saying whether it does; null: nothing did. */
  readonly trouble: unknown;
}

const noCheckIn: CheckIn = { checkOut: null, trouble: null };

/**
 * One run of the clock as a piece of work of its own. Of all replicas the one that gets the lease of
 * the minute checks in for them. Of the runs that `Deno.cron` repeats within a minute the first one
 * alone checks in and tells of its error: the others would tell the same.
 */
export function createTick(options: TickOptions): Tick {
  const { store, telemetry, checkIns, replica, log, now = Date.now } = options;
  const running = new Set<Promise<unknown>>();
  let stopped = false;
  let lastEnd: number | null = null;
  /** The minutes, counted since 1970, that were told of. */
  let checkedIn = -1;
  let captured = -1;
  /** Whether this replica had the lease when the database last said who has it. */
  let leads = false;

  async function run(): Promise<{ readonly ran: number }> {
    const began = now();
    const { checkOut, trouble } = await checkIn(began);
    let outcome: Outcome = "error";
    try {
      const result = await options.run();
      outcome = "ok";
      return result;
    } catch (error) {
      log.error("Not all that was due could be done; it is tried again", { error });
      // What kept the database from answering before keeps it from answering now.
      capture(trouble ?? error, began);
      throw error;
    } finally {
      checkOut?.(outcome);
      lastEnd = now();
      telemetry.distribution("tick.duration", lastEnd - began);
      telemetry.gauge("tick.last", lastEnd / 1000, { replica });
      options.wake();
    }
  }

  async function checkIn(at: number): Promise<CheckIn> {
    const minute = Math.floor(at / minuteMs);
    if (checkIns === null || minute === checkedIn) return noCheckIn;
    // Before anything is awaited: a second run may begin meanwhile.
    checkedIn = minute;
    let trouble: unknown = null;
    try {
      leads = await store.database.transaction((tx) =>
        store.leases.take(tx, "check_in", replica, secondsOfTheLease(at))
      );
    } catch (error) {
      // Whoever checked in last goes on: an outage of the database is what has to be told.
      log.warn("The database does not say which replica checks in", { error });
      trouble = error;
    }
    return { checkOut: leads ? checkIns.begin("tick") : null, trouble };
  }

  function capture(error: unknown, at: number): void {
    const minute = Math.floor(at / minuteMs);
    if (minute === captured) return;
    captured = minute;
    const told = new Set<string>();
    for (const each of error instanceof AggregateError ? error.errors : [error]) {
      // What was told where it happened is not told again; what comes alike is told by its first.
      const kind = String(each);
      if (!told.has(kind)) telemetry.captureException(each);
      told.add(kind);
    }
  }

  return {
    async run() {
      if (stopped) return { ran: 0 };
      const piece = telemetry.isolated({ name: "reminder tick", op: "cron.tick" }, run);
      running.add(piece);
      try {
        return await piece;
      } finally {
        running.delete(piece);
      }
    },
    lastEnd: () => lastEnd,
    async stop() {
      stopped = true;
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, patienceMs);
      await Promise.race([Promise.allSettled(running), promise]);
      clearTimeout(timer);
    },
  };
}
