import assert from "node:assert/strict";
import type { ClaimedDelivery, NewDelivery, SendLimits, Store } from "../../src/desk/ports.ts";
import { type ChatId, parseChatId, parseMessageId, type UserId } from "../../src/people/ids.ts";
import { noLimits } from "../no_limits.ts";
import { testOnBoth, testOnServer } from "./databases.ts";
import { createChatId, createScene, createUserId, inGroup, report } from "./scenes.ts";

function deletion(chatId: ChatId, message: number, delaySeconds?: number): NewDelivery {
  const content = { kind: "delete_message", messageId: parseMessageId(message) } as const;
  const place = { chatId, threadId: null };
  return delaySeconds === undefined ? { place, content } : { place, content, delaySeconds };
}

function setupBoard(chatId: ChatId): NewDelivery {
  return { place: { chatId, threadId: null }, content: { kind: "setup_board" } };
}

function enqueue(store: Store, ...deliveries: NewDelivery[]): Promise<void> {
  return store.database.transaction((tx) => store.deliveries.enqueue(tx, deliveries));
}

function claim(store: Store, limit = 100, leaseSeconds = 60, limits: SendLimits = noLimits) {
  return store.database.transaction((tx) =>
    store.deliveries.claimDue(tx, { limit, leaseSeconds, limits })
  );
}

function complete(store: Store, { id, organisationId }: ClaimedDelivery): Promise<void> {
  return store.database.transaction(async (tx) => {
    if (organisationId !== null) await store.organisations.enterOrganisation(tx, organisationId);
    await store.deliveries.complete(tx, id);
  });
}

/** Nothing may be left of an earlier test, since claims cross organisations. */
async function drain(store: Store): Promise<void> {
  await store.clock.skip(3_600);
  for (;;) {
    const { deliveries } = await claim(store);
    if (deliveries.length === 0) return;
    for (const delivery of deliveries) await complete(store, delivery);
  }
}

function listMessages(deliveries: readonly ClaimedDelivery[]): number[] {
  return deliveries.map(({ content }) => content.kind === "delete_message" ? content.messageId : 0);
}

testOnBoth("due deliveries are claimed by priority, then age", async ({ store }) => {
  await drain(store);
  const chatId = createChatId();
  await enqueue(store, deletion(chatId, 1), deletion(chatId, 2), setupBoard(chatId));
  const { deliveries, nextInMs } = await claim(store);
  assert.deepEqual(listMessages(deliveries), [0, 1, 2]);
  assert.ok(
    deliveries.every(({ attempt, organisationId }) => attempt === 1 && organisationId === null),
  );
  assert.equal(nextInMs, null);
  for (const delivery of deliveries) await complete(store, delivery);
  assert.deepEqual((await claim(store)).deliveries, []);
});

testOnBoth("how late a delivery is counts from when it was due first", async ({ store }) => {
  await drain(store);
  const chatId = createChatId();
  await enqueue(store, deletion(chatId, 1, 60));
  const claimOne = async () => {
    const { deliveries: [delivery] } = await claim(store);
    assert.ok(delivery !== undefined);
    return delivery;
  };
  const postpone = (delivery: ClaimedDelivery, seconds: number, error: string | null) =>
    store.database.transaction((tx) => store.deliveries.postpone(tx, delivery, seconds, error));
  await store.clock.skip(600);
  const first = await claimOne();
  assert.equal(Math.floor(first.lateMs / 60_000), 9);
  await postpone(first, 600, "trouble");
  await store.clock.skip(1200);
  const second = await claimOne();
  assert.equal(Math.floor(second.lateMs / 60_000), 29);
  // To be done once more at once is another thing, and due now.
  await postpone(second, 0, null);
  const third = await claimOne();
  assert.ok(third.lateMs < 60_000, `${third.lateMs}`);
  await complete(store, third);
});

testOnBoth("the backlog is what is due and nobody is at work on", async ({ store }) => {
  await drain(store);
  const count = () => store.database.transaction(store.deliveries.countBacklog);
  assert.equal(await count(), 0);
  await enqueue(store, deletion(createChatId(), 1), deletion(createChatId(), 2));
  await enqueue(store, deletion(createChatId(), 3, 600));
  assert.equal(await count(), 2);
  const { deliveries } = await claim(store, 1);
  assert.equal(await count(), 1);
  for (const delivery of deliveries) await complete(store, delivery);
});

