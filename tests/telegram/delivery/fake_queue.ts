/** The deliveries' table in memory, on the timers' clock. */
import type {
  ClaimedDelivery,
  DeliveryRepository,
  NewDelivery,
  Store,
  Transaction,
} from "../../../src/desk/ports.ts";
import { type DeliveryId, parseDeliveryId, type UpdateId } from "../../../src/people/ids.ts";
import type { ManualTimers } from "./manual_timers.ts";

interface Row extends ClaimedDelivery {
  dueAt: number;
  leasedUntil: number;
  lateMs: number;
  attempt: number;
  error: string | null;
  /** Because of which it is owed. */
  updateId: UpdateId | null;
  state: "waiting" | "completed" | "abandoned";
}

export interface FakeQueue {
  readonly store: Store;
  readonly rows: readonly Row[];
  add(...deliveries: readonly NewDelivery[]): void;
  /** The same because of an update. */
  addOf(updateId: UpdateId, ...deliveries: readonly NewDelivery[]): void;
  /** How often what is due was asked for. */
  readonly claims: number;
  /** Thrown by the next transactions, one each. */
  readonly failures: Error[];
}

const transaction: Transaction = { transaction: true };

export function createFakeQueue(timers: ManualTimers): FakeQueue {
  const rows: Row[] = [];
  const failures: Error[] = [];
  const failing = new Map<DeliveryId, number>();
  const pauses = new Map<number, number>();
  let claims = 0;

  const add = (...deliveries: readonly NewDelivery[]) => insert(null, deliveries);

  function insert(updateId: UpdateId | null, deliveries: readonly NewDelivery[]): void {
    for (const { place, content, delaySeconds = 0 } of deliveries) {
      rows.push({
        id: parseDeliveryId(rows.length + 1),
        organisationId: null,
        place,
        content,
        attempt: 0,
        lateMs: 0,
        dueAt: timers.now() + delaySeconds * 1000,
        leasedUntil: 0,
        error: null,
        updateId,
        state: "waiting",
      });
    }
  }

  function change(id: DeliveryId, with_: Partial<Row>): Promise<void> {
    const row = rows.find((one) => one.id === id);
    if (row === undefined) throw new Error(`no delivery ${id}`);
    Object.assign(row, with_);
    return Promise.resolve();
  }

  const deliveries: DeliveryRepository = {
    enqueue: (_, list) => Promise.resolve(add(...list)),
    claimDue(_, { limit, leaseSeconds }) {
      claims++;
      const now = timers.now();
      const open = rows.filter((row) => row.state === "waiting");
      const busy = new Set(
        open.filter((row) => row.leasedUntil > now).map((row) => row.place.chatId),
      );
      const freeAt = ({ dueAt, place }: Row) => Math.max(dueAt, pauses.get(place.chatId) ?? 0);
      const due = open.filter((row) => freeAt(row) <= now && !busy.has(row.place.chatId));
      const taken = due.slice(0, limit);
      for (const row of taken) {
        row.leasedUntil = now + leaseSeconds * 1000;
        row.attempt++;
        row.lateMs = now - row.dueAt;
      }
      const later = open.filter((row) => row.leasedUntil <= now && freeAt(row) > now);
      const nextInMs = later.length === 0 ? null : Math.min(...later.map(freeAt)) - now;
      return Promise.resolve({
        deliveries: taken.map((row) => ({ ...row })),
        unknown: 0,
        nextInMs,
      });
    },
    renew(_, held, leaseSeconds) {
      const still = rows.filter((row) =>
        row.state === "waiting" && row.leasedUntil > 0 &&
        held.some(({ id, attempt }) => id === row.id && attempt === row.attempt)
      );
      for (const row of still) row.leasedUntil = timers.now() + leaseSeconds * 1000;
      return Promise.resolve(still.map(({ id }) => id));
    },
    complete: (_, id) => change(id, { state: "completed" }),
    postpone: (_, { id }, seconds, error) =>
      change(id, { leasedUntil: 0, dueAt: timers.now() + seconds * 1000, error }),
    hasten() {
      for (const row of rows) {
        if (failing.has(row.id) && row.leasedUntil === 0) {
          row.dueAt = Math.min(row.dueAt, timers.now());
        }
      }
      return Promise.resolve();
    },
    noteFailure(_, { id }) {
      const now = timers.now();
      failing.set(id, failing.get(id) ?? now);
      return Promise.resolve(now - (failing.get(id) ?? now));
    },
    pauseChat: (_, chatId, seconds) => {
      pauses.set(chatId, timers.now() + seconds * 1000);
      return Promise.resolve();
    },
    abandon: (_, id, error) => change(id, { state: "abandoned", error }),
    pruneAbandoned: () => Promise.resolve(0),
    countOf: (_, updateId) =>
      Promise.resolve(
        rows.filter((row) =>
          row.updateId === updateId && row.state === "waiting" && row.dueAt <= timers.now()
        ).length,
      ),
    countBacklog: () => Promise.resolve(rows.filter(({ state }) => state === "waiting").length),
  };

  return {
    store: {
      database: {
        transaction(work) {
          const failure = failures.shift();
          return failure === undefined ? work(transaction) : Promise.reject(failure);
        },
      },
      deliveries,
      catchUps: refuse("catchUps"),
      clock: refuse("clock"),
      organisations: refuse("organisations"),
      groups: refuse("groups"),
      members: refuse("members"),
      departments: refuse("departments"),
      settings: refuse("settings"),
      people: refuse("people"),
      incidents: refuse("incidents"),
      messages: refuse("messages"),
      updates: refuse("updates"),
      inbox: refuse("inbox"),
      failedUpdates: refuse("failedUpdates"),
      webhook: refuse("webhook"),
      leases: refuse("leases"),
      setups: refuse("setups"),
      anonymousCommands: refuse("anonymousCommands"),
      timers: refuse("timers"),
      connections: refuse("connections"),
      platform: refuse("platform"),
      reports: refuse("reports"),
      reportPace: refuse("reportPace"),
    },
    rows,
    add,
    addOf: (updateId, ...list) => insert(updateId, list),
    get claims() {
      return claims;
    },
    failures,
  };
}

/** A repository that these tests have no business with. */
function refuse(name: string) {
  return new Proxy(Object.create(null), {
    get(_, method) {
      throw new Error(`${name}.${String(method)} is not part of this test`);
    },
  });
}
