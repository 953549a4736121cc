/** Times that ran out: what was not claimed, or not resolved, in time. */
import type { Incident, Instant } from "./incident.ts";
import { getClaimDeadline, getResolveDeadline, type ServiceLevel } from "./service_level.ts";
import type { ClockFact, Sla } from "./timeline.ts";

/** When it was claimed or resolved, else now; null where neither can come any more. */
function findMet(incident: Incident, sla: Sla, at: Instant): Instant | null {
  const { status, session, resolution, ending } = incident;
  if (sla === "claim") return session?.claimedAt ?? (status === "awaiting_claim" ? at : null);
  if (ending?.type === "resolved") return ending.resolvedAt;
  return resolution?.requestedAt ?? (ending === null ? at : ending.closedAt);
}

/** Until when it had to be; null where its time stands still, or a breach was noted already. */
function findDeadline(incident: Incident, sla: Sla, level: ServiceLevel): Instant | null {
  const { session, cycle } = incident;
  if (sla === "resolve") {
    return cycle.breachedAt === null ? getResolveDeadline(cycle, level.resolveMinutes) : null;
  }
  if (session === null || session.breachedAt !== null) return null;
  return getClaimDeadline(session, level.claimMinutes);
}

/**
 * Until when it must be claimed or resolved, while that is still to come or has been missed without
 * a note; null where nothing runs.
 */
export function findRunningDeadline(
  incident: Incident,
  sla: Sla,
  level: ServiceLevel,
): Instant | null {
  const { status, session, ending } = incident;
  const runs = sla === "claim"
    ? status === "awaiting_claim" && session?.claimedAt === null
    : ending === null && status !== "awaiting_summary";
  return runs ? findDeadline(incident, sla, level) : null;
}

/**
 * The breaches that nobody has noted yet: at most one of each, since each is noted once in a
 * session or cycle. They are found from the stamps, so also long after they happened.
 *
 * @param level that of the department that has it
 */
export function listBreaches(
  incident: Incident,
  level: ServiceLevel,
  at: Instant,
): readonly ClockFact[] {
  return (["claim", "resolve"] as const).flatMap((sla): ClockFact[] => {
    const deadline = findDeadline(incident, sla, level);
    const met = findMet(incident, sla, at);
    if (deadline === null || met === null || met <= deadline) return [];
    return [{
      type: "sla_breached",
      sla,
      of: sla === "claim" ? incident.session?.ordinal ?? 0 : incident.cycle.ordinal,
      breachedAt: deadline,
      minutes: sla === "claim" ? level.claimMinutes : level.resolveMinutes,
    }];
  });
}