testOnBoth("a chat that a lease is at work on is left alone, others go on", async ({ store }) => {
  await drain(store);
  const [busy, free] = [createChatId(), createChatId()];
  await enqueue(store, deletion(busy, 1));
  const first = await claim(store);
  await enqueue(store, setupBoard(busy), deletion(free, 2));
  const second = await claim(store);
  assert.deepEqual(listMessages(second.deliveries), [2]);
  // The lease is the bound until which the busy chat's waits.
  assert.ok(second.nextInMs !== null && second.nextInMs > 50_000 && second.nextInMs <= 60_000);
  for (const delivery of [...first.deliveries, ...second.deliveries]) {
    await complete(store, delivery);
  }
  assert.equal((await claim(store)).deliveries.length, 1);
});

testOnBoth("a limit takes the first of every chat before the second of any", async ({ store }) => {
  await drain(store);
  const [loud, quiet] = [createChatId(), createChatId()];
  await enqueue(store, ...[1, 2, 3].map((n) => deletion(loud, n)), deletion(quiet, 4));
  const { deliveries, nextInMs } = await claim(store, 2);
  assert.deepEqual(listMessages(deliveries).sort(), [1, 4]);
  assert.ok(nextInMs !== null && nextInMs > 0, "the rest waits for its chat");
});

testOnBoth("a delivery waits for its time and for its lease to run out", async ({ store }) => {
  await drain(store);
  const chatId = createChatId();
  await enqueue(store, deletion(chatId, 1, 300));
  const early = await claim(store);
  assert.deepEqual(early.deliveries, []);
  assert.ok(early.nextInMs !== null && early.nextInMs > 290_000 && early.nextInMs <= 300_000);
  await store.clock.skip(300);
  assert.equal((await claim(store)).deliveries.length, 1);
  assert.equal((await claim(store)).deliveries.length, 0);
  // Whoever held it died.
  await store.clock.skip(61);
  const [again] = (await claim(store)).deliveries;
  assert.equal(again?.attempt, 2);
});

testOnBoth("what is held on to stays held, what others took since is theirs", async ({ store }) => {
  await drain(store);
  await enqueue(store, deletion(createChatId(), 1));
  const hold = (...held: ClaimedDelivery[]) =>
    store.database.transaction((tx) => store.deliveries.renew(tx, held, 60));
  const [mine] = (await claim(store)).deliveries;
  assert.ok(mine !== undefined);
  assert.deepEqual(await hold(), []);
  await store.clock.skip(50);
  assert.deepEqual(await hold(mine), [mine.id]);
  await store.clock.skip(50);
  assert.equal((await claim(store)).deliveries.length, 0);
  await store.clock.skip(11);
  const [theirs] = (await claim(store)).deliveries;
  assert.equal(theirs?.id, mine.id);
  assert.deepEqual(await hold(mine), []);
  // Nor does who has lost it give it back.
  await store.database.transaction((tx) => store.deliveries.postpone(tx, mine, 0, null));
  assert.equal((await claim(store)).deliveries.length, 0);
  await store.database.transaction((tx) => store.deliveries.postpone(tx, theirs, 0, "trouble"));
  assert.deepEqual(await hold(theirs), [], "it is in nobody's hands");
  for (const delivery of (await claim(store)).deliveries) await complete(store, delivery);
});

testOnBoth("a postponed delivery comes again, an abandoned one never", async ({ store, sql }) => {
  await drain(store);
  await enqueue(store, deletion(createChatId(), 1), deletion(createChatId(), 2));
  const [one, two] = (await claim(store)).deliveries;
  assert.ok(one !== undefined && two !== undefined);
  await store.database.transaction(async (tx) => {
    await store.deliveries.postpone(tx, one, 30, "Too Many Requests");
    await store.deliveries.abandon(tx, two.id, "Forbidden");
  });
  const { deliveries, nextInMs } = await claim(store);
  assert.deepEqual(deliveries, []);
  assert.ok(nextInMs !== null && nextInMs > 25_000 && nextInMs <= 30_000);
  await store.clock.skip(7_200);
  const later = (await claim(store)).deliveries;
  assert.deepEqual(later.map(({ id }) => id), [one.id]);
  const [kept] = await sql.unsafe("select error from deliveries where id = $1", [two.id]);
  assert.equal(kept?.["error"], "Forbidden");
});

