import { isOpsManager } from "../../people/permission.ts";
import type { Answer } from "../answer.ts";
import type { Desk } from "../desk.ts";
import { getPrivatePlace, type Incoming, isPrivate } from "../incoming.ts";
import { answerInOrganisation, type Inside } from "../in_organisation.ts";
import type { PeopleAnswer, PeopleRefusal } from "../people_answer.ts";
import type { NewDelivery, Place } from "../ports.ts";

/** `/join Maintenance`. */
export interface JoinCommand extends Incoming {
  readonly departmentName: string;
}

/** Asks the OpsManagers whether the person may belong to a department; one of them joins at once. */
export function requestToJoin(desk: Desk, command: JoinCommand): Promise<void> {
  return answerInOrganisation(desk, command, async (inside) => ({
    answer: await ask(inside, command.departmentName),
    stay: "passing",
  }));
}

function refuse(reason: PeopleRefusal): Answer {
  return { type: "people", said: { type: "refused", reason } };
}

async function ask(inside: Inside, name: string): Promise<Answer> {
  const { desk: { store }, tx, actor, incoming } = inside;
  if (name === "") return refuse({ type: "join_usage" });
  const department = await store.organisations.findDepartmentByName(tx, name);
  if (department === null) return refuse({ type: "join_unknown", name });
  const { userId } = actor;
  const departmentId = department.id;
  if (actor.departmentIds.includes(departmentId)) {
    return refuse({ type: "already_member", userId, departmentId });
  }
  if (isOpsManager(actor)) {
    await store.people.joinDepartment(tx, departmentId, userId);
    return { type: "member_added", userId, departmentId };
  }
  const { place, messageId } = incoming;
  const request = { departmentId, userId, place, messageId };
  const requestId = await store.members.createJoinRequest(tx, request);
  if (requestId === null) return refuse({ type: "already_asked", userId, departmentId });
  await callManagers(inside, {
    type: "join_request",
    requestId,
    organisationId: inside.organisation.id,
    userId,
    departmentId,
    mentions: [],
    decision: null,
  });
  return { type: "people", said: { type: "join_asked", departmentId } };
}

/**
 * In private where that is open; all the others by one message in the group where it was asked, or
 * in one of the organisation's where it was asked in private.
 */
async function callManagers(
  { desk: { store }, tx, incoming }: Inside,
  said: Extract<PeopleAnswer, { readonly type: "join_request" }>,
): Promise<void> {
  const askedInPrivate = isPrivate(incoming.place);
  const [managers, group] = await Promise.all([
    store.members.listManagers(tx),
    askedInPrivate ? store.members.findGroupOfManagers(tx) : incoming.place,
  ]);
  const create = (place: Place, mentions: typeof said.mentions): NewDelivery => ({
    place,
    content: {
      kind: "answer",
      answer: { type: "people", said: { ...said, mentions } },
      replyTo: null,
      expiresSeconds: null,
      // Where a private chat is closed by now the group is where the manager is called.
      fallback: !isPrivate(place) || group === null
        ? null
        : { place: group, replyTo: askedInPrivate ? null : incoming.messageId },
      viewer: { userId: said.userId, groupId: null },
    },
  });
  const inGroup = managers.filter(({ inPrivate }) => !inPrivate);
  await store.deliveries.enqueue(tx, [
    ...managers.filter(({ inPrivate }) => inPrivate)
      .map(({ person: { userId } }) => create(getPrivatePlace(userId), [userId])),
    ...(inGroup.length === 0 || group === null
      ? []
      : [create(group, inGroup.map(({ person: { userId } }) => userId))]),
  ]);
}
