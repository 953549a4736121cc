/**
 * The figures of a report. Each thing that happened counts in the period in which it happened:
 * reported by `openedAt`, claimed by `claimedAt`, resolved by the moment Resolve was pressed, closed
 * by its end. `mtta` and `mttr` are the means of `timeToClaim` and `timeToResolve`.
 */
import type { DepartmentId, IncidentId, UserId } from "../people/ids.ts";
import type { Cycle, Instant } from "./incident.ts";
import { type DurationFigures, measureDurations } from "./measure_durations.ts";
import { isWithin, type TimeWindow } from "./report_period.ts";
import { timeToClaim, timeToResolve } from "./service_level.ts";
import {
  getLeftAt,
  judgeClaim,
  judgeResolution,
  type MeasuredCycle,
  type MeasuredSession,
  type ServiceOutcome,
} from "./service_outcome.ts";
import type { ClaimOutcome } from "./timeline.ts";

/** A claim of a cycle, ended or held. */
export interface MeasuredClaim {
  readonly userId: UserId;
  readonly departmentId: DepartmentId;
  readonly claimedAt: Instant;
  readonly endedAt: Instant | null;
  readonly outcome: ClaimOutcome | null;
}

/** All that figures need of one cycle; a reopening is the next cycle's, and leaves this one as is. */
export interface CycleRow
  extends MeasuredCycle, Pick<Cycle, "ordinal" | "openedAt" | "assignedAt" | "claimedAt"> {
  readonly incidentId: IncidentId;
  /** The incident's. */
  readonly number: number;
  /** Its departments' turns, in their order. */
  readonly sessions: readonly MeasuredSession[];
  readonly claims: readonly MeasuredClaim[];
}

export interface ServiceFigures {
  readonly met: number;
  readonly breached: number;
  /** Those whose time still runs; only in the period that is not over, and not counted as either. */
  readonly pending: number;
}

export interface DepartmentFigures {
  readonly departmentId: DepartmentId;
  /** How often it got an incident. */
  readonly assigned: number;
  readonly timeToClaim: DurationFigures;
  readonly claimService: ServiceFigures;
  /** Cycles that were resolved while it had them. */
  readonly resolved: number;
  readonly timeToResolve: DurationFigures;
  readonly resolveService: ServiceFigures;
  /** How often it passed an incident on to another department. */
  readonly handedOver: number;
  /** The time its responders held claims. */
  readonly activeMs: number;
}

export interface ResponderFigures {
  readonly userId: UserId;
  /** The time for which they held claims, each incident for itself. */
  readonly activeMs: number;
  /** Cycles whose summary they wrote: nobody is credited for what another wrote. */
  readonly resolved: number;
  /** Claims of theirs that ended because another department got the incident. */
  readonly handedOver: number;
}

export interface Counts {
  /** Incidents that were reported. */
  readonly created: number;
  /** Cycles that a reopening started. */
  readonly reopened: number;
  readonly resolved: number;
  /** Cancelled, or without a summary; a late summary makes it resolved, as if it never was closed. */
  readonly closed: number;
  /** At the end of the period; now, where that is still to come. */
  readonly open: number;
}

export interface Figures extends Counts {
  /** Of each department's turn by itself: from when it got the incident to its first claim. */
  readonly timeToClaim: DurationFigures;
  readonly claimService: ServiceFigures;
  /** Of each cycle: from the report or reopening to the moment Resolve was pressed. */
  readonly timeToResolve: DurationFigures;
  readonly resolveService: ServiceFigures;
  /** Those that had anything to do; who resolved most comes first. */
  readonly departments: readonly DepartmentFigures[];
  readonly responders: readonly ResponderFigures[];
}

type Judged = readonly ServiceOutcome[];

/** How many came and went in the window, and how many were open at its end. */
export function count(rows: readonly CycleRow[], window: TimeWindow): Counts {
  const inside = (at: Instant | null) => at !== null && isWithin(window, at);
  const opened = rows.filter(({ openedAt }) => inside(openedAt));
  const left = rows.filter((row) => inside(getLeftAt(row)));
  const resolved = left.filter(({ ending }) => ending?.type === "resolved").length;
  return {
    created: opened.filter(({ ordinal }) => ordinal === 1).length,
    reopened: opened.filter(({ ordinal }) => ordinal > 1).length,
    resolved,
    closed: left.length - resolved,
    open:
      rows.filter((row) =>
        row.openedAt < window.until && (getLeftAt(row) ?? window.until) >= window.until
      ).length,
  };
}

/** The figures of the window, as they stand now. */
export function measure(rows: readonly CycleRow[], window: TimeWindow, now: Instant): Figures {
  const all = [...new Set(rows.flatMap(({ sessions }) => sessions.map((one) => one.departmentId)))];
  return {
    ...count(rows, window),
    ...measureTimes(rows, window, now),
    departments: all.map((id) => measureDepartment(rows, id, window, now))
      .filter(hasDoneAnything)
      .toSorted((a, b) =>
        b.resolved - a.resolved || b.assigned - a.assigned || a.departmentId - b.departmentId
      ),
    responders: measureResponders(rows, window, now),
  };
}

