/** People are told of a message before the desk is told its id. */
import assert from "node:assert/strict";
import { answerStillWorking } from "../../src/desk/answer_still_working.ts";
import { commentOnIncident } from "../../src/desk/comment_on_incident.ts";
import { editMessage } from "../../src/desk/edit_message.ts";
import { noteRefusal, NotYetKnownError } from "../../src/desk/not_yet_known.ts";
import type { Store } from "../../src/desk/ports.ts";
import { receiveMessage } from "../../src/desk/receive_message.ts";
import type { Incident } from "../../src/incident/incident.ts";
import { type MessageId, parseUpdateId, type UpdateId } from "../../src/people/ids.ts";
import { noLimits } from "../no_limits.ts";
import { testOnBoth } from "../postgres/databases.ts";
import {
  act,
  createMessageId,
  createScene,
  inGroup,
  report,
  type Scene,
} from "../postgres/scenes.ts";
import { createDesk } from "./create_desk.ts";

let lastUpdate = 700_000;

/** What any update of the scene's mechanic has. */
function createIncoming({ group, mechanic: person }: Scene) {
  const place = { chatId: group.chatId, threadId: null };
  return { updateId: parseUpdateId(++lastUpdate), person, place, messageId: createMessageId() };
}

function createReply(scene: Scene, replyTo: MessageId) {
  return {
    ...createIncoming(scene),
    body: "left rear",
    media: null,
    replyTo,
    repliesToUs: true,
    repliesToYoung: true,
    shownIncidentId: null,
    question: null,
  };
}

function recordNotice(store: Store, scene: Scene, incident: Incident, messageId: MessageId) {
  return inGroup(store, scene, (tx) =>
    store.messages.recordNotice(tx, {
      incidentId: incident.id,
      chatId: scene.group.chatId,
      messageId,
      kind: "notice",
    }));
}

/** It is refused, as whoever gave it notes; nothing of it may stay. */
async function assertRefused(store: Store, updateId: UpdateId, trying: Promise<unknown>) {
  const error = await trying.then(() => null, (error: unknown) => error);
  assert.ok(error instanceof NotYetKnownError, String(error));
  assert.equal(error.updateId, updateId);
  await noteRefusal(store, error);
}

testOnBoth("a reply to a notice is a comment once the notice is known", async ({ store }) => {
  const scene = await createScene(store);
  const desk = createDesk(store);
  const incident = await report(store, scene);
  const notice = createMessageId();
  const reply = createReply(scene, notice);
  await assertRefused(store, reply.updateId, receiveMessage(desk, reply));
  await recordNotice(store, scene, incident, notice);
  assert.equal(await receiveMessage(desk, reply), "comment");
  assert.equal(await receiveMessage(desk, reply), "talk", "and not twice");
});

testOnBoth("what stays unknown is refused once, and is talk then", async ({ store }) => {
  const scene = await createScene(store);
  const desk = createDesk(store);
  await report(store, scene);
  const reply = createReply(scene, createMessageId());
  await assertRefused(store, reply.updateId, receiveMessage(desk, reply));
  assert.equal(await receiveMessage(desk, reply), "talk");
  const kept = await inGroup(store, scene, (tx) =>
    store.incidents.listRecentMessages(tx, {
      userId: scene.mechanic.userId,
      threadId: null,
      minutes: 3,
      limit: 3,
    }));
  assert.deepEqual(kept.map(({ body }) => body), ["left rear"]);
});

testOnBoth("replies to old messages, and to people, are never refused", async ({ store }) => {
  const scene = await createScene(store);
  const desk = createDesk(store);
  const toOld = { ...createReply(scene, createMessageId()), repliesToYoung: false };
  assert.equal(await receiveMessage(desk, toOld), "talk");
  const toPerson = { ...createReply(scene, createMessageId()), repliesToUs: false };
  assert.equal(await receiveMessage(desk, toPerson), "talk");
});