testOnBoth("what an organisation owes is settled only within it", async ({ store }) => {
  await drain(store);
  const scene = await createScene(store);
  const chatId = createChatId();
  await inGroup(store, scene, (tx) => store.deliveries.enqueue(tx, [deletion(chatId, 1)]));
  const [claimed] = (await claim(store)).deliveries;
  assert.equal(claimed?.organisationId, scene.group.organisation.id);
  assert.ok(claimed !== undefined);
  await store.database.transaction((tx) => store.deliveries.complete(tx, claimed.id));
  await store.clock.skip(61);
  assert.equal((await claim(store)).deliveries.length, 1, "nobody's transaction settled nothing");
});

testOnBoth(
  "a card that changes ten times before it is drawn is one delivery",
  async ({ store }) => {
    await drain(store);
    const scene = await createScene(store);
    const incident = await report(store, scene);
    for (let change = 0; change < 10; change++) {
      await inGroup(store, scene, (tx) => store.messages.touchCards(tx, incident.id));
    }
    const { deliveries } = await claim(store);
    assert.equal(deliveries.length, 1);
    const [delivery] = deliveries;
    assert.ok(delivery?.content.kind === "card");
    const { cardId } = delivery.content;

    await inGroup(store, scene, async (tx) => {
      const view = await store.messages.findCardView(tx, cardId);
      assert.ok(view !== null);
      assert.equal(view.wantedVersion, 11);
      await store.messages.touchCards(tx, incident.id);
      const shown = {
        chatId: scene.group.chatId,
        messageId: parseMessageId(77),
        version: view.wantedVersion,
        pin: "pinned" as const,
      };
      // It changed while it was being sent, so its delivery stays.
      assert.deepEqual(await store.messages.recordCardShown(tx, cardId, shown), {
        current: false,
        another: false,
      });
      await store.deliveries.postpone(tx, delivery, 0, null);
    });
    const [second] = (await claim(store)).deliveries;
    assert.equal(second?.id, delivery.id);
    await inGroup(store, scene, async (tx) => {
      const shown = {
        chatId: scene.group.chatId,
        messageId: parseMessageId(77),
        version: 12,
        pin: "pinned" as const,
      };
      assert.deepEqual(await store.messages.recordCardShown(tx, cardId, shown), {
        current: true,
        another: false,
      });
      await store.deliveries.complete(tx, delivery.id);
      assert.equal((await store.messages.findCardView(tx, cardId))?.pin, "pinned");
      await store.messages.forgetCardMessage(tx, cardId, parseMessageId(77));
      assert.equal((await store.messages.findCardView(tx, cardId))?.messageId, null);
    });
    assert.deepEqual((await claim(store)).deliveries, []);
    await inGroup(store, scene, (tx) => store.messages.touchCards(tx, incident.id));
    assert.equal((await claim(store)).deliveries.length, 1, "a change after it is owed anew");
  },
);

testOnServer(
  "many workers claim everything once, and of a chat one at a time",
  async ({ store }) => {
    await drain(store);
    const chats = Array.from({ length: 10 }, () => createChatId());
    await enqueue(
      store,
      ...chats.flatMap((chatId, chat) =>
        [1, 2, 3, 4, 5].map((n) => deletion(chatId, chat * 10 + n))
      ),
    );
    const done: number[] = [];
    const atWork = new Map<number, number>();
    async function work(worker: number): Promise<void> {
      for (;;) {
        const { deliveries } = await claim(store, 3);
        if (deliveries.length === 0) {
          if (done.length >= 50) return;
          continue;
        }
        for (const { place } of deliveries) {
          assert.equal(atWork.get(place.chatId) ?? worker, worker, "two workers in one chat");
          atWork.set(place.chatId, worker);
        }
        for (const delivery of deliveries) {
          const [message = 0] = listMessages([delivery]);
          done.push(message);
          const last = deliveries.filter(({ place }) => place.chatId === delivery.place.chatId).at(
            -1,
          );
          if (last?.id === delivery.id) atWork.delete(delivery.place.chatId);
          await complete(store, delivery);
        }
      }
    }
    await Promise.all([1, 2, 3, 4, 5].map(work));
    assert.deepEqual([...done].sort((a, b) => a - b), [...new Set(done)].sort((a, b) => a - b));
    assert.equal(done.length, 50);
    for (const chat of chats.keys()) {
      const order = done.filter((message) => Math.floor(message / 10) === chat);
      assert.deepEqual(order, [...order].sort((a, b) => a - b));
    }
  },
);