/** Times and promises, of all departments or of one. */
function measureTimes(
  rows: readonly CycleRow[],
  window: TimeWindow,
  now: Instant,
  departmentId: DepartmentId | null = null,
) {
  const turns = rows.flatMap((cycle) => cycle.sessions.map((session) => ({ cycle, session })))
    .filter(({ session }) => departmentId === null || session.departmentId === departmentId);
  const cycles = departmentId === null
    ? rows
    : rows.filter(({ sessions }) => sessions.at(-1)?.departmentId === departmentId);
  return {
    timeToClaim: measureDurations(
      turns.filter(({ session: { claimedAt } }) =>
        claimedAt !== null && isWithin(window, claimedAt)
      )
        .flatMap(({ session }) => timeToClaim(session) ?? []),
    ),
    claimService: countService(
      turns.map(({ session, cycle }) => judgeClaim(session, cycle, now)),
      window,
      now,
    ),
    timeToResolve: measureDurations(
      cycles.filter((cycle) => isResolvedWithin(cycle, window))
        .flatMap((cycle) => timeToResolve(cycle, cycle.ending) ?? []),
    ),
    resolveService: countService(
      cycles.map((cycle) => judgeResolution(cycle, now)),
      window,
      now,
    ),
  };
}

function isResolvedWithin({ ending }: CycleRow, window: TimeWindow): boolean {
  return ending?.type === "resolved" && isWithin(window, ending.resolvedAt);
}

function countService(outcomes: Judged, window: TimeWindow, now: Instant): ServiceFigures {
  const countOf = (type: "met" | "breached") =>
    outcomes.filter((one) => one.type === type && isWithin(window, one.at)).length;
  const running = isWithin(window, now);
  return {
    met: countOf("met"),
    breached: countOf("breached"),
    pending: running ? outcomes.filter(({ type }) => type === "pending").length : 0,
  };
}

function measureDepartment(
  rows: readonly CycleRow[],
  departmentId: DepartmentId,
  window: TimeWindow,
  now: Instant,
): DepartmentFigures {
  const sessions = rows.flatMap((row) => row.sessions)
    .filter((session) => session.departmentId === departmentId);
  const claims = rows.flatMap((row) => row.claims)
    .filter((claim) => claim.departmentId === departmentId);
  const times = measureTimes(rows, window, now, departmentId);
  return {
    departmentId,
    assigned: sessions.filter(({ assignedAt }) => isWithin(window, assignedAt)).length,
    ...times,
    resolved: times.timeToResolve.count,
    handedOver:
      sessions.filter(({ transferredAt }) =>
        transferredAt !== null && isWithin(window, transferredAt)
      ).length,
    activeMs: claims.reduce((sum, claim) => sum + measureActive(claim, window, now), 0),
  };
}

function hasDoneAnything(department: DepartmentFigures): boolean {
  const { assigned, resolved, handedOver, activeMs, claimService, resolveService } = department;
  return assigned + resolved + handedOver + activeMs > 0 || claimService.breached > 0 ||
    resolveService.breached > 0;
}

function measureResponders(
  rows: readonly CycleRow[],
  window: TimeWindow,
  now: Instant,
): readonly ResponderFigures[] {
  const responders = new Map<UserId, ResponderFigures>();
  const add = (userId: UserId, more: Partial<Omit<ResponderFigures, "userId">>) => {
    const { activeMs, resolved, handedOver } = responders.get(userId) ??
      { activeMs: 0, resolved: 0, handedOver: 0 };
    responders.set(userId, {
      userId,
      activeMs: activeMs + (more.activeMs ?? 0),
      resolved: resolved + (more.resolved ?? 0),
      handedOver: handedOver + (more.handedOver ?? 0),
    });
  };
  for (const row of rows) {
    for (const claim of row.claims) {
      const transferred = claim.outcome === "transferred" && claim.endedAt !== null &&
        isWithin(window, claim.endedAt);
      const activeMs = measureActive(claim, window, now);
      if (activeMs > 0 || transferred) {
        add(claim.userId, { activeMs, handedOver: transferred ? 1 : 0 });
      }
    }
    if (row.ending?.type === "resolved" && isResolvedWithin(row, window)) {
      add(row.ending.summarisedBy, { resolved: 1 });
    }
  }
  return [...responders.values()].toSorted((a, b) =>
    b.resolved - a.resolved || b.activeMs - a.activeMs || a.userId - b.userId
  );
}

/** The part of the time for which the claim was held that lies in the window, in milliseconds. */
function measureActive(
  { claimedAt, endedAt }: MeasuredClaim,
  { from, until }: TimeWindow,
  now: Instant,
): number {
  return Math.max(0, Math.min(endedAt ?? now, until) - Math.max(claimedAt, from));
}
