import assert from "node:assert/strict";
import type { Store, Transaction } from "../../src/desk/ports.ts";
import { parseCardId, parseInvitationId } from "../../src/people/ids.ts";
import { noLimits } from "../no_limits.ts";
import { testOnBoth } from "./databases.ts";
import {
  act,
  createChatId,
  createMessageId,
  createScene,
  inGroup,
  report,
  type Scene,
} from "./scenes.ts";

/** Everything of an organisation that a repository method could be asked for by id. */
async function fill(store: Store, scene: Scene) {
  const { driver, mechanic, maintenance, group } = scene;
  const { chatId } = group;
  const incident = await report(store, scene);
  const department = { id: maintenance, restricted: false };
  await act(store, scene, incident, driver, { type: "assign_department", department });
  const messageId = createMessageId();
  return await inGroup(store, scene, async (tx) => {
    const { deliveries } = await store.deliveries.claimDue(tx, {
      limit: 100,
      leaseSeconds: 60,
      limits: noLimits,
    });
    const delivery = deliveries.find(({ place }) => place.chatId === chatId);
    assert.ok(delivery?.content.kind === "card");
    await store.messages.recordNotice(tx, {
      incidentId: incident.id,
      chatId,
      messageId,
      kind: "ping",
    });
    await store.messages.recordNotice(tx, {
      incidentId: incident.id,
      chatId,
      messageId: createMessageId(),
      kind: "reminder",
      clock: "claim",
    });
    const dueAt = await store.clock.readClock(tx);
    await store.timers.setTimer(tx, { incidentId: incident.id, kind: "choice_expired", dueAt });
    const manager = scene.manager.userId;
    const codeHash = `${crypto.randomUUID()}${crypto.randomUUID()}`.replaceAll("-", "");
    await store.connections.saveCode(tx, { createdBy: manager, codeHash, minutes: 60 });
    const [code] = await store.connections.lockCodes(tx, codeHash.slice(0, 8));
    assert.ok(code !== undefined);
    const place = { chatId, threadId: null };
    const joinRequestId = await store.members.createJoinRequest(tx, {
      departmentId: maintenance,
      userId: driver.userId,
      place,
      messageId,
    });
    assert.ok(joinRequestId !== null);
    return {
      joinRequestId,
      incident,
      codeId: code.id,
      requestId: await store.connections.createRequest(tx, {
        codeId: code.id,
        askedOf: manager,
        chat: { chatId: createChatId(), title: "Night shift", kind: "group" },
        threadId: null,
        person: driver,
      }),
      chatId,
      messageId,
      deliveryId: delivery.id,
      cardId: delivery.content.cardId,
      promptId: await store.messages.createPrompt(tx, {
        place: { chatId, threadId: null },
        userId: mechanic.userId,
        replyTo: null,
        purpose: { type: "summary", incidentId: incident.id, cycle: 1 },
      }),
      invitationId: await store.people.createInvitation(tx, {
        username: "newcomer",
        departmentId: maintenance,
        invitedBy: driver.userId,
      }),
    };
  });
}

type Filled = Awaited<ReturnType<typeof fill>>;

