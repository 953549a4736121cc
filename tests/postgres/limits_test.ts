import assert from "node:assert/strict";
import { type ClaimedDelivery, type Store, telegramLimits } from "../../src/desk/ports.ts";
import { type ChatId, parseChatId, parseMessageId } from "../../src/people/ids.ts";
import { testOnBoth, testOnServer } from "./databases.ts";
import { createChatId } from "./scenes.ts";

let people = 4_000_000_000;
const createPrivateChatId = () => parseChatId(++people);

type Kind = "setup_board" | "delete_message";

function enqueue(store: Store, chatId: ChatId, times: number, kind: Kind = "setup_board") {
  const content = kind === "setup_board" ? { kind } : { kind, messageId: parseMessageId(1) };
  const deliveries = Array.from({ length: times }, () => ({
    place: { chatId, threadId: null },
    content,
  }));
  return store.database.transaction((tx) => store.deliveries.enqueue(tx, deliveries));
}

function claim(store: Store, limit = 100) {
  return store.database.transaction((tx) =>
    store.deliveries.claimDue(tx, { limit, leaseSeconds: 60, limits: telegramLimits })
  );
}

function complete(store: Store, deliveries: readonly ClaimedDelivery[]) {
  return store.database.transaction(async (tx) => {
    for (const { id } of deliveries) await store.deliveries.complete(tx, id);
  });
}

/** Claims and completes. @returns how many */
async function send(store: Store): Promise<number> {
  const { deliveries } = await claim(store);
  await complete(store, deliveries);
  return deliveries.length;
}

/** Nothing of an earlier test may be left, nor count. */
async function clear(store: Store): Promise<void> {
  for (let quiet = 0; quiet < 2;) {
    await store.clock.skip(3_600);
    quiet = await send(store) === 0 ? quiet + 1 : 0;
  }
}

testOnBoth("five come at once in a chat, then five in five seconds", async ({ store }) => {
  await clear(store);
  await enqueue(store, createChatId(), 12);
  const { deliveries, nextInMs } = await claim(store);
  assert.equal(deliveries.length, 5);
  // Until somebody lets go of the chat.
  assert.ok(nextInMs !== null && nextInMs > 50_000);
  await complete(store, deliveries);
  const waiting = await claim(store);
  assert.deepEqual(waiting.deliveries, []);
  assert.ok(waiting.nextInMs !== null && waiting.nextInMs > 3_000 && waiting.nextInMs <= 5_000);
  await store.clock.skip(5);
  assert.equal(await send(store), 5);
});

testOnBoth("a group gets twenty in a minute, a private chat more", async ({ store }) => {
  for (const [chatId, expected] of [[createChatId(), 20], [createPrivateChatId(), 40]] as const) {
    await clear(store);
    await enqueue(store, chatId, 40);
    let sent = 0;
    for (let seconds = 0; seconds < 40; seconds += 5) {
      sent += await send(store);
      await store.clock.skip(5);
    }
    assert.equal(sent, expected);
    const { nextInMs } = await claim(store);
    if (expected < 40) assert.ok(nextInMs !== null && nextInMs > 10_000 && nextInMs <= 20_000);
  }
});

testOnBoth(
  "thirty go out in a second over all chats, and one more in the next",
  async ({ store }) => {
    await clear(store);
    for (let chat = 0; chat < 35; chat++) await enqueue(store, createChatId(), 1);
    const first = await claim(store);
    assert.equal(first.deliveries.length, 30);
    assert.ok(first.nextInMs !== null && first.nextInMs > 0 && first.nextInMs <= 1_000);
    assert.deepEqual((await claim(store)).deliveries, []);
    await store.clock.skip(1);
    // They may still be on their way, and reach Telegram now.
    assert.deepEqual((await claim(store)).deliveries, []);
    await complete(store, first.deliveries);
    await store.clock.skip(1);
    assert.equal(await send(store), 5);
  },
);

testOnBoth(
  "calls that hang hold the others up for three seconds, not longer",
  async ({ store }) => {
    await clear(store);
    for (let chat = 0; chat < 31; chat++) await enqueue(store, createChatId(), 1);
    assert.equal((await claim(store)).deliveries.length, 30);
    await store.clock.skip(3);
    assert.equal((await claim(store)).deliveries.length, 1);
  },
);

testOnBoth("what takes a message away counts over all, and not in its chat", async ({ store }) => {
  await clear(store);
  await enqueue(store, createChatId(), 40, "delete_message");
  const { deliveries } = await claim(store);
  assert.equal(deliveries.length, 30);
  await complete(store, deliveries);
});

testOnBoth("a call counts from when its answer came", async ({ store }) => {
  await clear(store);
  await enqueue(store, createChatId(), 6);
  const { deliveries } = await claim(store);
  await store.clock.skip(4);
  await complete(store, deliveries);
  await store.clock.skip(2);
  assert.equal(await send(store), 0, "the last may have reached Telegram two seconds ago");
  await store.clock.skip(3);
  assert.equal(await send(store), 1);
});

testOnBoth("a refused chat is left alone to the second, and others are not", async ({ store }) => {
  await clear(store);
  const [refused, other] = [createChatId(), createChatId()];
  await enqueue(store, refused, 1);
  await store.database.transaction((tx) => store.deliveries.pauseChat(tx, refused, 7, true));
  const { deliveries, nextInMs } = await claim(store);
  assert.deepEqual(deliveries, []);
  assert.ok(nextInMs !== null && nextInMs > 5_000 && nextInMs <= 7_000);
  await enqueue(store, other, 1);
  assert.equal(await send(store), 1);
  // A shorter one does not end it.
  await store.database.transaction((tx) => store.deliveries.pauseChat(tx, refused, 1, false));
  await store.clock.skip(2);
  assert.equal(await send(store), 0);
  await store.clock.skip(5);
  assert.equal(await send(store), 1);
});

testOnBoth("three chats refused at once are all of them", async ({ store }) => {
  await clear(store);
  const refused = [createChatId(), createChatId(), createChatId()];
  await enqueue(store, createChatId(), 1);
  for (const chatId of refused) {
    await store.database.transaction((tx) => store.deliveries.pauseChat(tx, chatId, 9, true));
  }
  const { deliveries, nextInMs } = await claim(store);
  assert.deepEqual(deliveries, []);
  assert.ok(nextInMs !== null && nextInMs > 7_000 && nextInMs <= 9_000);
  await store.clock.skip(9);
  assert.equal(await send(store), 1);
});

testOnServer("three replicas at once keep the limits together", async ({ store }) => {
  await clear(store);
  const chats = Array.from({ length: 40 }, () => createChatId());
  for (const chatId of chats) await enqueue(store, chatId, 2);
  const claims = await Promise.all([1, 2, 3, 4, 5, 6].map(() => claim(store, 16)));
  const claimed = claims.flatMap(({ deliveries }) => deliveries);
  assert.equal(claimed.length, 30);
  const perChat = Map.groupBy(claimed, ({ place }) => place.chatId);
  assert.ok([...perChat.values()].every(({ length }) => length <= 5));
  await complete(store, claimed);
});
