/** A group that becomes a supergroup is told of many times, at once, and while people go on. */
import assert from "node:assert/strict";
import { noLimits } from "../no_limits.ts";
import { getPrivatePlace } from "../../src/desk/incoming.ts";
import { moveGroup } from "../../src/desk/move_group.ts";
import { noteBotMembership, noteBotRemoval } from "../../src/desk/note_bot_membership.ts";
import type { Store } from "../../src/desk/ports.ts";
import { type ChatId, parseUpdateId, parseUserId } from "../../src/people/ids.ts";
import { testOnBoth } from "../postgres/databases.ts";
import {
  act,
  createChatId,
  createMessageId,
  createScene,
  inGroup,
  report,
  type Scene,
} from "../postgres/scenes.ts";

function listOpen(store: Store, chatId: ChatId) {
  return store.database.transaction(async (tx) => {
    await store.organisations.enterGroup(tx, chatId);
    return await store.incidents.listIncidents(tx, { type: "open", viewerId: parseUserId(1) }, 50);
  });
}

async function awaitSummary(store: Store, scene: Scene) {
  const incident = await report(store, scene);
  const department = { id: scene.maintenance, restricted: false };
  await act(store, scene, incident, scene.driver, { type: "assign_department", department });
  await act(store, scene, incident, scene.mechanic, { type: "request_resolution" });
}

/** What is owed to each of these chats: kinds, sorted. Claimed by this. */
async function listOwed(store: Store, ...chatIds: readonly ChatId[]) {
  const { deliveries } = await store.database.transaction((tx) =>
    store.deliveries.claimDue(tx, { limit: 500, leaseSeconds: 1, limits: noLimits })
  );
  return chatIds.map((chatId) =>
    deliveries.filter(({ place }) => place.chatId === chatId)
      .map(({ content }) => content.kind).toSorted()
  );
}

testOnBoth(
  "told many times at once, a group moves once, with all that is open",
  async ({ store }) => {
    const scene = await createScene(store);
    const from = scene.group.chatId;
    const to = createChatId();
    await report(store, scene);
    await awaitSummary(store, scene);
    await Promise.all([
      moveGroup({ store }, { updateId: parseUpdateId(9001), from, to }),
      report(store, scene, "While it moved"),
      moveGroup({ store }, { updateId: null, from, to }),
      moveGroup({ store }, { updateId: parseUpdateId(9002), from, to }),
      report(store, scene, "While it moved, too"),
      moveGroup({ store }, { updateId: null, from, to }),
    ]);
    // What was written for the old chat at the same moment follows with the next refused call.
    assert.equal(await moveGroup({ store }, { updateId: null, from, to }), true);

    const open = await listOpen(store, to);
    assert.equal(open.length, 4);
    assert.deepEqual(new Set(open.map(({ card }) => card?.chatId)), new Set([to]));
    assert.deepEqual(await listOpen(store, from), open, "the old id still leads to it");
    assert.deepEqual(await listOwed(store, from, to), [
      [],
      ["card", "card", "card", "card", "prompt"],
    ]);
  },
);

testOnBoth(
  "what is owed follows without what it answered; what was to be changed is dropped",
  async ({ store }) => {
    const scene = await createScene(store);
    const from = scene.group.chatId;
    const to = createChatId();
    const [old, privately] = [
      { chatId: from, threadId: null },
      getPrivatePlace(scene.driver.userId),
    ];
    const messageId = createMessageId();
    const viewer = { userId: scene.driver.userId, groupId: scene.group.id };
    const answer = {
      kind: "answer",
      answer: { type: "open_incidents" },
      expiresSeconds: null,
      viewer,
    } as const;
    await inGroup(store, scene, (tx) =>
      store.deliveries.enqueue(tx, [
        { place: old, content: { ...answer, replyTo: messageId, fallback: null } },
        {
          place: privately,
          content: { ...answer, replyTo: null, fallback: { place: old, replyTo: messageId } },
        },
        { place: old, content: { kind: "delete_message", messageId } },
      ]));
    await moveGroup({ store }, { updateId: null, from, to });
    const { deliveries } = await store.database.transaction((tx) =>
      store.deliveries.claimDue(tx, { limit: 500, leaseSeconds: 1, limits: noLimits })
    );
    const found = deliveries.filter(({ organisationId }) =>
      organisationId === scene.group.organisation.id
    );
    assert.deepEqual(found.map(({ place, content }) => ({ place, content })), [
      {
        place: { chatId: to, threadId: null },
        content: { ...answer, replyTo: null, fallback: null },
      },
      {
        place: privately,
        content: {
          ...answer,
          replyTo: null,
          fallback: { place: { chatId: to, threadId: null }, replyTo: null },
        },
      },
    ]);
  },
);

testOnBoth("a chat that has a group already is not taken over", async ({ store }) => {
  const [ours, theirs] = [await createScene(store, "Ours"), await createScene(store, "Theirs")];
  const [from, to] = [ours.group.chatId, theirs.group.chatId];
  assert.equal(await moveGroup({ store }, { updateId: null, from, to }), false);
  const found = await store.database.transaction((tx) => store.organisations.enterGroup(tx, to));
  assert.equal(found?.organisation.name, "Theirs");
});

testOnBoth("a removed bot is owed nothing new, and comes back once", async ({ store }) => {
  const scene = await createScene(store);
  const { chatId } = scene.group;
  await report(store, scene);
  const added = (update: number) =>
    noteBotMembership({ store }, {
      updateId: parseUpdateId(update),
      chat: scene.group,
      addedBy: parseUserId(1),
      added: true,
      canPin: true,
      seesMessages: true,
    });
  assert.deepEqual(await listOwed(store, chatId), [["card"]]);
  await noteBotRemoval({ store }, { updateId: parseUpdateId(9101), chatId });
  await awaitSummary(store, scene);
  await inGroup(store, scene, (tx) =>
    store.deliveries.enqueue(tx, [{
      place: { chatId, threadId: null },
      content: { kind: "setup_board" },
    }]));
  assert.deepEqual(await listOwed(store, chatId), [[]]);
  await added(9102);
  await added(9103);
  assert.deepEqual(await listOwed(store, chatId), [["answer", "card", "card", "prompt"]]);
});
