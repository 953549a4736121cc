import type { UserId } from "../people/ids.ts";
import { mayWorkIn } from "../people/permission.ts";
import type { Actor } from "../people/role.ts";
import type { Claim, Incident, Instant } from "./incident.ts";
import type { ClaimOutcome, Fact } from "./timeline.ts";
import { accept, getSession, refuse, refuseStatus, type Verdict } from "./verdict.ts";

/** Whether the person is a responder now. */
export function holdsClaim(incident: Incident, userId: UserId): boolean {
  return incident.claims.some((claim) => claim.userId === userId);
}

/** The fact that the person starts to work on it. */
export function createClaimed(incident: Incident, userId: UserId): Fact {
  return { type: "claimed", userId, session: getSession(incident).ordinal };
}

function createClaimEnded(
  incident: Incident,
  claim: Claim,
  outcome: ClaimOutcome,
  at: Instant,
): Fact {
  return {
    type: "claim_ended",
    userId: claim.userId,
    session: getSession(incident).ordinal,
    outcome,
    heldMs: at - claim.claimedAt,
  };
}

/** The end of every active claim, oldest first. */
export function listClaimsEnded(
  incident: Incident,
  outcome: ClaimOutcome,
  at: Instant,
): readonly Fact[] {
  return incident.claims.map((claim) => createClaimEnded(incident, claim, outcome, at));
}

/**
 * Claim: a Dispatcher of the department or an OpsManager, while it waits for a claim or is worked
 * on; several may hold one at once.
 */
export function decideClaim(incident: Incident, actor: Actor): Verdict {
  if (incident.status !== "awaiting_claim" && incident.status !== "in_progress") {
    return refuseStatus(incident);
  }
  const { departmentId } = getSession(incident);
  if (holdsClaim(incident, actor.userId)) return refuse({ reason: "already_responder" });
  if (!mayWorkIn(actor, departmentId)) return refuse({ reason: "not_in_department", departmentId });
  return accept(createClaimed(incident, actor.userId));
}

/**
 * Ends one person's claim: "released" when they press Release, "left" when they left the group or
 * the department. Only the holder has something to end, so no role is asked for.
 *
 * The last one out puts it back to awaiting_claim, which withdraws a pending resolution. Where the
 * writer of a pending summary leaves and others remain, whoever of them has held a claim the
 * longest is asked instead.
 */
export function decideLeave(
  incident: Incident,
  userId: UserId,
  outcome: "released" | "left",
  at: Instant,
): Verdict {
  if (incident.status !== "in_progress" && incident.status !== "awaiting_summary") {
    return refuseStatus(incident);
  }
  const claim = incident.claims.find((held) => held.userId === userId);
  if (claim === undefined) return refuse({ reason: "not_responder" });
  const ended = createClaimEnded(incident, claim, outcome, at);
  if (incident.resolution === null) return accept(ended);

  const next = incident.claims.find((held) => held.userId !== userId);
  if (next === undefined) return accept({ type: "resolution_withdrawn" }, ended);
  if (incident.resolution.writerId !== userId) return accept(ended);
  return accept({ type: "summary_handed_over", from: userId, to: next.userId }, ended);
}
