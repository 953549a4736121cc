/** What networks, servers and pools do to a database, and that nobody has to restart anything. */
import assert from "node:assert/strict";
import type { Store } from "../../src/desk/ports.ts";
import { parseUpdateId } from "../../src/people/ids.ts";
import { isOutage } from "../../src/postgres/is_outage.ts";
import { text as codec } from "../../src/postgres/codec.ts";
import type { Statement } from "../../src/postgres/statement.ts";
import { getRow } from "../../src/postgres/transaction.ts";
import {
  asAdministrator,
  createServerDatabase,
  type TestDatabase,
  testOnBoth,
  testOnServer,
} from "./databases.ts";
import { withFlakyStore } from "./flaky_store.ts";
import { createScene, inGroup, report } from "./scenes.ts";

const readClock = (store: Store) => store.database.transaction(store.clock.readClock);

/** Several at once, so that each connection of the pool has its turn. */
function readManyTimes(store: Store): Promise<number[]> {
  return Promise.all(Array.from({ length: 6 }, () => readClock(store)));
}

async function countApplied({ sql }: TestDatabase, id: number): Promise<number> {
  const [row] = await sql.unsafe(
    `select count(*)::integer as found from processed_updates where update_id = ${id}`,
  );
  return Number(row?.["found"]);
}

testOnServer(
  "a connection that breaks in the middle undoes its transaction and no other",
  (database) =>
    withFlakyStore(database, async ({ store, proxy }) => {
      const broken = Promise.withResolvers<void>();
      const sent = store.database.transaction(async (tx) => {
        await store.updates.markProcessed(tx, parseUpdateId(101));
        proxy.cut();
        await broken.promise;
        // Whatever it sends now must not get into the transaction that has its connection next.
        await store.updates.markProcessed(tx, parseUpdateId(102));
      });
      await assert.rejects(sent, isOutage);
      const others = Array.from({ length: 4 }, (_, index) =>
        store.database.transaction(async (tx) => {
          broken.resolve();
          await store.clock.readClock(tx);
          await store.updates.markProcessed(tx, parseUpdateId(110 + index));
        }));
      await Promise.all(others);
      assert.equal(await countApplied(database, 101), 0);
      assert.equal(await countApplied(database, 102), 0);
      assert.equal(await countApplied(database, 113), 1);
    }),
);

testOnServer(
  "a work that goes on without the database after its connection broke commits nothing",
  (database) =>
    withFlakyStore(database, async ({ store, proxy }) => {
      const sent = store.database.transaction(async (tx) => {
        await store.updates.markProcessed(tx, parseUpdateId(120));
        proxy.cut();
        while (proxy.open > 0) await new Promise((resolve) => setTimeout(resolve));
        return "done";
      });
      await assert.rejects(sent, isOutage);
      await readManyTimes(store);
      assert.equal(await countApplied(database, 120), 0);
    }),
);

testOnServer(
  "a server that is restarted, refuses for a while and comes back is used again",
  (database) =>
    withFlakyStore(database, async ({ store, proxy }) => {
      await readManyTimes(store);
      for (let round = 0; round < 3; round++) {
        proxy.cut();
        proxy.refuse(true);
        const during = await Promise.allSettled(Array.from({ length: 4 }, () => readClock(store)));
        for (const one of during) assert.ok(one.status === "rejected" && isOutage(one.reason));
        proxy.refuse(false);
        // The first one may still find out that its connection is gone.
        await readClock(store).catch((error) => assert.ok(isOutage(error)));
        await readManyTimes(store);
      }
    }),
);

testOnServer(
  "a server that hangs is given up, and the pool is whole when it goes on",
  (database) =>
    withFlakyStore(database, async ({ store, proxy }) => {
      await readManyTimes(store);
      proxy.hang(true);
      const during = await Promise.allSettled(Array.from({ length: 4 }, () => readClock(store)));
      for (const one of during) {
        assert.ok(one.status === "rejected" && isOutage(one.reason), String(one));
      }
      proxy.hang(false);
      await readManyTimes(store);
    }, { deadlineMs: 1_000 }),
);

