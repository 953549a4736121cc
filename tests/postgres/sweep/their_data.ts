/** An organisation with something in it for every method that could be asked for it by an id. */
import assert from "node:assert/strict";
import type { Source, Store } from "../../../src/desk/ports.ts";
import { parseIncidentId, parseUpdateId } from "../../../src/people/ids.ts";
import { noLimits } from "../../no_limits.ts";
import type { TestDatabase } from "../databases.ts";
import {
  act,
  createChatId,
  createMessageId,
  createScene,
  inGroup,
  report,
  type Scene,
} from "../scenes.ts";

/** Stands in all words of theirs, so that they are known wherever they turn up. */
export const mark = "Theirs";

let lastUpdate = 900_000;

export type Theirs = Awaited<ReturnType<typeof createTheirs>>;

export async function createTheirs({ store, sql }: TestDatabase) {
  const scene = await createScene(store, mark);
  const { driver, mechanic, manager, maintenance, dispatch, group } = scene;
  const { chatId, organisation: { id: organisationId } } = group;
  const place = { chatId, threadId: null };
  const department = { id: maintenance, restricted: false };
  const noticed = createMessageId();
  const [sourced, recent, prompted] = [createMessageId(), createMessageId(), createMessageId()];

  // The third one has a number that ours do not reach.
  await report(store, scene, `${mark}: one`);
  await report(store, scene, `${mark}: two`);
  const reported = await report(store, scene, `${mark}: three`);
  await act(store, scene, reported, driver, { type: "assign_department", department });
  const incident = await act(store, scene, reported, mechanic, { type: "claim" });
  const incidentId = incident.id;
  const source: Source = {
    kind: "ticket",
    messageId: sourced,
    userId: driver.userId,
    body: `${mark}: what was said`,
    media: null,
  };
  const username = `theirs_${organisationId}`;
  const departmentName = `${mark} only`;
  const codeHash = `${crypto.randomUUID()}${crypto.randomUUID()}`.replaceAll("-", "");

  const made = await inGroup(store, scene, async (tx) => {
    const { messages, people, members, connections, deliveries, timers, incidents } = store;
    await people.rememberPerson(tx, { ...mechanic, username });
    await people.setPrivateChat(tx, manager.userId, true);
    await people.setPrivateChat(tx, mechanic.userId, true);
    await store.organisations.chooseHome(tx, manager.userId);
    await store.departments.addDepartment(tx, departmentName);
    await incidents.addSource(tx, incidentId, chatId, source);
    await incidents.rememberMessage(tx, { ...source, messageId: recent, threadId: null });
    await messages.setChoice(tx, incidentId, { ownerId: driver.userId, expiresAt: 1 });
    const seen = { incidentId, chatId };
    await messages.recordNotice(tx, { ...seen, messageId: noticed, kind: "ping" });
    await messages.recordNotice(tx, {
      ...seen,
      messageId: createMessageId(),
      kind: "reminder",
      clock: "claim",
    });
    await timers.setTimers(tx, incidentId, [{ kind: "choice_expired", dueAt: 1 }]);
    const asked = { place, userId: mechanic.userId, replyTo: null };
    const purpose = { type: "summary", incidentId, cycle: 1 } as const;
    const promptId = await messages.createPrompt(tx, { ...asked, purpose });
    await messages.recordPromptSent(tx, promptId, prompted);
    const setting = { type: "setting", setting: "time_zone" } as const;
    const settingPromptId = await messages.createPrompt(tx, { ...asked, purpose: setting });
    await deliveries.enqueue(tx, [
      { place, content: { kind: "prompt", promptId: settingPromptId } },
    ]);
    await store.catchUps.add(tx, place, { incidentId, userIds: [mechanic.userId], since: 1 });
    await connections.saveCode(tx, { createdBy: manager.userId, codeHash, minutes: 60 });
    const [code] = await connections.lockCodes(tx, codeHash.slice(0, 8));
    assert.ok(code !== undefined);
    const requestId = await connections.createRequest(tx, {
      codeId: code.id,
      askedOf: manager.userId,
      chat: { chatId: createChatId(), title: `${mark} at night`, kind: "group" },
      threadId: null,
      person: driver,
    });
    const joinRequestId = await members.createJoinRequest(tx, {
      departmentId: maintenance,
      userId: driver.userId,
      place,
      messageId: createMessageId(),
    });
    const invitation = { username: "theirs_too", departmentId: maintenance };
    assert.ok(joinRequestId !== null);
    return {
      codeId: code.id,
      requestId,
      joinRequestId,
      promptId,
      settingPromptId,
      invitationId: await people.createInvitation(tx, {
        ...invitation,
        invitedBy: manager.userId,
      }),
      commandId: await store.anonymousCommands.createAnonymousCommand(tx, {
        chatId,
        received: `${mark}: a command`,
        expiresSeconds: 300,
      }),
    };
  });
  const held = await claim(store, scene);
  const [timer] = await sql.unsafe(`select id from timers where organisation_id = $1`, [
    organisationId,
  ]);
  const updateId = parseUpdateId(++lastUpdate);
  await store.database.transaction((tx) =>
    store.inbox.keep(tx, [{ id: updateId, lane: String(chatId), received: `${mark}: an update` }])
  );
  await setAside(store, updateId);
  return {
    ...made,
    ...held,
    timerId: Number(timer?.["id"]),
    updateId,
    scene,
    organisationId,
    chatId,
    place,
    incident,
    /** As if it were new: an id that nothing has. */
    copy: { ...incident, id: parseIncidentId(9_000_000 + organisationId) },
    source,
    recent,
    noticed,
    username,
    departmentName,
    driver: driver.userId,
    mechanic: mechanic.userId,
    manager: manager.userId,
    maintenance,
    dispatch,
  };
}

/** Three cards in hand: one that stands in the chat, one that is being sent, and the third. */
async function claim(store: Store, scene: Scene) {
  const { deliveries } = await store.database.transaction((tx) =>
    store.deliveries.claimDue(tx, { limit: 1000, leaseSeconds: 600, limits: noLimits })
  );
  const { chatId, organisation } = scene.group;
  const cards = deliveries.flatMap(({ id, attempt, organisationId, content }) =>
    organisationId === organisation.id && content.kind === "card"
      ? [{ cardId: content.cardId, delivery: { id, attempt } }]
      : []
  );
  const [shown, begun, third] = cards;
  assert.ok(shown !== undefined && begun !== undefined && third !== undefined);
  const shownMessageId = createMessageId();
  await inGroup(store, scene, async (tx) => {
    await store.messages.recordCardShown(tx, shown.cardId, {
      chatId,
      messageId: shownMessageId,
      version: 1,
      pin: "pinned",
    });
    await store.messages.beginSending(tx, begun.cardId);
  });
  return { ...third, shownCardId: shown.cardId, shownMessageId, begunCardId: begun.cardId };
}

async function setAside(store: Store, id: ReturnType<typeof parseUpdateId>): Promise<void> {
  await store.database.transaction(async (tx) => {
    const failed = { id, lane: "1", type: "message", error: `${mark}: it failed` };
    await store.failedUpdates.countFailure(tx, failed);
    await store.failedUpdates.setAside(tx, id, `${mark}: an update`);
  });
}
