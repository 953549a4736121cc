import type { Desk } from "../desk.ts";
import type { Incoming } from "../incoming.ts";
import type { PeopleAnswer } from "../people_answer.ts";
import { type Change, changeMember, refusePeople } from "./change_members.ts";
import { dropClaims } from "./drop_claims.ts";
import type { Target } from "./find_target.ts";

/** `/unmember`; without a department the person leaves them all. */
export interface RemoveMemberCommand extends Incoming {
  readonly target: Target;
  readonly departmentName: string;
}

/** Takes somebody out of a department, or of all; the claims that they hold there end. */
export function removeMember(desk: Desk, command: RemoveMemberCommand): Promise<void> {
  const name = command.departmentName;
  return changeMember(
    desk,
    command,
    { type: "unmember_usage" },
    (change) => name === "" ? leaveAll(change) : leaveOne(change, name),
  );
}

async function leaveOne(change: Change, name: string): Promise<PeopleAnswer> {
  const { desk: { store }, tx, person: { userId } } = change;
  const department = await store.organisations.findDepartmentByName(tx, name);
  if (department === null) return refusePeople({ type: "no_such_department", name });
  const departmentId = department.id;
  if (!await store.members.leaveDepartment(tx, departmentId, userId)) {
    return refusePeople({ type: "not_member", userId, departmentId });
  }
  const released = await dropClaims(change, userId, (id) => id === departmentId);
  const { role } = await store.people.getActor(tx, userId);
  return { type: "left", userId, departmentId, role, released };
}

async function leaveAll(change: Change): Promise<PeopleAnswer> {
  const { desk: { store }, tx, person: { userId } } = change;
  if (change.isLastManager) return refusePeople({ type: "last_manager", userId });
  const { role, departmentIds } = await store.people.getActor(tx, userId);
  if (role === "driver" && departmentIds.length === 0) {
    return refusePeople({ type: "belongs_nowhere", userId });
  }
  await store.members.leaveAll(tx, userId);
  const released = await dropClaims(change, userId, () => true);
  return { type: "left", userId, departmentId: null, role: "driver", released };
}