testOnBoth("a command and a press wait for their message too", async ({ store }) => {
  const scene = await createScene(store);
  const desk = createDesk(store);
  const reported = await report(store, scene);
  const department = { id: scene.maintenance, restricted: false };
  await act(store, scene, reported, scene.driver, { type: "assign_department", department });
  const incident = await act(store, scene, reported, scene.mechanic, { type: "claim" });
  const notice = createMessageId();
  const command = { ...createReply(scene, notice), words: "left rear", numbered: null };
  const press = {
    ...createIncoming(scene),
    messageId: notice,
    incidentId: incident.id,
    expected: { cycle: 1, session: 1 },
    answer: "yes",
  } as const;
  await assertRefused(store, command.updateId, commentOnIncident(desk, command));
  await assertRefused(store, press.updateId, answerStillWorking(desk, press));
  await recordNotice(store, scene, incident, notice);
  await commentOnIncident(desk, command);
  const details = await inGroup(
    store,
    scene,
    (tx) => store.incidents.findIncidentDetails(tx, incident.id),
  );
  assert.ok(details?.texts.some(({ body }) => body === "left rear"));
  assert.equal((await answerStillWorking(desk, press)).type, "still_working");
});

testOnBoth("an edit waits for the message that it changes", async ({ store }) => {
  const scene = await createScene(store);
  const desk = createDesk(store);
  const said = { ...createReply(scene, createMessageId()), replyTo: null, repliesToUs: false };
  const edit = {
    ...createIncoming(scene),
    messageId: said.messageId,
    body: "right rear",
    media: null,
    isYoung: true,
  };
  await assertRefused(store, edit.updateId, editMessage(desk, edit));
  await receiveMessage(desk, said);
  await editMessage(desk, edit);
  const of = { userId: scene.mechanic.userId, threadId: null, minutes: 3, limit: 3 };
  const kept = await inGroup(store, scene, (tx) => store.incidents.listRecentMessages(tx, of));
  assert.deepEqual(kept.map(({ body }) => body), ["right rear"]);
  const old = { ...edit, ...createIncoming(scene), messageId: createMessageId(), isYoung: false };
  assert.equal(await editMessage(desk, old), false, "an old one is none of ours");
});

/** Resolve was pressed, and whoever pressed is being asked: the question's id is not known yet. */
async function beAsked(store: Store, scene: Scene): Promise<Incident> {
  const { driver, mechanic, maintenance } = scene;
  const department = { id: maintenance, restricted: false };
  const incident = await report(store, scene);
  await act(store, scene, incident, driver, { type: "assign_department", department });
  await act(store, scene, incident, mechanic, { type: "request_resolution" });
  const place = { chatId: scene.group.chatId, threadId: null };
  await inGroup(store, scene, async (tx) => {
    const promptId = await store.messages.createPrompt(tx, {
      place,
      userId: mechanic.userId,
      replyTo: null,
      purpose: { type: "summary", incidentId: incident.id, cycle: 1 },
    });
    await store.deliveries.enqueue(tx, [{ place, content: { kind: "prompt", promptId } }]);
  });
  await store.database.transaction((tx) =>
    store.deliveries.claimDue(tx, { limit: 1000, leaseSeconds: 60, limits: noLimits })
  );
  return incident;
}

function readStatuses(store: Store, scene: Scene, ...incidents: readonly Incident[]) {
  return inGroup(store, scene, async (tx) => {
    const read = [];
    for (const { id } of incidents) read.push(await store.incidents.lockIncident(tx, id));
    return read.map((incident) => incident?.status);
  });
}

testOnBoth(
  "an answer is about what its question names, however many there are",
  async ({ store }) => {
    const scene = await createScene(store);
    const desk = createDesk(store);
    const first = await beAsked(store, scene);
    // The newer one would be guessed.
    const second = await beAsked(store, scene);
    const reply = {
      ...createReply(scene, createMessageId()),
      question: { number: first.number },
    };
    assert.equal(await receiveMessage(desk, reply), "summary");
    const statuses = await readStatuses(store, scene, first, second);
    assert.deepEqual(statuses, ["resolved", "awaiting_summary"]);
  },
);

testOnBoth("what answers a card is no answer to a question on its way", async ({ store }) => {
  const scene = await createScene(store);
  const desk = createDesk(store);
  const shown = await report(store, scene);
  const asked = await beAsked(store, scene);
  const reply = { ...createReply(scene, createMessageId()), shownIncidentId: shown.id };
  assert.equal(await receiveMessage(desk, reply), "comment");
  const statuses = await readStatuses(store, scene, shown, asked);
  assert.deepEqual(statuses, ["awaiting_department", "awaiting_summary"]);
});