testOnServer("a promoted standby is found by the same address", async (database) => {
  const promoted = await createServerDatabase();
  try {
    await withFlakyStore(database, async ({ store, proxy }) => {
      await readManyTimes(store);
      proxy.to = new URL(promoted.url);
      proxy.cut();
      await assert.rejects(readClock(store), isOutage);
      await readManyTimes(store);
    });
  } finally {
    await promoted.drop();
  }
});

testOnServer(
  "connections to a standby that is not promoted yet are let go of",
  async (database) => {
    const { sql } = database;
    const [row] = await sql.unsafe("select current_database()::text as name");
    const readOnly = (verb: string) => asAdministrator(`alter database ${row?.["name"]} ${verb}`);
    await withFlakyStore(database, async ({ store, proxy }) => {
      const mark = (id: number) =>
        store.database.transaction((tx) => store.updates.markProcessed(tx, parseUpdateId(id)));
      await readOnly("set default_transaction_read_only = on");
      proxy.cut();
      // Whoever connects now is read-only as long as the connection lasts.
      for (let id = 130; id < 134; id++) await assert.rejects(mark(id), isOutage);
      await readOnly("reset default_transaction_read_only");
      assert.equal(await mark(134), true);
    });
  },
);

/** A statement of this test alone. */
function ask(name: string, text: string): Statement<Record<never, never>, { said: typeof codec }> {
  return {
    name,
    text,
    params: {},
    row: { said: codec },
    encode: () => [],
    parseRow: ({ said }) => ({ said: codec.parse(said) }),
  };
}

testOnBoth("every transaction has its limits, but for the embedded's", async (database) => {
  const { store, backend } = database;
  const limits = await store.database.transaction((tx) =>
    Promise.all(
      ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"].map((name) =>
        getRow(tx, ask(name, `select current_setting('${name}') as said`), {})
      ),
    )
  );
  // One that ends the embedded session has nothing else run in this process any more.
  const expected = backend === "embedded" ? ["0", "0", "0"] : ["10s", "5s", "10s"];
  assert.deepEqual(limits.map(({ said }) => said), expected);
});

testOnServer("a transaction that hangs in the program loses its locks", async ({ store }) => {
  const scene = await createScene(store);
  const incident = await report(store, scene);
  const locked = Promise.withResolvers<void>();
  const resume = Promise.withResolvers<void>();
  const hanging = inGroup(store, scene, async (tx) => {
    await store.incidents.lockIncident(tx, incident.id);
    await getRow(
      tx,
      ask("soon", "select set_config('idle_in_transaction_session_timeout', '50', true) as said"),
      {},
    );
    locked.resolve();
    await resume.promise;
    await store.incidents.reserveIncident(tx);
  });
  hanging.catch(() => {});
  await locked.promise;
  const found = await inGroup(store, scene, (tx) => store.incidents.lockIncident(tx, incident.id));
  assert.equal(found?.number, incident.number);
  resume.resolve();
  await assert.rejects(hanging, isOutage);
});

testOnServer(
  "a statement that takes too long, and a lock, are given up as outages",
  async ({ store }) => {
    const scene = await createScene(store);
    const incident = await report(store, scene);
    const soon = (name: string) => ask(name, `select set_config('${name}', '50', true) as said`);
    await assert.rejects(
      store.database.transaction(async (tx) => {
        await getRow(tx, soon("statement_timeout"), {});
        await getRow(tx, ask("slow", "select pg_sleep(30)::text as said"), {});
      }),
      isOutage,
    );
    const locked = Promise.withResolvers<void>();
    const done = Promise.withResolvers<void>();
    const holding = inGroup(store, scene, async (tx) => {
      await store.incidents.lockIncident(tx, incident.id);
      locked.resolve();
      await done.promise;
    });
    await locked.promise;
    await assert.rejects(
      inGroup(store, scene, async (tx) => {
        await getRow(tx, soon("lock_timeout"), {});
        await store.incidents.lockIncident(tx, incident.id);
      }),
      isOutage,
    );
    done.resolve();
    await holding;
  },
);