testOnBoth("for how long it has been failing counts from its first failure", async ({ store }) => {
  await drain(store);
  await enqueue(store, deletion(createChatId(), 1));
  // Late, and kept from its turn: no failure.
  await store.clock.skip(86_400);
  const claimOne = async () => {
    const { deliveries: [delivery] } = await claim(store);
    assert.ok(delivery !== undefined);
    return delivery;
  };
  const postpone = (delivery: ClaimedDelivery, seconds: number, error: string | null) =>
    store.database.transaction((tx) => store.deliveries.postpone(tx, delivery, seconds, error));
  const fail = async () => {
    const delivery = await claimOne();
    const note = () =>
      store.database.transaction((tx) => store.deliveries.noteFailure(tx, delivery));
    const ms = await note();
    await postpone(delivery, 1, "trouble");
    await store.clock.skip(600);
    return Math.floor(ms / 60_000);
  };
  await postpone(await claimOne(), 1, null);
  await store.clock.skip(60);
  assert.deepEqual([await fail(), await fail(), await fail()], [0, 10, 20]);
  await postpone(await claimOne(), 1, null);
  await store.clock.skip(600);
  assert.equal(await fail(), 40, "a rate limit in between heals nothing");
  await postpone(await claimOne(), 0, null);
  assert.equal(await fail(), 0, "what is to be done now is another thing");
  await complete(store, await claimOne());
});

testOnBoth(
  "a program of an earlier version is not given what it does not know",
  async ({ store, sql }) => {
    await drain(store);
    const scene = await createScene(store);
    const incident = await report(store, scene);
    const { chatId } = scene.group;
    const place = { chatId, threadId: null };
    const heldUp = { incidentId: incident.id, userIds: [scene.mechanic.userId], since: 1 };
    await inGroup(store, scene, (tx) => store.catchUps.add(tx, place, heldUp));
    await inGroup(store, scene, (tx) => store.catchUps.add(tx, place, heldUp));
    const old = async (what: string) => {
      const [row] = await sql.unsafe(`select ${what} as found`);
      return row?.["found"];
    };
    const claimAsBefore = () =>
      old(
        "(select jsonb_agg(content -> 'kind') from claim_due_deliveries(100, 1, 1000, 1000, 1000, 1))",
      );
    assert.deepEqual(await claimAsBefore(), ["card"]);
    for (const delivery of (await claim(store)).deliveries) await complete(store, delivery);
    await store.clock.skip(2);
    // Nor does it wait for it as if it were due at once.
    await sql.unsafe("delete from deliveries where kind <> 'catch_up'");
    assert.equal(await old("next_delivery_due_at(1000, 1000, 1000, 1)"), null);
    const { deliveries } = await claim(store);
    assert.deepEqual(deliveries.map(({ content }) => content.kind), ["catch_up"]);
    for (const delivery of deliveries) await complete(store, delivery);
  },
);

testOnBoth(
  "what waits long after failures is due once something gets through",
  async ({ store }) => {
    await drain(store);
    await enqueue(store, ...[1, 2, 3].map((n) => deletion(createChatId(), n)));
    const [failing, waiting, soon] = (await claim(store)).deliveries;
    assert.ok(failing !== undefined && waiting !== undefined && soon !== undefined);
    await store.database.transaction(async (tx) => {
      await store.deliveries.noteFailure(tx, failing);
      await store.deliveries.postpone(tx, failing, 3_600, "Bad Gateway");
      await store.deliveries.postpone(tx, waiting, 3_600, null);
      await store.deliveries.noteFailure(tx, soon);
      await store.deliveries.postpone(tx, soon, 5, "Bad Gateway");
    });
    assert.deepEqual((await claim(store)).deliveries, []);
    await store.database.transaction(store.deliveries.hasten);
    const { deliveries } = await claim(store);
    assert.deepEqual(deliveries.map(({ id }) => id), [failing.id]);
    for (const delivery of deliveries) await complete(store, delivery);
  },
);

testOnBoth("a try counts only where something failed", async ({ store }) => {
  await drain(store);
  await enqueue(store, deletion(createChatId(), 1));
  for (const [error, attempt] of [[null, 1], [null, 1], ["Bad Gateway", 1], [null, 2]] as const) {
    const [claimed] = (await claim(store)).deliveries;
    assert.ok(claimed !== undefined);
    assert.equal(claimed.attempt, attempt);
    await store.database.transaction((tx) => store.deliveries.postpone(tx, claimed, 0, error));
  }
});

