/** Why something was refused, in plain words that fit an alert; a message escapes them. */
import type { SetupRefusal } from "../../desk/answer.ts";
import type { Department } from "../../desk/ports/organisations.ts";
import type { IncidentStatus } from "../../incident/incident.ts";
import type { Refusal } from "../../incident/refusal.ts";
import type { Words } from "./create_words.ts";
import { findDepartmentName } from "./department.ts";

const statusKeys = {
  awaiting_department: "refused-awaiting-department",
  awaiting_claim: "refused-awaiting-claim",
  in_progress: "refused-in-progress",
  awaiting_summary: "refused-awaiting-summary",
  resolved: "refused-resolved",
  closed: "refused-closed",
} as const satisfies Record<IncidentStatus, string>;

const reasonKeys = {
  outdated: "refused-outdated",
  not_reporter: "refused-not-reporter",
  already_claimed: "refused-already-claimed",
  already_responder: "refused-already-responder",
  not_responder: "refused-not-responder",
  already_writer: "refused-already-writer",
  too_late: "refused-too-late",
} as const;

const departmentKeys = {
  not_in_department: "refused-not-in-department",
  department_restricted: "refused-department-restricted",
  same_department: "refused-same-department",
} as const;

/** @param departments those that a refusal may name; without one it is "the department". */
export function formatRefusal(
  words: Words,
  refusal: Refusal,
  departments: readonly Department[],
): string {
  switch (refusal.reason) {
    case "wrong_status":
      return words.text(statusKeys[refusal.status]);
    case "not_in_department":
    case "department_restricted":
    case "same_department": {
      const department = findDepartmentName(words, departments, refusal.departmentId);
      const text = words.text(departmentKeys[refusal.reason], { department });
      // Some begin with the department's name, which may be unknown: "the department …".
      return text.charAt(0).toUpperCase() + text.slice(1);
    }
    default:
      return words.text(reasonKeys[refusal.reason]);
  }
}

const setupKeys = {
  not_administrator: "setup-not-administrator",
  sign_ups_closed: "setup-sign-ups-closed",
  already_connected: "setup-already-connected",
  name_too_short: "setup-name-too-short",
  name_too_long: "setup-name-too-long",
  no_department: "setup-no-department",
  private_chat: "setup-private-chat",
  not_yours: "setup-not-yours",
  over: "setup-over",
} as const satisfies Record<SetupRefusal | "not_yours" | "over", string>;

export function formatSetupRefusal(
  words: Words,
  reason: SetupRefusal | "not_yours" | "over",
): string {
  return words.text(setupKeys[reason]);
}
