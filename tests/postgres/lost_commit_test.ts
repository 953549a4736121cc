import assert from "node:assert/strict";
import type { Store, Transaction } from "../../src/desk/ports.ts";
import { parseUpdateId } from "../../src/people/ids.ts";
import { isOutage } from "../../src/postgres/is_outage.ts";
import { testOnServer } from "./databases.ts";
import { withFlakyStore } from "./flaky_store.ts";

/** A use case that says each time it runs what it found. */
function apply({ database, updates }: Store, id: number, ran: string[]) {
  return database.transaction(async (tx: Transaction) => {
    const fresh = await updates.markProcessed(tx, parseUpdateId(id));
    ran.push(fresh ? "claimed" : "duplicate");
    return fresh ? "claimed" : "duplicate";
  });
}

testOnServer(
  "where the answer to a COMMIT is lost, what was committed is what is answered",
  (database) =>
    withFlakyStore(database, async ({ store, proxy }) => {
      const ran: string[] = [];
      proxy.loseAnswer("COMMIT\0");
      assert.equal(await apply(store, 1, ran), "claimed");
      assert.deepEqual(ran, ["claimed", "duplicate"], "it was committed the first time");

      // An update that was applied long ago stays a duplicate.
      ran.length = 0;
      proxy.loseAnswer("COMMIT\0");
      await assert.rejects(apply(store, 1, ran), isOutage);
      assert.equal(await apply(store, 1, ran), "duplicate");
    }),
);

testOnServer(
  "what breaks before its COMMIT fails, and so does what applies no update",
  (database) =>
    withFlakyStore(database, async ({ store, proxy }) => {
      let runs = 0;
      await assert.rejects(
        store.database.transaction(async (tx) => {
          runs++;
          await store.updates.markProcessed(tx, parseUpdateId(2));
          proxy.cut();
          await store.clock.readClock(tx);
        }),
        isOutage,
      );
      assert.equal(runs, 1);
      const ran: string[] = [];
      assert.equal(await apply(store, 2, ran), "claimed", "nothing of it was left");

      proxy.loseAnswer("COMMIT\0");
      await assert.rejects(
        store.database.transaction((tx) => store.leases.take(tx, "polling", "me", 60)),
        isOutage,
      );
    }),
);
