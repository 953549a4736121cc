import type { ConnectionRequestId, OrganisationId } from "../../people/ids.ts";
import { isOpsManager } from "../../people/permission.ts";
import type { Answer } from "../answer.ts";
import { createReply } from "../answering.ts";
import type { Desk } from "../desk.ts";
import { enterNamedOrganisation } from "../enter_named.ts";
import { type Incoming, isPrivate } from "../incoming.ts";
import type { PressOutcome } from "../outcome.ts";
import type { ConnectionRequest, NewDelivery, Organisation, Transaction } from "../ports.ts";

/** A press on Approve or Decline, in the private chat of who made the code. */
export interface ConnectionPress extends Incoming {
  /** Entered only where the person belongs to it. */
  readonly organisationId: OrganisationId;
  readonly requestId: ConnectionRequestId;
  readonly approve: boolean;
}

/** Connects the group, where who made the code and is still an OpsManager approves. */
export function answerConnection(desk: Desk, press: ConnectionPress): Promise<PressOutcome> {
  const { store } = desk;
  const { userId } = press.person;
  return store.database.transaction(async (tx): Promise<PressOutcome> => {
    const [{ fresh, organisation, actor }, request] = await Promise.all([
      enterNamedOrganisation(store, tx, press, press.organisationId),
      store.connections.lockRequest(tx, press.requestId),
    ]);
    if (!fresh) return { type: "duplicate" };
    if (organisation === null || request === null) return { type: "not_here" };
    if (!isPrivate(press.place) || request.askedOf !== userId) return { type: "not_here" };
    if (request.answer !== null) return { type: "connection_refused", reason: "over" };
    if (!isOpsManager(actor)) return { type: "connection_refused", reason: "not_manager" };
    // Meanwhile set up, or approved by another organisation.
    const taken = press.approve &&
      await store.organisations.isConnected(tx, request.chat.chatId);
    const approved = press.approve && !taken;
    await store.connections.answerRequest(tx, request.id, approved ? "approved" : "declined");
    const { place, messageId } = press;
    await store.deliveries.enqueue(tx, [
      { place, content: { kind: "delete_message", messageId } },
      createReply(
        press,
        null,
        { type: "connection_answered", requestId: request.id },
        "stays",
      ),
    ]);
    if (taken) return { type: "connection_refused", reason: "already_connected" };
    if (approved) await connect(desk, tx, request, organisation);
    else await tellGroup(desk, tx, request, { type: "connection_declined" });
    return { type: "stepped" };
  });
}

/** The person who brought the code becomes a Driver of the organisation, seen in the group. */
async function connect(
  desk: Desk,
  tx: Transaction,
  request: ConnectionRequest,
  organisation: Organisation,
): Promise<void> {
  const { organisations, people, setups, deliveries } = desk.store;
  const { chat, threadId, person } = request;
  const [setup] = await Promise.all([
    setups.lockSetup(tx, chat.chatId),
    organisations.connectGroup(tx, chat),
    people.rememberPerson(tx, person),
    setups.deleteSetup(tx, chat.chatId),
  ]);
  const boards = [setup?.messageId ?? null, setup?.promptMessageId ?? null];
  await deliveries.enqueue(
    tx,
    boards.flatMap((messageId): NewDelivery[] =>
      messageId === null ? [] : [{
        place: { chatId: chat.chatId, threadId },
        content: { kind: "delete_message", messageId },
      }]
    ),
  );
  await tellGroup(desk, tx, request, { type: "group_connected", organisation: organisation.name });
}

async function tellGroup(
  desk: Desk,
  tx: Transaction,
  { chat, threadId, person }: ConnectionRequest,
  answer: Answer,
): Promise<void> {
  await desk.store.deliveries.enqueue(tx, [{
    place: { chatId: chat.chatId, threadId },
    content: {
      kind: "answer",
      answer,
      replyTo: null,
      expiresSeconds: null,
      fallback: null,
      viewer: { userId: person.userId, groupId: null },
    },
  }]);
}
