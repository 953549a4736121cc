import { isOpsManager, mayWorkIn } from "../people/permission.ts";
import type { Actor } from "../people/role.ts";
import { listClaimsEnded } from "./claim_rules.ts";
import { type Incident, type Instant, isWithinGrace } from "./incident.ts";
import type { Fact } from "./timeline.ts";
import { accept, refuse, refuseStatus, type Verdict } from "./verdict.ts";

/**
 * Cancel, in any open state by an OpsManager; by the reporter as long as nobody holds a claim.
 * Closed as cancelled, and every claim ends as closed.
 */
export function decideCancellation(incident: Incident, actor: Actor, at: Instant): Verdict {
  if (incident.ending !== null) return refuseStatus(incident);
  if (!isOpsManager(actor)) {
    if (incident.reporterId !== actor.userId) return refuse({ reason: "not_reporter" });
    if (incident.claims.length > 0) return refuse({ reason: "already_claimed" });
  }
  return accept(
    ...listClaimsEnded(incident, "closed", at),
    { type: "closed", reason: "cancelled" },
  );
}

/**
 * Reopen what is resolved or closed: the reporter within 24 hours of its end; a Dispatcher of the
 * department that had it last, and an OpsManager, at any time. A new cycle starts. The department
 * that had it gets it again, in a new session and whatever it is restricted to, since nobody is
 * choosing it now; where none stood, one is awaited.
 */
export function decideReopening(incident: Incident, actor: Actor, at: Instant): Verdict {
  const { ending, session } = incident;
  if (ending === null) return refuseStatus(incident);
  const mayAlways = session === null ? isOpsManager(actor) : mayWorkIn(actor, session.departmentId);
  if (!mayAlways) {
    if (incident.reporterId !== actor.userId) {
      return refuse(
        session === null
          ? { reason: "not_reporter" }
          : { reason: "not_in_department", departmentId: session.departmentId },
      );
    }
    if (!isWithinGrace(ending, at)) return refuse({ reason: "too_late" });
  }
  const reopened: Fact = { type: "reopened", cycle: incident.cycle.ordinal + 1 };
  if (session === null) return accept(reopened);
  return accept(reopened, {
    type: "department_assigned",
    departmentId: session.departmentId,
    session: session.ordinal + 1,
    from: null,
  });
}

/** A comment, by anybody and in any state: the story goes on after the end. */
export function decideComment(): Verdict {
  return accept({ type: "commented" });
}

/**
 * Other words for the report until it is resolved or closed: by the reporter, by whoever said them
 * where another's message was reported, or by an OpsManager.
 */
export function decideEdit(incident: Incident, actor: Actor, ownWords: boolean): Verdict {
  if (incident.ending !== null) return refuseStatus(incident);
  if (!ownWords && incident.reporterId !== actor.userId && !isOpsManager(actor)) {
    return refuse({ reason: "not_reporter" });
  }
  return accept({ type: "description_edited" });
}
