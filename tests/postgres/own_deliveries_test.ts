import assert from "node:assert/strict";
import {
  type NewDelivery,
  type Store,
  telegramLimits,
  type Transaction,
} from "../../src/desk/ports.ts";
import { parseUpdateId } from "../../src/people/ids.ts";
import { testOnBoth } from "./databases.ts";
import { createChatId, createMessageId, createScene, inGroup, report } from "./scenes.ts";

function createDelivery(delaySeconds = 0): NewDelivery {
  const content = { kind: "delete_message", messageId: createMessageId() } as const;
  return { place: { chatId: createChatId(), threadId: null }, content, delaySeconds };
}

function run<T>(store: Store, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return store.database.transaction(work);
}

function claim(store: Store) {
  const options = { limit: 100, leaseSeconds: 60, limits: telegramLimits };
  return run(store, (tx) => store.deliveries.claimDue(tx, options));
}

testOnBoth(
  "what is owed because of an update is counted until it is settled",
  async ({ store }) => {
    const { deliveries, updates } = store;
    const [own, other] = [parseUpdateId(900_001), parseUpdateId(900_002)];
    const count = (id = own) => run(store, (tx) => deliveries.countOf(tx, id));
    await run(store, async (tx) => {
      await updates.markProcessed(tx, own);
      await deliveries.enqueue(tx, [createDelivery(), createDelivery(), createDelivery(60)]);
    });
    // Because of nobody: the update's id ended with its transaction.
    await run(store, (tx) => deliveries.enqueue(tx, [createDelivery()]));
    assert.deepEqual(
      [await count(), await count(other)],
      [2, 0],
      "what is due later is not waited for",
    );

    const { deliveries: claimed } = await claim(store);
    assert.equal(await count(), 2, "leased, and not settled");
    const [first, second, ...rest] = claimed;
    assert.ok(first !== undefined && second !== undefined);
    await run(store, (tx) => deliveries.complete(tx, first.id));
    assert.equal(await count(), 1);
    await run(store, (tx) => deliveries.abandon(tx, second.id, "gone"));
    assert.equal(await count(), 0);
    await run(store, async (tx) => {
      for (const { id } of rest) await deliveries.complete(tx, id);
    });
  },
);

testOnBoth("an update that came again owes nothing anew", async ({ store }) => {
  const { deliveries, updates } = store;
  const id = parseUpdateId(900_003);
  await run(store, (tx) => updates.markProcessed(tx, id));
  await run(store, async (tx) => {
    assert.equal(await updates.markProcessed(tx, id), false);
    await deliveries.enqueue(tx, [createDelivery()]);
  });
  assert.equal(await run(store, (tx) => deliveries.countOf(tx, id)), 0);
  const { deliveries: claimed } = await claim(store);
  await run(store, async (tx) => {
    for (const one of claimed) await deliveries.complete(tx, one.id);
  });
});

testOnBoth("a card is owed because of whoever has it drawn at once", async ({ store }) => {
  const scene = await createScene(store);
  const { deliveries, updates, messages } = store;
  const incident = await report(store, scene);
  const { deliveries: due } = await claim(store);
  await inGroup(store, scene, async (tx) => {
    for (const one of due) await deliveries.postpone(tx, one, 600, "Telegram is away");
  });
  const id = parseUpdateId(900_011);
  const count = () => run(store, (tx) => deliveries.countOf(tx, id));
  assert.equal(await count(), 0);
  await inGroup(store, scene, async (tx) => {
    await updates.markProcessed(tx, id);
    await messages.touchCards(tx, incident.id);
  });
  assert.equal(await count(), 1);
});
