import type { DepartmentId, UserId } from "../people/ids.ts";
import { evolve } from "./evolve.ts";
import type { Incident } from "./incident.ts";
import type { ClaimOutcome, TimelineEvent } from "./timeline.ts";

/** One person's part in one cycle, for one department. */
export interface Participation {
  readonly userId: UserId;
  readonly departmentId: DepartmentId;
  /** The cycle's ordinal. */
  readonly cycle: number;
  /** Milliseconds for which claims were held, of those that have ended. */
  readonly activeMs: number;
  /** How many times they claimed. */
  readonly joins: number;
  /** How their last claim ended; null while they hold one. */
  readonly outcome: ClaimOutcome | null;
}

/**
 * Who took part how, in the order of joining.
 *
 * Outcomes are those of the claims: whoever held one when the summary came has "resolved", though
 * the credit for the summary is the ending's `summarisedBy` alone; whoever held one when it was
 * closed keeps "closed", also where a late summary resolves it, since they had left it by then.
 *
 * @param events a whole timeline; or, with `before`, those that followed that state: then the
 *   figures are what these events add (`activeMs`, `joins`) and the outcome that they leave.
 * @throws {BrokenTimelineError} where the events do not follow one another.
 */
export function listParticipation(
  events: readonly TimelineEvent[],
  before: Incident | null = null,
): readonly Participation[] {
  const parts = new Map<string, Participation>();
  let incident = before;
  for (const event of events) {
    incident = evolve(incident, event);
    const { fact } = event;
    if (fact.type !== "claimed" && fact.type !== "claim_ended") continue;
    // A claim always belongs to the session that stands: a transfer ends it before the next starts.
    if (incident.session === null) continue;
    const { departmentId } = incident.session;
    const cycle = incident.cycle.ordinal;
    const key = `${cycle} ${departmentId} ${fact.userId}`;
    const part = parts.get(key) ??
      { userId: fact.userId, departmentId, cycle, activeMs: 0, joins: 0, outcome: null };
    parts.set(
      key,
      fact.type === "claimed"
        ? { ...part, joins: part.joins + 1, outcome: null }
        : { ...part, activeMs: part.activeMs + fact.heldMs, outcome: fact.outcome },
    );
  }
  return [...parts.values()];
}
