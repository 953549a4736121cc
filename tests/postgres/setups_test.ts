import assert from "node:assert/strict";
import type { Setup } from "../../src/desk/ports.ts";
import { parseUpdateId } from "../../src/people/ids.ts";
import { testOnBoth } from "./databases.ts";
import { createChatId, createMessageId, createUserId } from "./scenes.ts";

testOnBoth("a set-up under way is kept, changed and forgotten", async ({ store }) => {
  const { setups } = store;
  const setup: Setup = {
    chatId: createChatId(),
    userId: createUserId(),
    name: "Acme",
    departments: ["Dispatch", "Safety"],
    messageId: null,
    promptMessageId: null,
  };
  await store.database.transaction(async (tx) => {
    assert.equal(await setups.lockSetup(tx, setup.chatId), null);
    await setups.saveSetup(tx, setup);
    assert.deepEqual(await setups.lockSetup(tx, setup.chatId), setup);
    const changed = { ...setup, departments: [], messageId: createMessageId() };
    await setups.saveSetup(tx, changed);
    assert.deepEqual(await setups.lockSetup(tx, setup.chatId), changed);
    await setups.deleteSetup(tx, setup.chatId);
    assert.equal(await setups.lockSetup(tx, setup.chatId), null);
  });
});

testOnBoth("an update is applied once, and forgotten by age", async ({ store }) => {
  const { updates } = store;
  const mark = (id: number) =>
    store.database.transaction((tx) => updates.markProcessed(tx, parseUpdateId(id)));
  const prune = () => store.database.transaction((tx) => updates.pruneProcessed(tx, 48));
  assert.equal(await mark(1), true);
  assert.equal(await mark(1), false);
  await store.clock.skip(47 * 3_600);
  // Ids need not come in order.
  assert.equal(await mark(-1 + 2 ** 40), true);
  assert.equal(await prune(), 0);
  await store.clock.skip(2 * 3_600);
  assert.equal(await prune(), 1);
  assert.equal(await mark(1), true);
  assert.equal(await mark(2 ** 40 - 1), false);
});
