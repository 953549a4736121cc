import type { DepartmentId } from "./ids.ts";
import { type Actor, type DepartmentRule, type Role, roles } from "./role.ts";

/** Whether `role` includes `other`: OpsManager includes Dispatcher includes Driver. */
export function roleIncludes(role: Role, other: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(other);
}

/** An OpsManager may do everything in the organisation. */
export function isOpsManager(actor: Actor): boolean {
  return roleIncludes(actor.role, "ops_manager");
}

/**
 * Whether the actor is a Dispatcher of this department. Both are asked for: whoever was demoted to
 * Driver keeps the membership for a later return, but no right from it.
 */
export function isDispatcherOf(actor: Actor, departmentId: DepartmentId): boolean {
  return roleIncludes(actor.role, "dispatcher") && actor.departmentIds.includes(departmentId);
}

/** Claim, resolve and hand on there: the department's Dispatchers and every OpsManager. */
export function mayWorkIn(actor: Actor, departmentId: DepartmentId): boolean {
  return isOpsManager(actor) || isDispatcherOf(actor, departmentId);
}

/**
 * Whether the department may be offered to the actor, and given an incident by them: a restricted
 * one (🔒) by its own members and managers only.
 */
export function mayChoose(actor: Actor, department: DepartmentRule): boolean {
  return !department.restricted || mayWorkIn(actor, department.id);
}
