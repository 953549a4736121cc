import { mayWorkIn } from "../../people/permission.ts";
import type { Role } from "../../people/role.ts";
import type { Desk } from "../desk.ts";
import type { Incoming } from "../incoming.ts";
import type { PeopleAnswer } from "../people_answer.ts";
import { type Change, changeMember, refusePeople } from "./change_members.ts";
import { dropClaims } from "./drop_claims.ts";
import type { Target } from "./find_target.ts";

/** `/role`. */
export interface ChangeRoleCommand extends Incoming {
  readonly target: Target;
  /** Null where none was named. */
  readonly role: Role | null;
}

/**
 * Makes somebody a Driver, Dispatcher or OpsManager. Departments stay as they are; claims that the
 * person may no longer hold end.
 */
export function changeRole(desk: Desk, command: ChangeRoleCommand): Promise<void> {
  const { role } = command;
  return changeMember(
    desk,
    command,
    { type: "role_usage" },
    role === null ? null : (change) => become(change, role),
  );
}

async function become(change: Change, role: Role): Promise<PeopleAnswer> {
  const { desk: { store }, tx, person: { userId } } = change;
  const before = await store.people.getActor(tx, userId);
  if (before.role === role) return refusePeople({ type: "same_role", userId, role });
  if (change.isLastManager) return refusePeople({ type: "last_manager", userId });
  if (role === "dispatcher" && before.departmentIds.length === 0) {
    return refusePeople({ type: "no_department", userId });
  }
  await store.people.setRole(tx, userId, role);
  const after = { ...before, role };
  const released = await dropClaims(change, userId, (id) => !mayWorkIn(after, id));
  return { type: "role_changed", userId, role, released };
}
