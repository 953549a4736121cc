import { isOpsManager, mayWorkIn } from "../people/permission.ts";
import type { Actor } from "../people/role.ts";
import { createClaimed, holdsClaim, listClaimsEnded } from "./claim_rules.ts";
import { type Incident, type Instant, isWithinGrace, type Resolution } from "./incident.ts";
import {
  accept,
  BrokenIncidentError,
  getSession,
  refuse,
  refuseStatus,
  type Verdict,
} from "./verdict.ts";

function getResolution(incident: Incident): Resolution {
  if (incident.resolution === null) {
    throw new BrokenIncidentError(incident.id, `is ${incident.status} but nobody pressed Resolve`);
  }
  return incident.resolution;
}

/**
 * Resolve is pressed while it awaits a claim or is worked on, by a Dispatcher of the department or
 * an OpsManager; without a claim the press claims first. Who pressed is asked for the summary.
 */
export function decideResolutionRequest(incident: Incident, actor: Actor): Verdict {
  if (incident.status !== "awaiting_claim" && incident.status !== "in_progress") {
    return refuseStatus(incident);
  }
  const { departmentId } = getSession(incident);
  if (!mayWorkIn(actor, departmentId)) return refuse({ reason: "not_in_department", departmentId });
  const requested = { type: "resolution_requested", writerId: actor.userId } as const;
  return holdsClaim(incident, actor.userId)
    ? accept(requested)
    : accept(createClaimed(incident, actor.userId), requested);
}

/** "Not yet", by any active responder or an OpsManager: back to work. */
export function decideWithdrawal(incident: Incident, actor: Actor): Verdict {
  if (incident.status !== "awaiting_summary") return refuseStatus(incident);
  if (!holdsClaim(incident, actor.userId) && !isOpsManager(actor)) {
    return refuse({ reason: "not_responder" });
  }
  return accept({ type: "resolution_withdrawn" });
}

/**
 * "I'll write it", by an active responder who is not asked already. An OpsManager may always step
 * in, and claims first where they hold no claim, so that whoever writes is a responder.
 */
export function decideTakeOver(incident: Incident, actor: Actor): Verdict {
  if (incident.status !== "awaiting_summary") return refuseStatus(incident);
  const { writerId } = getResolution(incident);
  if (writerId === actor.userId) return refuse({ reason: "already_writer" });
  const handedOver = { type: "summary_handed_over", from: writerId, to: actor.userId } as const;
  if (holdsClaim(incident, actor.userId)) return accept(handedOver);
  if (!isOpsManager(actor)) return refuse({ reason: "not_responder" });
  return accept(createClaimed(incident, actor.userId), handedOver);
}

/**
 * A summary came. While one is awaited, any active responder's resolves, whoever was asked: every
 * claim ends as resolved, and the credit goes to who wrote it. One that was closed for want of a
 * summary still resolves within 24 hours of the closing, by a Dispatcher of the department or an
 * OpsManager. Either way it was resolved when Resolve was pressed: writing is not working on it.
 */
export function decideSummary(incident: Incident, actor: Actor, at: Instant): Verdict {
  const { status, ending } = incident;
  if (status === "awaiting_summary") {
    if (!holdsClaim(incident, actor.userId)) return refuse({ reason: "not_responder" });
    const resolvedAt = getResolution(incident).requestedAt;
    return accept(
      ...listClaimsEnded(incident, "resolved", at),
      { type: "resolved", resolvedAt, late: false },
    );
  }
  if (ending?.type !== "closed" || ending.reason !== "no_summary") return refuseStatus(incident);
  const { departmentId } = getSession(incident);
  if (!mayWorkIn(actor, departmentId)) return refuse({ reason: "not_in_department", departmentId });
  if (!isWithinGrace(ending, at)) return refuse({ reason: "too_late" });
  return accept({
    type: "resolved",
    resolvedAt: getResolution(incident).requestedAt,
    late: true,
  });
}

/** No summary came in time: closed, which never counts as resolved. */
export function decideSummaryTimeout(incident: Incident, at: Instant): Verdict {
  if (incident.status !== "awaiting_summary") return refuseStatus(incident);
  return accept(
    ...listClaimsEnded(incident, "closed", at),
    { type: "closed", reason: "no_summary" },
  );
}
