import assert from "node:assert/strict";
import type { Prompt, Source, Transaction } from "../../src/desk/ports.ts";
import {
  parseCardId,
  parseInvitationId,
  parseMessageId,
  parseThreadId,
} from "../../src/people/ids.ts";
import { noLimits } from "../no_limits.ts";
import { testOnBoth } from "./databases.ts";
import { act, createMessageId, createScene, inGroup, report } from "./scenes.ts";

testOnBoth("a card shows the incident as it is, with names and words", async ({ store }) => {
  const scene = await createScene(store);
  const { driver, mechanic, maintenance, group } = scene;
  const department = { id: maintenance, restricted: false };
  const incident = await report(store, scene, "Brakes squeal");
  await act(store, scene, incident, driver, { type: "assign_department", department });
  const claimed = await act(store, scene, incident, mechanic, { type: "claim" });
  await inGroup(store, scene, async (tx) => {
    await store.incidents.setReach(tx, incident.id, 1, "managers");
    const { deliveries } = await store.deliveries.claimDue(tx, {
      limit: 100,
      leaseSeconds: 1,
      limits: noLimits,
    });
    const cardId = deliveries.map(({ content }) => content.kind === "card" ? content.cardId : null)
      .at(-1);
    assert.ok(cardId !== null && cardId !== undefined);
    const view = await store.messages.findCardView(tx, cardId);
    assert.ok(view !== null);
    const { now, replyTo, ...rest } = view;
    assert.ok(now >= claimed.changedAt && replyTo !== null);
    assert.deepEqual(rest, {
      organisation: group.organisation,
      incident: claimed,
      reporter: driver,
      department: { ...department, name: "Maintenance" },
      responders: [mechanic],
      writer: null,
      summariser: null,
      description: "Brakes squeal",
      summary: null,
      media: [],
      reach: "managers",
      cardId,
      place: { chatId: group.chatId, threadId: null },
      groupKind: "supergroup",
      messageId: null,
      pin: null,
      wantedVersion: 3,
      departments: [
        { id: scene.dispatch, name: "Dispatch", restricted: false },
        { ...department, name: "Maintenance" },
      ],
      choice: null,
    });
  });
});

testOnBoth(
  "a choice of departments belongs to who opened it, until it expires",
  async ({ store }) => {
    const scene = await createScene(store);
    const { driver, manager } = scene;
    const incident = await report(store, scene);
    const { messages } = store;
    await inGroup(store, scene, async (tx) => {
      assert.equal(await messages.findChoice(tx, incident.id), null);
      const expiresAt = (await store.clock.readClock(tx)) + 60_000;
      await messages.setChoice(tx, incident.id, { ownerId: driver.userId, expiresAt });
      await messages.setChoice(tx, incident.id, { ownerId: manager.userId, expiresAt });
      assert.deepEqual(await messages.findChoice(tx, incident.id), {
        ownerId: manager.userId,
        expiresAt,
      });
    });
    const findShown = () =>
      inGroup(store, scene, async (tx) => {
        const { deliveries } = await store.deliveries.claimDue(tx, {
          limit: 100,
          leaseSeconds: 1,
          limits: noLimits,
        });
        for (const { content } of deliveries) {
          if (content.kind !== "card") continue;
          const view = await messages.findCardView(tx, content.cardId);
          if (view?.incident.id === incident.id) return view;
        }
        return null;
      });
    const shown = await findShown();
    // Someone who has not acted on the incident is known by name all the same.
    assert.equal(shown?.choice?.owner.firstName, "Olga");
    await store.clock.skip(61);
    assert.equal((await findShown())?.choice, null);
    await inGroup(store, scene, async (tx) => {
      await messages.setChoice(tx, incident.id, null);
      assert.equal(await messages.findChoice(tx, incident.id), null);
    });
  },
);

testOnBoth("prompts are found by their message and closed", async ({ store }) => {
  const scene = await createScene(store);
  const { driver, group } = scene;
  const { messages } = store;
  const incident = await report(store, scene);
  const place = { chatId: group.chatId, threadId: null };
  const sources: Source[] = [{
    kind: "ticket",
    messageId: createMessageId(),
    userId: driver.userId,
    body: null,
    media: { kind: "photo", fileId: "AgACAgI" },
  }];
  await inGroup(store, scene, async (tx) => {
    const summary: Omit<Prompt, "id" | "messageId" | "closed"> = {
      place,
      userId: driver.userId,
      replyTo: createMessageId(),
      purpose: { type: "summary", incidentId: incident.id, cycle: 1 },
    };
    const asked: Omit<Prompt, "id" | "messageId" | "closed"> = {
      place,
      userId: driver.userId,
      replyTo: null,
      purpose: { type: "report", sources },
    };
    const [id, unsent, reportId] = [
      await messages.createPrompt(tx, summary),
      await messages.createPrompt(tx, summary),
      await messages.createPrompt(tx, asked),
    ];
    const messageId = createMessageId();
    await messages.recordPromptSent(tx, id, messageId);
    const standing = { ...summary, id, messageId, closed: false };
    assert.deepEqual(await messages.findPrompt(tx, id), standing);
    assert.deepEqual(await messages.findSubject(tx, group.chatId, messageId), {
      type: "prompt",
      prompt: standing,
    });
    assert.equal(await messages.withdrawSummaryPrompts(tx, incident.id), 2);
    assert.equal(await messages.withdrawSummaryPrompts(tx, incident.id), 0);
    assert.equal((await messages.findPrompt(tx, id))?.closed, true);
    assert.equal((await messages.findPrompt(tx, unsent))?.closed, true);

    const expected = { ...asked, id: reportId, messageId: null, closed: false };
    assert.deepEqual(await messages.findPrompt(tx, reportId), expected);
    await messages.closePrompt(tx, reportId);
    assert.equal((await messages.findPrompt(tx, reportId))?.closed, true);
  });
});

