import type { DepartmentId, GroupId, IncidentId, OrganisationId, UserId } from "../people/ids.ts";

/** Milliseconds since the epoch, always from `roadcall_now()`. */
export type Instant = number;

export const incidentStatuses = [
  "awaiting_department",
  "awaiting_claim",
  "in_progress",
  "awaiting_summary",
  "resolved",
  "closed",
] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

export const closeReasons = ["no_summary", "cancelled"] as const;
export type CloseReason = (typeof closeReasons)[number];

/** One run of the clocks, from report or reopening to resolved or closed. */
export interface Cycle {
  /** 1 for the report, one more for each reopening. */
  readonly ordinal: number;
  readonly openedAt: Instant;
  /** The first assignment of a department in this cycle. */
  readonly assignedAt: Instant | null;
  /** The first claim in this cycle. */
  readonly claimedAt: Instant | null;
  /** When the time to resolve it was over, once that has been noticed. */
  readonly breachedAt: Instant | null;
}

/** The time one department has the incident; a transfer or reopening starts the next. */
export interface DepartmentSession {
  /** Counts over the incident's whole life, so that it also tells sessions of cycles apart. */
  readonly ordinal: number;
  readonly departmentId: DepartmentId;
  readonly assignedAt: Instant;
  /** The first claim in this session. */
  readonly claimedAt: Instant | null;
  /** Since when nobody holds a claim, or held none before the last one: assignment, last release. */
  readonly waitingSince: Instant;
  /** When the time to claim it was over, once that has been noticed. */
  readonly breachedAt: Instant | null;
}

/** An active claim; whoever holds one is a responder. */
export interface Claim {
  readonly userId: UserId;
  readonly claimedAt: Instant;
}

/** Resolve was pressed; a sentence is awaited. */
export interface Resolution {
  readonly requestedAt: Instant;
  readonly requestedBy: UserId;
  /** Who is asked for the summary. */
  readonly writerId: UserId;
}

export type Ending =
  | {
    readonly type: "resolved";
    /** The moment Resolve was pressed, also when the summary came late. */
    readonly resolvedAt: Instant;
    readonly summarisedAt: Instant;
    readonly summarisedBy: UserId;
    readonly late: boolean;
  }
  | {
    readonly type: "closed";
    readonly closedAt: Instant;
    readonly reason: CloseReason;
  };

/** For how long after its end the reporter may reopen it and a missing summary may still come. */
export const graceMs = 24 * 60 * 60 * 1000;

/** When it ended: became resolved (the summary came) or closed. */
export function getEndedAt(ending: Ending): Instant {
  return ending.type === "resolved" ? ending.summarisedAt : ending.closedAt;
}

/** Whether `at` lies within the 24 hours after the end, both ends of them included. */
export function isWithinGrace(ending: Ending, at: Instant): boolean {
  return at - getEndedAt(ending) <= graceMs;
}

/** The tracked problem, without its words: those are kept beside it and may be blanked. */
export interface Incident {
  readonly id: IncidentId;
  readonly organisationId: OrganisationId;
  readonly groupId: GroupId;
  /** Counts within the organisation. */
  readonly number: number;
  readonly reporterId: UserId;
  readonly status: IncidentStatus;
  /** How many timeline events it has; the next event's ordinal is one more. */
  readonly version: number;
  /** When the newest event happened; no later event is stamped before it. */
  readonly changedAt: Instant;
  readonly cycle: Cycle;
  readonly session: DepartmentSession | null;
  /** Active claims, oldest first. */
  readonly claims: readonly Claim[];
  /** Kept while closed for want of a summary, so that a late one can resolve. */
  readonly resolution: Resolution | null;
  readonly ending: Ending | null;
}

/** `0042`: at least four digits. */
export function formatIncidentNumber(number: number): string {
  return String(number).padStart(4, "0");
}
