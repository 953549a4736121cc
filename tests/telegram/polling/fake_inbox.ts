import type { Store, StoredUpdate, Transaction } from "../../../src/desk/ports.ts";

export interface FakeInbox {
  readonly store: Pick<Store, "database" | "inbox">;
  /** What waits, in the order in which it was kept. */
  readonly waiting: readonly StoredUpdate[];
  /** How many updates were read at once, at most. */
  readonly mostRead: number;
  /** The next transactions fail with these. */
  readonly failures: unknown[];
}

const transaction: Transaction = { transaction: true };

/** The inbox of a database, in memory. Its transactions take a turn of the event loop. */
export function createFakeInbox(): FakeInbox {
  let waiting: StoredUpdate[] = [];
  let mostRead = 0;
  const failures: unknown[] = [];
  return {
    store: {
      database: {
        async transaction(work) {
          await new Promise((resolve) => setTimeout(resolve));
          if (failures.length > 0) throw failures.shift();
          return await work(transaction);
        },
      },
      inbox: {
        keep(_, updates) {
          const known = new Set(waiting.map(({ id }) => id));
          waiting.push(...updates.filter(({ id }) => !known.has(id)));
          return Promise.resolve();
        },
        listWaiting(_, { lanes, perLane, except }) {
          const free = waiting.filter(({ lane }) => !except.includes(lane))
            .toSorted((a, b) => a.id - b.id);
          const found = [...Map.groupBy(free, ({ lane }) => lane).values()].slice(0, lanes)
            .flatMap((updates) => updates.slice(0, perLane));
          mostRead = Math.max(mostRead, found.length);
          return Promise.resolve(found.map((update) => ({ ...update, waitedMs: 300 })));
        },
        count: () => Promise.resolve(waiting.length),
        forget(_, ids) {
          waiting = waiting.filter(({ id }) => !ids.includes(id));
          return Promise.resolve();
        },
      },
    },
    get waiting() {
      return waiting;
    },
    get mostRead() {
      return mostRead;
    },
    failures,
  };
}
