import { isOpsManager } from "../people/permission.ts";
import type { Person } from "../people/person.ts";
import type { Answer, MemberRefusal } from "./answer.ts";
import { answerNowhere, createReply } from "./answering.ts";
import type { Desk } from "./desk.ts";
import { enter, type Incoming, isPrivate } from "./incoming.ts";
import { refreshBearer } from "./members/refresh_bearer.ts";
import type { Department, Transaction } from "./ports.ts";

/** `/member`, by name, by a text mention, or as a reply to the person's message. */
export interface MemberCommand extends Incoming {
  readonly target:
    | { readonly type: "person"; readonly person: Person; readonly isBot: boolean }
    /** Without the @. */
    | { readonly type: "username"; readonly username: string }
    | null;
  readonly departmentName: string;
}

/**
 * Makes a person a member of a department. A name that nobody has been seen with gets a button
 * instead: no right is ever stored by name.
 */
export async function addMember(desk: Desk, command: MemberCommand): Promise<void> {
  const { store } = desk;
  await refreshBearer(desk, command, command.target);
  return await store.database.transaction(async (tx) => {
    const { fresh, group, organisation, actor } = await enter(store, tx, command);
    if (!fresh) return;
    if (organisation === null) return await answerNowhere(store, tx, command);
    const answer = isOpsManager(actor)
      ? await add(desk, tx, command)
      : refuse({ type: "not_manager" });
    const invitation = answer.type === "member_invited";
    await store.deliveries.enqueue(tx, [
      createReply(command, group, answer, invitation ? "stays" : "passing"),
    ]);
  });
}

function refuse(reason: MemberRefusal): Answer {
  return { type: "member_refused", reason };
}

async function add(desk: Desk, tx: Transaction, command: MemberCommand): Promise<Answer> {
  const { organisations, people } = desk.store;
  const { target } = command;
  const name = command.departmentName.trim();
  if (target === null || name === "") return refuse({ type: "usage" });
  const department = await organisations.findDepartmentByName(tx, name);
  if (department === null) return refuse({ type: "no_such_department", name });
  if (target.type === "person") {
    if (target.isBot) return refuse({ type: "is_bot" });
    await people.rememberPerson(tx, target.person);
    return await join(desk, tx, department, target.person);
  }
  const known = await people.findPersonByUsername(tx, target.username);
  if (known !== null) return await join(desk, tx, department, known);
  // A button in private would be seen by nobody of that name.
  if (isPrivate(command.place)) {
    const reason = { type: "unknown_person", username: target.username } as const;
    return { type: "people", said: { type: "refused", reason } };
  }
  const invitationId = await people.createInvitation(tx, {
    username: target.username.toLowerCase(),
    departmentId: department.id,
    invitedBy: command.person.userId,
  });
  return {
    type: "member_invited",
    username: target.username,
    departmentId: department.id,
    invitationId,
  };
}

async function join(
  desk: Desk,
  tx: Transaction,
  department: Department,
  person: Person,
): Promise<Answer> {
  const { userId } = person;
  const joined = await desk.store.people.joinDepartment(tx, department.id, userId);
  return joined
    ? { type: "member_added", userId, departmentId: department.id }
    : refuse({ type: "already_member", userId, departmentId: department.id });
}
