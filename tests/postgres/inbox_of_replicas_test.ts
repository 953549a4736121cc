/** Where updates come by webhook every replica looks into the inbox, and none has a lease on it. */
import assert from "node:assert/strict";
import type { Transaction } from "../../src/desk/ports.ts";
import { parseUpdateId } from "../../src/people/ids.ts";
import { createInbox } from "../../src/telegram/polling/create_inbox.ts";
import { realPause } from "../../src/telegram/polling/pause.ts";
import { createRecordedLog } from "../telegram/recorded_log.ts";
import { testOnServer } from "./databases.ts";

const ids = [71, 72, 73, 74, 75];

testOnServer(
  "two that work on one chat's updates keep their order, and apply each once",
  async (database) => {
    const { store } = database;
    const log = createRecordedLog();
    const stopping = new AbortController();
    const applied: { readonly id: number; readonly by: string }[] = [];
    const readClock = () => store.database.transaction(store.clock.readClock);

    /** @param meanwhile what it does in the transaction of an update, before that commits */
    function start(name: string, meanwhile: (id: number, tx: Transaction) => Promise<unknown>) {
      const begun = Promise.withResolvers<void>();
      const inbox = createInbox({
        store,
        async apply({ update_id: id }) {
          begun.resolve();
          const fresh = await store.database.transaction(async (tx) => {
            const first = await store.updates.markProcessed(tx, parseUpdateId(id));
            if (first) await meanwhile(id, tx);
            return first;
          });
          if (fresh) applied.push({ id, by: name });
        },
        log,
        pause: realPause,
        lanes: 4,
        stopping: stopping.signal,
      });
      inbox.wake();
      return { inbox, begun: begun.promise };
    }

    await store.database.transaction((tx) =>
      store.inbox.keep(
        tx,
        ids.map((id) => ({
          id: parseUpdateId(id),
          lane: "chat -7",
          received: JSON.stringify({ update_id: id }),
        })),
      )
    );
    const slow = Promise.withResolvers<void>();
    const marked = Promise.withResolvers<void>();
    const first = start("first", async (id) => {
      if (id !== 71) return;
      marked.resolve();
      await slow.promise;
    });
    await marked.promise;
    const second = start("second", () => Promise.resolve());
    await second.begun;
    // Time enough for the second one to get to the next update, if anything let it.
    for (let turn = 0; turn < 10; turn++) await readClock();
    assert.equal(applied.length, 0);
    slow.resolve();
    await Promise.all([first.inbox.settle(), second.inbox.settle()]);
    stopping.abort();
    await Promise.all([first.inbox.close(), second.inbox.close()]);
    assert.equal(applied[0]?.by, "first");
    assert.deepEqual(applied.map(({ id }) => id), ids);
    assert.equal(await store.database.transaction((tx) => store.inbox.count(tx)), 0);
    assert.deepEqual(log.lines, []);
  },
);
