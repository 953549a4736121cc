import { evolve } from "./evolve.ts";
import type {
  Cycle,
  DepartmentSession,
  Ending,
  Incident,
  Instant,
  Resolution,
} from "./incident.ts";
import type { TimelineEvent } from "./timeline.ts";

const minuteMs = 60_000;

/** In how many minutes things must be done. */
export interface ServiceLevel {
  /** From the assignment to the first claim. */
  readonly claimMinutes: number;
  /** From the report, or the reopening, to Resolve. */
  readonly resolveMinutes: number;
  /** From Resolve to the summary. */
  readonly summaryMinutes: number;
}

/** A cycle with the end it came to; null while it runs. */
export interface CycleRecord extends Cycle {
  readonly ending: Ending | null;
}

/** A department session with the cycle it was part of. */
export interface SessionRecord extends DepartmentSession {
  readonly cycle: number;
}

/** Every cycle of an incident, the newest last. @throws {BrokenTimelineError} as `evolve`. */
export function listCycles(events: readonly TimelineEvent[]): readonly CycleRecord[] {
  const cycles = new Map<number, CycleRecord>();
  let incident: Incident | null = null;
  for (const event of events) {
    incident = evolve(incident, event);
    cycles.set(incident.cycle.ordinal, { ...incident.cycle, ending: incident.ending });
  }
  return [...cycles.values()];
}

/** Every department session, the newest last. @throws {BrokenTimelineError} as `evolve`. */
export function listSessions(events: readonly TimelineEvent[]): readonly SessionRecord[] {
  const sessions = new Map<number, SessionRecord>();
  let incident: Incident | null = null;
  for (const event of events) {
    incident = evolve(incident, event);
    if (incident.session === null) continue;
    const cycle = incident.cycle.ordinal;
    sessions.set(incident.session.ordinal, { ...incident.session, cycle });
  }
  return [...sessions.values()];
}

/**
 * Milliseconds from the assignment of a department to the first claim; null where it was never
 * claimed. Of a session it is that department's own time, since a transfer starts a new clock; of a
 * cycle, that of its first assignment and its first claim, whichever department made it.
 */
export function timeToClaim(
  stamps: Pick<Cycle | DepartmentSession, "assignedAt" | "claimedAt">,
): number | null {
  if (stamps.assignedAt === null || stamps.claimedAt === null) return null;
  return stamps.claimedAt - stamps.assignedAt;
}

/**
 * Milliseconds from the report, or the reopening, to the moment Resolve was pressed (also where the
 * summary came late); null while it is open, and for good where it was closed.
 */
export function timeToResolve(
  cycle: Pick<Cycle, "openedAt">,
  ending: Ending | null,
): number | null {
  return ending?.type === "resolved" ? ending.resolvedAt - cycle.openedAt : null;
}

/** Until when a department that has it should have claimed it. */
export function getClaimDeadline(
  session: Pick<DepartmentSession, "assignedAt">,
  minutes: number,
): Instant {
  return session.assignedAt + minutes * minuteMs;
}

/** Until when it should be resolved; transfers do not prolong it, a reopening starts it anew. */
export function getResolveDeadline(cycle: Pick<Cycle, "openedAt">, minutes: number): Instant {
  return cycle.openedAt + minutes * minuteMs;
}

/** `minutes` after Resolve was pressed; handing the summary over does not prolong it. */
export function getSummaryDeadline(
  resolution: Pick<Resolution, "requestedAt">,
  minutes: number,
): Instant {
  return resolution.requestedAt + minutes * minuteMs;
}
