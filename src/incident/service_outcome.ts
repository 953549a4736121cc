/** Whether what was promised was kept: of one department session, of one cycle. */
import type { Cycle, DepartmentSession, Ending, Instant } from "./incident.ts";
import { getClaimDeadline, getResolveDeadline } from "./service_level.ts";

/**
 * How a promise stands. `at` is when that was decided, and with it the period it counts in: when it
 * was kept, or when its time was over. So a period's figures do not change once it is over, but for
 * a summary that comes late.
 *
 * `pending` while its time runs, and `void` where nobody was waiting any more before the time was
 * over; neither is counted.
 */
export type ServiceOutcome =
  | { readonly type: "met"; readonly at: Instant }
  | { readonly type: "breached"; readonly at: Instant }
  | { readonly type: "pending" }
  | { readonly type: "void" };

/** A department session as figures are made of it. */
export interface MeasuredSession
  extends Pick<DepartmentSession, "ordinal" | "departmentId" | "assignedAt" | "claimedAt"> {
  /** Minutes until it should be claimed, as promised when the department got it. */
  readonly claimMinutes: number;
  /** When another department got it; null for a cycle's last one. */
  readonly transferredAt: Instant | null;
}

/** A cycle as figures are made of it. */
export interface MeasuredCycle extends Pick<Cycle, "openedAt"> {
  /** Minutes until it should be resolved, as the last department that has it promised. */
  readonly resolveMinutes: number;
  readonly ending: Ending | null;
  /** When Resolve was pressed, while the summary is awaited. */
  readonly resolutionRequestedAt: Instant | null;
}

function judge(
  keptAt: Instant | null,
  deadline: Instant,
  waitedUntil: Instant | null,
  now: Instant,
): ServiceOutcome {
  if (keptAt !== null && keptAt <= deadline) return { type: "met", at: keptAt };
  if (waitedUntil !== null && waitedUntil <= deadline) return { type: "void" };
  return deadline < now ? { type: "breached", at: deadline } : { type: "pending" };
}

/**
 * Met where the department's first claim came in time, on the deadline itself included. What was
 * never claimed is breached once its time is over, and void where it went to another department, or
 * its cycle ended, before that.
 */
export function judgeClaim(
  session: MeasuredSession,
  cycle: MeasuredCycle,
  now: Instant,
): ServiceOutcome {
  const deadline = getClaimDeadline(session, session.claimMinutes);
  const waitedUntil = session.transferredAt ?? getLeftAt(cycle);
  return judge(session.claimedAt, deadline, session.claimedAt ?? waitedUntil, now);
}

/**
 * Met where Resolve was pressed in time and the summary came, also where it came late. A cancelled
 * one is void where it was cancelled in time. What was closed for want of a summary was never
 * resolved: it is breached once its time is over. While the summary is awaited it is pending where
 * Resolve was pressed in time.
 */
export function judgeResolution(cycle: MeasuredCycle, now: Instant): ServiceOutcome {
  const { ending, resolutionRequestedAt } = cycle;
  const deadline = getResolveDeadline(cycle, cycle.resolveMinutes);
  const awaited = ending === null && resolutionRequestedAt !== null &&
    resolutionRequestedAt <= deadline;
  if (awaited) return { type: "pending" };
  const keptAt = ending?.type === "resolved" ? ending.resolvedAt : null;
  const cancelledAt = ending?.type === "closed" && ending.reason === "cancelled"
    ? ending.closedAt
    : null;
  return judge(keptAt, deadline, cancelledAt, now);
}

/**
 * When it stopped being open: Resolve was pressed and the summary came, or it was closed. Null while
 * it is open.
 */
export function getLeftAt({ ending }: Pick<MeasuredCycle, "ending">): Instant | null {
  if (ending === null) return null;
  return ending.type === "resolved" ? ending.resolvedAt : ending.closedAt;
}