testOnBoth(
  "a question, and the deletion of what is withdrawn, are owed by the statement itself",
  async ({ store, sql }) => {
    const scene = await createScene(store);
    const incident = await report(store, scene);
    const { chatId } = scene.group;
    const { messages } = store;
    const place = { chatId, threadId: parseThreadId(7) };
    const ask = (tx: Transaction) =>
      messages.createPrompt(tx, {
        place,
        userId: scene.driver.userId,
        replyTo: null,
        purpose: { type: "summary", incidentId: incident.id, cycle: 1 },
      });
    const [asked, ping, reminder] = [createMessageId(), createMessageId(), createMessageId()];
    const stand = (tx: Transaction) => {
      const about = { incidentId: incident.id, chatId };
      return Promise.all([
        messages.recordNotice(tx, { ...about, messageId: ping, kind: "ping" }),
        messages.recordNotice(tx, {
          ...about,
          messageId: reminder,
          kind: "reminder",
          clock: "claim",
        }),
      ]);
    };
    const withdraw = async (tx: Transaction) => {
      await messages.withdrawReminders(tx, incident.id, ["claim"]);
      await messages.withdrawNotices(tx, incident.id, ["ping"]);
      await messages.withdrawSummaryPrompts(tx, incident.id);
    };
    await sql.unsafe("delete from deliveries where chat_id = $1", [chatId]);
    const unsent = await inGroup(store, scene, async (tx) => {
      const sent = await ask(tx);
      await messages.recordPromptSent(tx, sent, asked);
      const id = await ask(tx);
      await stand(tx);
      await withdraw(tx);
      return [sent, id];
    });
    const gone = (messageId: number) => ({ kind: "delete_message", messageId });
    const inTopic = { thread_id: "7", chat_id: String(chatId) };
    const inGeneral = { ...inTopic, thread_id: null };
    const list = async () => [
      ...await sql.unsafe(
        `select kind, chat_id, thread_id, content, priority from deliveries
        where chat_id = $1 and abandoned_at is null and due_at <= roadcall_now() order by id`,
        [chatId],
      ),
    ];
    const prompt = (promptId: number | undefined) => ({
      kind: "prompt",
      ...inTopic,
      content: { kind: "prompt", promptId },
      priority: 10,
    });
    const deletion = (where: object, messageId: number) => ({
      kind: "delete_message",
      ...where,
      content: gone(messageId),
      priority: 40,
    });
    const owed = [
      prompt(unsent[0]),
      prompt(unsent[1]),
      deletion(inGeneral, reminder),
      deletion(inGeneral, ping),
      deletion(inTopic, asked),
    ];
    assert.deepEqual(await list(), owed);

    // Nothing is owed to a group that the bot was removed from.
    await inGroup(store, scene, async (tx) => {
      await store.groups.leaveChat(tx, chatId);
      await ask(tx);
      await stand(tx);
      await withdraw(tx);
    });
    assert.deepEqual(await list(), []);
  },
);

testOnBoth(
  "a reply finds the incident by card, ping or the message it came from",
  async ({ store, sql }) => {
    const scene = await createScene(store);
    const { chatId } = scene.group;
    const { messages } = store;
    const incident = await report(store, scene);
    const [source] = await sql.unsafe("select message_id from sources where incident_id = $1", [
      incident.id,
    ]);
    await inGroup(store, scene, async (tx) => {
      const [ping, notice] = [createMessageId(), createMessageId()];
      await messages.recordNotice(tx, {
        incidentId: incident.id,
        chatId,
        messageId: ping,
        kind: "ping",
      });
      await messages.recordNotice(tx, {
        incidentId: incident.id,
        chatId,
        messageId: notice,
        kind: "notice",
      });
      const about = (type: "notice" | "source") => ({ type, incidentId: incident.id });
      assert.deepEqual(await messages.findSubject(tx, chatId, ping), about("notice"));
      assert.equal(await messages.withdrawNotices(tx, incident.id, ["ping"]), 1);
      assert.equal(await messages.withdrawNotices(tx, incident.id, ["ping"]), 0);
      assert.equal(await messages.findSubject(tx, chatId, ping), null);
      assert.deepEqual(await messages.findSubject(tx, chatId, notice), about("notice"));
      const from = parseMessageId(source?.["message_id"]);
      assert.deepEqual(await messages.findSubject(tx, chatId, from), about("source"));
    });
  },
);

testOnBoth("ids that do not exist are met by null", async ({ store }) => {
  const scene = await createScene(store);
  await inGroup(store, scene, async (tx) => {
    assert.equal(await store.messages.findCardView(tx, parseCardId(999_999)), null);
    assert.equal(await store.people.lockInvitation(tx, parseInvitationId(999_999)), null);
    assert.equal(await store.messages.findPrompt(tx, 999_999), null);
  });
});