function listReads(store: Store, scene: Scene, theirs: Filled) {
  const { incidents, messages, people, organisations, connections, departments, members } = store;
  const { incident, chatId, messageId, cardId, promptId, invitationId, requestId } = theirs;
  const driver = scene.driver.userId;
  const reads: Record<string, (tx: Transaction) => Promise<unknown>> = {
    lockIncident: (tx) => incidents.lockIncident(tx, incident.id),
    findIncidentDetails: (tx) => incidents.findIncidentDetails(tx, incident.id),
    findVisibleIncidentId: (tx) =>
      incidents.findVisibleIncidentId(tx, incident.number, scene.manager.userId),
    maySeeIncident: async (tx) =>
      await incidents.maySeeIncident(tx, incident.id, scene.manager.userId) || null,
    lockRequest: (tx) => connections.lockRequest(tx, requestId),
    findRequest: (tx) => connections.findRequest(tx, requestId),
    findCardView: (tx) => messages.findCardView(tx, cardId),
    findChoice: (tx) => messages.findChoice(tx, incident.id),
    findServiceLevel: (tx) => incidents.findServiceLevel(tx, incident.id),
    takeReminders: async (tx) =>
      (await messages.takeReminders(tx, incident.id, ["claim", "resolve"]))[0],
    findPrompt: (tx) => messages.findPrompt(tx, promptId),
    findSubject: (tx) => messages.findSubject(tx, chatId, messageId),
    findPerson: (tx) => people.findPerson(tx, driver),
    lockInvitation: (tx) => people.lockInvitation(tx, invitationId),
    findDepartment: (tx) => organisations.findDepartment(tx, scene.maintenance),
    closeSummaryPrompts: async (tx) => (await messages.closeSummaryPrompts(tx, incident.id))[0],
    takeNotices: async (tx) => (await messages.takeNotices(tx, incident.id, ["ping", "notice"]))[0],
    listIncidents: async (tx) =>
      (await incidents.listIncidents(tx, { type: "mine", userId: driver }, 10))[0],
    listPingRecipients: async (tx) => {
      const found = await people.listPingRecipients(tx, scene.maintenance, driver);
      return found.inGroup[0] ?? found.inPrivate[0];
    },
    holdDepartment: (tx) => departments.holdDepartment(tx, scene.maintenance),
    listOpenNumbers: async (tx) => (await departments.listOpenNumbers(tx, scene.maintenance))[0],
    lockJoinRequest: (tx) => members.lockJoinRequest(tx, theirs.joinRequestId),
    findGroupCard: (tx) => messages.findGroupCard(tx, incident.id),
    takePinHint: (tx) => store.groups.takePinHint(tx, chatId),
    getActor: async (tx) => (await people.getActor(tx, scene.mechanic.userId)).departmentIds[0],
  };
  return reads;
}

function listWrites(store: Store, scene: Scene, theirs: Filled) {
  const { incidents, messages, people, deliveries, timers, connections, organisations } = store;
  const { departments, members } = store;
  const {
    codeId,
    requestId,
    incident,
    cardId,
    promptId,
    invitationId,
    deliveryId,
    chatId,
    messageId,
  } = theirs;
  const { userId } = scene.driver;
  const place = { chatId, threadId: null };
  const events = [{
    ordinal: 3,
    at: incident.changedAt,
    actorId: null,
    fact: { type: "commented" } as const,
  }];
  const after = { ...incident, version: 3 };
  const writes: Record<string, (tx: Transaction) => Promise<unknown>> = {
    saveTransition: (tx) => incidents.saveTransition(tx, { after, events, texts: [] }),
    noteMissedCall: (tx) =>
      incidents.noteMissedCall(tx, incident.id, { session: 1, why: "claimed", userIds: [userId] }),
    setReach: (tx) => incidents.setReach(tx, incident.id, 1, "nobody"),
    createCard: (tx) =>
      messages.createCard(tx, { incidentId: incident.id, place, purpose: "group", replyTo: null }),
    setChoice: (tx) => messages.setChoice(tx, incident.id, { ownerId: userId, expiresAt: 1 }),
    touchCards: (tx) => messages.touchCards(tx, incident.id),
    recordCardShown: (tx) =>
      messages.recordCardShown(tx, cardId, { chatId, messageId, version: 1, pin: "pinned" }),
    forgetCardMessage: (tx) => messages.forgetCardMessage(tx, cardId),
    recordPromptSent: (tx) => messages.recordPromptSent(tx, promptId, messageId),
    closePrompt: (tx) => messages.closePrompt(tx, promptId),
    recordNotice: (tx) =>
      messages.recordNotice(tx, { incidentId: incident.id, chatId, messageId, kind: "ping" }),
    leaveChat: (tx) => store.groups.leaveChat(tx, chatId),
    moveGroup: (tx) => store.groups.moveGroup(tx, { from: chatId, to: createChatId() }),
    moveMessages: (tx) => store.groups.moveMessages(tx, { from: chatId, to: createChatId() }),
    endCode: (tx) => connections.endCode(tx, codeId),
    answerRequest: (tx) => connections.answerRequest(tx, requestId, "approved"),
    chooseHome: (tx) => organisations.chooseHome(tx, userId),
    setRole: (tx) => people.setRole(tx, userId, "ops_manager"),
    joinDepartment: (tx) => people.joinDepartment(tx, scene.dispatch, userId),
    leaveDepartment: (tx) => members.leaveDepartment(tx, scene.maintenance, scene.mechanic.userId),
    leaveAll: (tx) => members.leaveAll(tx, scene.mechanic.userId),
    decideJoinRequest: (tx) =>
      members.decideJoinRequest(tx, theirs.joinRequestId, { approved: true, by: userId }),
    renameDepartment: (tx) => departments.renameDepartment(tx, scene.maintenance, "Stolen"),
    setRestricted: (tx) => departments.setRestricted(tx, scene.maintenance, true),
    setServiceLevel: (tx) =>
      departments.setServiceLevel(tx, scene.maintenance, { claimMinutes: 1, resolveMinutes: 1 }),
    removeDepartment: (tx) => departments.removeDepartment(tx, scene.maintenance),
    touchCardsOfDepartment: (tx) => departments.touchCardsOfDepartment(tx, scene.maintenance),
    closeSettingPrompts: (tx) => messages.closeSettingPrompts(tx, chatId, userId),
    closeInvitation: (tx) => people.closeInvitation(tx, invitationId),
    complete: (tx) => deliveries.complete(tx, deliveryId),
    postpone: (tx) => deliveries.postpone(tx, { id: deliveryId, attempt: 1 }, 60, "stolen"),
    abandon: (tx) => deliveries.abandon(tx, deliveryId, "stolen"),
    noteFailure: (tx) => deliveries.noteFailure(tx, { id: deliveryId, attempt: 1 }),
    setTimer: (tx) =>
      timers.setTimer(tx, { incidentId: incident.id, kind: "choice_expired", dueAt: 1 }),
    clearTimer: (tx) => timers.clearTimer(tx, incident.id, "choice_expired"),
  };
  return writes;
}

