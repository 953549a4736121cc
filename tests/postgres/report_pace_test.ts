import assert from "node:assert/strict";
import type { Admission, Store } from "../../src/desk/ports.ts";
import type { ChatId, UserId } from "../../src/people/ids.ts";
import { testOnBoth, testOnServer } from "./databases.ts";
import { createChatId, createUserId } from "./scenes.ts";

function admit(
  store: Store,
  chatId: ChatId,
  userId: UserId,
  limits: { readonly perPerson?: number; readonly perGroup?: number } = {},
): Promise<Admission> {
  const all = { perPerson: 3, perGroup: 100, ...limits };
  return store.database.transaction((tx) => store.reportPace.admit(tx, { chatId, userId }, all));
}

const taken = { type: "taken" } as const;

function refused(full: "person" | "chat", tell: "words" | "sign" | "nothing") {
  return { type: "refused", full, tell } as const;
}

testOnBoth(
  "a person has so many a minute, in whatever chats, and is told once",
  async ({ store }) => {
    const [here, there] = [createChatId(), createChatId()];
    const [one, other] = [createUserId(), createUserId()];
    for (const chatId of [here, there, here]) {
      assert.deepEqual(await admit(store, chatId, one), taken);
      await store.clock.skip(1);
    }
    assert.deepEqual(await admit(store, there, one), refused("person", "words"));
    assert.deepEqual(await admit(store, here, one), refused("person", "nothing"));
    assert.deepEqual(await admit(store, here, other), taken, "nobody else waits");
    await store.clock.skip(59);
    // The first ones are older than a minute by now: the wait that was told of counts.
    assert.deepEqual(await admit(store, here, one), refused("person", "nothing"));
    await store.clock.skip(2);
    for (const _ of [1, 2, 3]) assert.deepEqual(await admit(store, here, one), taken);
    assert.deepEqual(await admit(store, here, one), refused("person", "words"), "told anew");
  },
);

testOnBoth(
  "a chat has so many a minute; its first is told, each further one once",
  async ({ store }) => {
    const [chatId, elsewhere] = [createChatId(), createChatId()];
    const [one, two, three] = [createUserId(), createUserId(), createUserId()];
    const limits = { perGroup: 2 };
    assert.deepEqual(await admit(store, chatId, one, limits), taken);
    assert.deepEqual(await admit(store, chatId, two, limits), taken);
    assert.deepEqual(await admit(store, chatId, one, limits), refused("chat", "words"));
    await store.clock.skip(30);
    assert.deepEqual(await admit(store, chatId, one, limits), refused("chat", "nothing"));
    for (const userId of [two, three]) {
      assert.deepEqual(await admit(store, chatId, userId, limits), refused("chat", "sign"));
      assert.deepEqual(await admit(store, chatId, userId, limits), refused("chat", "nothing"));
    }
    assert.deepEqual(await admit(store, elsewhere, three, limits), taken);
    // Signs do not make the wait longer.
    await store.clock.skip(31);
    assert.deepEqual(await admit(store, chatId, three, limits), taken);
  },
);

testOnServer("of many at once as many are taken as may be, and one is told", async ({ store }) => {
  const [chatId, userId] = [createChatId(), createUserId()];
  const all = await Promise.all(Array.from({ length: 20 }, () => admit(store, chatId, userId)));
  assert.equal(all.filter(({ type }) => type === "taken").length, 3);
  assert.equal(all.filter((one) => one.type === "refused" && one.tell === "words").length, 1);

  const people = await Promise.all(
    Array.from({ length: 20 }, () => admit(store, createChatId(), userId)),
  );
  assert.ok(people.every(({ type }) => type === "refused"), "in other chats too");
});

testOnBoth(
  "what was not committed does not count, and what is old is forgotten",
  async ({ store, sql }) => {
    const [chatId, userId] = [createChatId(), createUserId()];
    const count = async () => {
      const [row] = await sql.unsafe(
        `select count(*)::integer as found from report_pace where user_id = ${userId}`,
      );
      return row?.["found"];
    };
    const broken = store.database.transaction(async (tx) => {
      await store.reportPace.admit(tx, { chatId, userId }, { perPerson: 1, perGroup: 1 });
      throw new Error("on purpose");
    });
    await assert.rejects(broken, /on purpose/);
    assert.equal(await count(), 0);
    await admit(store, chatId, userId, { perPerson: 1 });
    await admit(store, chatId, userId, { perPerson: 1 });
    assert.equal(await count(), 2);
    const prune = () => store.database.transaction((tx) => store.reportPace.prune(tx));
    await store.clock.skip(59);
    await prune();
    assert.equal(await count(), 2);
    await store.clock.skip(2);
    assert.ok(await prune() >= 2);
    assert.equal(await count(), 0);
  },
);
