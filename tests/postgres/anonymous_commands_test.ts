import assert from "node:assert/strict";
import { type AnonymousCommandId, parseUpdateId } from "../../src/people/ids.ts";
import { testOnBoth } from "./databases.ts";
import { createChatId, createScene, inGroup } from "./scenes.ts";

testOnBoth("an anonymous command is given to one press, again and again", async ({ store }) => {
  const scene = await createScene(store);
  const { anonymousCommands } = store;
  const { chatId } = scene.group;
  const command = { chatId, received: "{}", expiresSeconds: 300 };
  const id = await inGroup(
    store,
    scene,
    (tx) => anonymousCommands.createAnonymousCommand(tx, command),
  );
  const take = (press: number, chat = chatId, of: AnonymousCommandId = id) =>
    inGroup(store, scene, (tx) =>
      anonymousCommands.takeAnonymousCommand(tx, of, {
        chatId: chat,
        updateId: parseUpdateId(press),
      }));
  assert.equal(await take(1, createChatId()), null, "of another chat");
  assert.equal(await take(1), "{}");
  assert.equal(await take(2), null, "another press");
  assert.equal(await take(1), "{}", "the same press, after a crash");
  await inGroup(store, scene, (tx) => anonymousCommands.deleteAnonymousCommand(tx, id));
  assert.equal(await take(1), null);

  const late = await inGroup(
    store,
    scene,
    (tx) => anonymousCommands.createAnonymousCommand(tx, command),
  );
  await store.clock.skip(300);
  assert.equal(await take(3, chatId, late), null, "its time is over");
});

testOnBoth("before a group is set up its commands are of no organisation", async ({ store }) => {
  const { anonymousCommands, database } = store;
  const chatId = createChatId();
  const by = { chatId, updateId: parseUpdateId(1) };
  const id = await database.transaction((tx) =>
    anonymousCommands.createAnonymousCommand(tx, { chatId, received: "{}", expiresSeconds: 300 })
  );
  const scene = await createScene(store);
  const inside = await inGroup(
    store,
    scene,
    (tx) => anonymousCommands.takeAnonymousCommand(tx, id, by),
  );
  assert.equal(inside, null);
  const outside = await database.transaction((tx) =>
    anonymousCommands.takeAnonymousCommand(tx, id, by)
  );
  assert.equal(outside, "{}");
});