testOnBoth("no repository method reads another organisation's data", async ({ store }) => {
  const [theirs, ours] = [await createScene(store, "Theirs"), await createScene(store, "Ours")];
  const filled = await fill(store, theirs);
  for (const [name, read] of Object.entries(listReads(store, theirs, filled))) {
    assert.equal(await inGroup(store, ours, read) ?? null, null, name);
  }
  // The same questions from within are answered, but for those that stand unanswered by nature.
  const empty = ["findChoice"];
  for (const [name, read] of Object.entries(listReads(store, theirs, filled))) {
    const found = await inGroup(store, theirs, async (tx) => await read(tx) ?? null);
    if (!empty.includes(name) && name !== "closeSummaryPrompts") assert.ok(found !== null, name);
  }
});

testOnBoth("no repository method changes another organisation's data", async ({ store, sql }) => {
  const [theirs, ours] = [await createScene(store, "Theirs"), await createScene(store, "Ours")];
  const filled = await fill(store, theirs);
  const id = theirs.group.organisation.id;
  const read = async () => {
    const tables = await sql.unsafe(`
      select table_name::text as name from information_schema.columns
      where table_schema = 'public' and column_name = 'organisation_id' order by 1`);
    const sums: string[] = [];
    for (const { name } of tables) {
      const [row] = await sql.unsafe(
        `select md5(coalesce(string_agg(t::text, '' order by t::text), '')) as sum
        from ${name} t where organisation_id = ${id}`,
      );
      sums.push(`${name} ${row?.["sum"]}`);
    }
    return sums;
  };
  const before = await read();
  for (const [name, write] of Object.entries(listWrites(store, theirs, filled))) {
    // Nothing is met, or a foreign key refuses.
    await inGroup(store, ours, write).catch(() => {});
    assert.deepEqual(await read(), before, name);
  }
});

testOnBoth("ids that do not exist are met by null", async ({ store }) => {
  const scene = await createScene(store);
  await inGroup(store, scene, async (tx) => {
    assert.equal(await store.messages.findCardView(tx, parseCardId(999_999)), null);
    assert.equal(await store.people.lockInvitation(tx, parseInvitationId(999_999)), null);
    assert.equal(await store.messages.findPrompt(tx, 999_999), null);
  });
});
