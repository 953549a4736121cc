import type { JoinRequestId, OrganisationId } from "../../people/ids.ts";
import { isOpsManager } from "../../people/permission.ts";
import type { Answer } from "../answer.ts";
import { passingSeconds } from "../answering.ts";
import type { Desk } from "../desk.ts";
import { mayBeBoard } from "../board_message.ts";
import { enterNamedOrganisation } from "../enter_named.ts";
import type { Incoming } from "../incoming.ts";
import type { PressOutcome } from "../outcome.ts";
import type { JoinDecision } from "../people_answer.ts";
import type { JoinRequest, NewDelivery } from "../ports.ts";

/** A press on Approve or Decline, in a group or in an OpsManager's private chat. */
export interface JoinPress extends Incoming {
  readonly organisationId: OrganisationId;
  readonly requestId: JoinRequestId;
  readonly approved: boolean;
}

/** The first OpsManager's press decides; a later one is told, and their buttons go. */
export function decideJoin(desk: Desk, press: JoinPress): Promise<PressOutcome> {
  const { store } = desk;
  const { organisationId, requestId } = press;
  return store.database.transaction(async (tx): Promise<PressOutcome> => {
    const [{ fresh, organisation, actor }, isBoard] = await Promise.all([
      enterNamedOrganisation(store, tx, press, organisationId),
      mayBeBoard(store, tx, press),
    ]);
    if (!fresh) return { type: "duplicate" };
    if (organisation === null || actor === null || !isBoard) return { type: "not_here" };
    if (!isOpsManager(actor)) return { type: "board_refused", reason: "not_manager" };
    const request = await store.members.lockJoinRequest(tx, requestId);
    if (request === null) return { type: "not_here" };
    if (!request.open) {
      await store.deliveries.enqueue(tx, [
        request.decision === null ? forget(press) : showDecision(press, request, request.decision),
      ]);
      return { type: "board_refused", reason: "decided" };
    }
    const decision = { approved: press.approved, by: actor.userId };
    const { departmentId, userId } = request;
    if (press.approved) await store.people.joinDepartment(tx, departmentId, userId);
    await store.members.decideJoinRequest(tx, requestId, decision);
    await store.deliveries.enqueue(tx, [
      showDecision(press, request, decision),
      tellAsker(request, decision),
    ]);
    return { type: "stepped" };
  });
}

/** The message with the buttons says what became of it. */
function showDecision(press: JoinPress, request: JoinRequest, decision: JoinDecision): NewDelivery {
  const { userId, departmentId } = request;
  const { organisationId, requestId } = press;
  const said = {
    type: "join_request",
    requestId,
    organisationId,
    userId,
    departmentId,
    mentions: [],
    decision,
  } as const;
  return say(press.place, { type: "people", said }, {
    edits: press.messageId,
    viewer: { userId: press.person.userId, groupId: null },
  });
}

function tellAsker(
  { userId, departmentId, place, messageId }: JoinRequest,
  decision: JoinDecision,
) {
  const said = { type: "join_decided", userId, departmentId, decision } as const;
  return say(place, { type: "people", said }, {
    replyTo: messageId,
    expiresSeconds: place.chatId > 0 ? null : passingSeconds,
    viewer: { userId, groupId: null },
  });
}

function say(
  place: NewDelivery["place"],
  answer: Answer,
  how:
    & Pick<Extract<NewDelivery["content"], { kind: "answer" }>, "viewer">
    & Partial<Extract<NewDelivery["content"], { kind: "answer" }>>,
): NewDelivery {
  return {
    place,
    content: {
      kind: "answer",
      answer,
      replyTo: null,
      expiresSeconds: null,
      fallback: null,
      ...how,
    },
  };
}

function forget({ place, messageId }: JoinPress): NewDelivery {
  return { place, content: { kind: "delete_message", messageId } };
}