testOnBoth(
  "a card that waits after a failure is due at once when it changes",
  async ({ store }) => {
    await drain(store);
    const scene = await createScene(store);
    const incident = await report(store, scene);
    const [claimed] = (await claim(store)).deliveries;
    assert.ok(claimed?.content.kind === "card");
    await inGroup(store, scene, (tx) => store.deliveries.postpone(tx, claimed, 3_000, "Gone"));
    assert.deepEqual((await claim(store)).deliveries, []);
    await inGroup(store, scene, (tx) => store.messages.touchCards(tx, incident.id));
    assert.deepEqual((await claim(store)).deliveries.map(({ id }) => id), [claimed.id]);
  },
);

testOnBoth(
  "answers come before cards, cards before pings, pings before a report's files",
  async ({ store }) => {
    await drain(store);
    const scene = await createScene(store);
    const { group: { chatId }, mechanic } = scene;
    const place = { chatId, threadId: null };
    await inGroup(store, scene, (tx) =>
      store.deliveries.enqueue(tx, [
        deletion(chatId, 1),
        {
          place,
          content: {
            kind: "report_file",
            file: "chart",
            period: { kind: "day", firstDay: "2026-11-16" },
            expiresSeconds: null,
          },
        },
      ]));
    const incident = await report(store, scene);
    await inGroup(store, scene, (tx) =>
      store.deliveries.enqueue(tx, [
        {
          place,
          content: { kind: "claimed_notice", incidentId: incident.id, userId: mechanic.userId },
        },
        { place, content: { kind: "setup_name_prompt", replyTo: null } },
      ]));
    const { deliveries } = await claim(store);
    assert.deepEqual(deliveries.map(({ content }) => content.kind), [
      "setup_name_prompt",
      "card",
      "claimed_notice",
      "report_file",
      "delete_message",
    ]);
  },
);

testOnBoth("what was given up is forgotten after some days", async ({ store, sql }) => {
  await drain(store);
  await enqueue(store, deletion(createChatId(), 1), deletion(createChatId(), 2, 3_600));
  const [one] = (await claim(store)).deliveries;
  assert.ok(one !== undefined);
  await store.database.transaction((tx) => store.deliveries.abandon(tx, one.id, "Forbidden"));
  const prune = () => store.database.transaction((tx) => store.deliveries.pruneAbandoned(tx, 14));
  const count = async () => {
    const [row] = await sql.unsafe(
      "select count(*)::integer as rows from deliveries where id = $1",
      [one.id],
    );
    return row?.["rows"];
  };
  await store.clock.skip(13 * 86_400);
  await prune();
  assert.equal(await count(), 1);
  await store.clock.skip(2 * 86_400);
  assert.ok(await prune() >= 1);
  assert.equal(await count(), 0);
  assert.equal((await claim(store)).deliveries.length, 1, "what is owed is not touched");
});

function help(chatId: ChatId, userId: UserId): NewDelivery {
  const answer = { type: "help", place: "group", role: null } as const;
  return {
    place: { chatId, threadId: null },
    content: {
      kind: "answer",
      answer,
      replyTo: null,
      expiresSeconds: 300,
      fallback: null,
      viewer: { userId, groupId: null },
    },
  };
}

testOnBoth(
  "of one person's answers twenty wait in a group, and nobody else's are fewer",
  async (database) => {
    const { store, sql } = database;
    await drain(store);
    const [chatId, elsewhere] = [createChatId(), createChatId()];
    const [one, other] = [createUserId(), createUserId()];
    const count = async (where: ChatId, userId: UserId) => {
      const [row] = await sql.unsafe(`
      select count(*)::integer as found from deliveries
      where chat_id = ${where} and content -> 'viewer' -> 'userId' = to_jsonb(${userId}::bigint)`);
      return row?.["found"];
    };
    for (let index = 0; index < 25; index++) await enqueue(store, help(chatId, one));
    await enqueue(store, help(chatId, other), help(elsewhere, one), deletion(chatId, 1));
    assert.equal(await count(chatId, one), 20);
    assert.equal(await count(chatId, other), 1);
    assert.equal(await count(elsewhere, one), 1);

    // In private nobody stands behind them.
    const own = parseChatId(one);
    for (let index = 0; index < 22; index++) await enqueue(store, help(own, one));
    assert.equal(await count(own, one), 22);

    const { deliveries } = await claim(store);
    const theirs = deliveries.filter(({ place, content }) =>
      place.chatId === chatId && content.kind === "answer" && content.viewer.userId === one
    );
    assert.equal(theirs.length, 20);
    for (const delivery of theirs) await complete(store, delivery);
    await enqueue(store, help(chatId, one));
    assert.equal(await count(chatId, one), 1, "there is room again");
    await drain(store);
  },
);
