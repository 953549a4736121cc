import type { DepartmentId } from "../people/ids.ts";
import { isOpsManager, mayChoose, mayWorkIn } from "../people/permission.ts";
import type { Actor, DepartmentRule } from "../people/role.ts";
import { listClaimsEnded } from "./claim_rules.ts";
import type { Incident, Instant } from "./incident.ts";
import type { Refusal } from "./refusal.ts";
import { accept, getSession, refuse, refuseStatus, type Verdict } from "./verdict.ts";

/**
 * The first department of a cycle, only while it awaits one: by the reporter or an OpsManager; a
 * restricted department by its own members and managers only. Starts a department session.
 */
export function decideAssignment(
  incident: Incident,
  actor: Actor,
  department: DepartmentRule,
): Verdict {
  if (incident.status !== "awaiting_department") return refuseStatus(incident);
  if (incident.reporterId !== actor.userId && !isOpsManager(actor)) {
    return refuse({ reason: "not_reporter" });
  }
  if (!mayChoose(actor, department)) {
    return refuse({ reason: "department_restricted", departmentId: department.id });
  }
  return accept({
    type: "department_assigned",
    departmentId: department.id,
    session: (incident.session?.ordinal ?? 0) + 1,
    from: null,
  });
}

/** Nobody chose in time: the organisation's default department takes it, restricted or not. */
export function decideDefaultAssignment(incident: Incident, departmentId: DepartmentId): Verdict {
  if (incident.status !== "awaiting_department") return refuseStatus(incident);
  return accept({
    type: "department_assigned",
    departmentId,
    session: (incident.session?.ordinal ?? 0) + 1,
    from: null,
  });
}

/**
 * Why the actor may not hand the incident to any other department; null where they may. While it
 * awaits a claim or is worked on: an OpsManager, a Dispatcher of the department that has it, or the
 * reporter as long as nobody holds a claim. While a summary is awaited nothing is transferred: the
 * work is done, or "not yet" is pressed first.
 */
export function findTransferRefusal(incident: Incident, actor: Actor): Refusal | null {
  if (incident.status !== "awaiting_claim" && incident.status !== "in_progress") {
    return { reason: "wrong_status", status: incident.status };
  }
  const { departmentId } = getSession(incident);
  if (mayWorkIn(actor, departmentId)) return null;
  if (incident.reporterId !== actor.userId) return { reason: "not_in_department", departmentId };
  return incident.claims.length > 0 ? { reason: "already_claimed" } : null;
}

/**
 * To another department, by whoever {@link findTransferRefusal} lets. Every claim ends as
 * transferred, and a new department session with its own clock starts. Where no department stands
 * yet it is the first assignment.
 */
export function decideTransfer(
  incident: Incident,
  actor: Actor,
  department: DepartmentRule,
  at: Instant,
): Verdict {
  if (incident.status === "awaiting_department") {
    return decideAssignment(incident, actor, department);
  }
  const refusal = findTransferRefusal(incident, actor);
  if (refusal !== null) return refuse(refusal);
  const session = getSession(incident);
  if (department.id === session.departmentId) {
    return refuse({ reason: "same_department", departmentId: department.id });
  }
  if (!mayChoose(actor, department)) {
    return refuse({ reason: "department_restricted", departmentId: department.id });
  }
  return accept(...listClaimsEnded(incident, "transferred", at), {
    type: "department_assigned",
    departmentId: department.id,
    session: session.ordinal + 1,
    from: session.departmentId,
  });
}
