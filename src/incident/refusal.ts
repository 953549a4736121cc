import type { DepartmentId } from "../people/ids.ts";
import type { IncidentStatus } from "./incident.ts";

/** Why a command did nothing: a value, to be turned into words for the person. */
export type Refusal =
  /** The button was drawn for another cycle or department session. */
  | { readonly reason: "outdated" }
  /** Not possible in this state for anybody. */
  | { readonly reason: "wrong_status"; readonly status: IncidentStatus }
  | { readonly reason: "not_in_department"; readonly departmentId: DepartmentId }
  /** Only the reporter or a manager may. */
  | { readonly reason: "not_reporter" }
  /** The reporter may no longer: somebody works on it. */
  | { readonly reason: "already_claimed" }
  | { readonly reason: "already_responder" }
  | { readonly reason: "not_responder" }
  | { readonly reason: "already_writer" }
  | { readonly reason: "department_restricted"; readonly departmentId: DepartmentId }
  | { readonly reason: "same_department"; readonly departmentId: DepartmentId }
  /** More than 24 hours after its end. */
  | { readonly reason: "too_late" };
