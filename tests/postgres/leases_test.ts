import assert from "node:assert/strict";
import type { LeaseName, Store } from "../../src/desk/ports.ts";
import { testOnBoth } from "./databases.ts";

function take(store: Store, name: LeaseName, holder: string) {
  return store.database.transaction((tx) => store.leases.take(tx, name, holder, 60));
}

function release(store: Store, name: LeaseName, holder: string) {
  return store.database.transaction((tx) => store.leases.release(tx, name, holder));
}

testOnBoth("one holds a lease until it is over or handed back", async ({ store }) => {
  assert.equal(await take(store, "polling", "first"), true);
  assert.equal(await take(store, "polling", "second"), false);
  assert.equal(await take(store, "check_in", "second"), true, "another lease is another matter");

  await store.clock.skip(50);
  assert.equal(await take(store, "polling", "first"), true, "renewed");
  await store.clock.skip(50);
  assert.equal(await take(store, "polling", "second"), false, "as it was renewed");
  await store.clock.skip(10);
  assert.equal(await take(store, "polling", "second"), true);
  assert.equal(await take(store, "polling", "first"), false);

  await release(store, "polling", "first");
  assert.equal(await take(store, "polling", "first"), false, "only who has it hands it back");
  await release(store, "polling", "second");
  assert.equal(await take(store, "polling", "first"), true);
});

testOnBoth(
  "of many who take a lease at once one has it, also one that is over",
  async ({ store }) => {
    for (let round = 0; round < 3; round++) {
      const holders = Array.from({ length: 8 }, (_, index) => `${round}: ${index}`);
      const taken = await Promise.all(holders.map((holder) => take(store, "check_in", holder)));
      assert.equal(taken.filter((has) => has).length, 1);
      await store.clock.skip(61);
    }
  },
);
