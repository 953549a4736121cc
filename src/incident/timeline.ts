import type { DepartmentId, GroupId, IncidentId, OrganisationId, UserId } from "../people/ids.ts";
import type { CloseReason, Instant } from "./incident.ts";

export const claimOutcomes = ["released", "transferred", "resolved", "closed", "left"] as const;
/** How a claim ended. */
export type ClaimOutcome = (typeof claimOutcomes)[number];

export const slas = ["claim", "resolve"] as const;
/** What has a time of its own to be done in: to be claimed by a department, to be resolved. */
export type Sla = (typeof slas)[number];

export const reminderClocks = ["department", "claim", "resolve", "summary"] as const;
/** What people are reminded of: to choose a department, to claim, to resolve, to write the summary. */
export type ReminderClock = (typeof reminderClocks)[number];

/** What happened: ids and facts only. Words stand in the texts table under the same ordinal. */
export type Fact =
  | {
    readonly type: "opened";
    readonly id: IncidentId;
    readonly organisationId: OrganisationId;
    readonly groupId: GroupId;
    readonly number: number;
    readonly reporterId: UserId;
  }
  | {
    readonly type: "department_assigned";
    readonly departmentId: DepartmentId;
    readonly session: number;
    /** The department that had it before; null for a cycle's first. */
    readonly from: DepartmentId | null;
  }
  | { readonly type: "claimed"; readonly userId: UserId; readonly session: number }
  | {
    readonly type: "claim_ended";
    readonly userId: UserId;
    readonly session: number;
    readonly outcome: ClaimOutcome;
    readonly heldMs: number;
  }
  | { readonly type: "resolution_requested"; readonly writerId: UserId }
  | { readonly type: "resolution_withdrawn" }
  | { readonly type: "summary_handed_over"; readonly from: UserId; readonly to: UserId }
  | { readonly type: "resolved"; readonly resolvedAt: Instant; readonly late: boolean }
  | { readonly type: "closed"; readonly reason: CloseReason }
  | { readonly type: "reopened"; readonly cycle: number }
  | { readonly type: "commented" }
  | { readonly type: "description_edited" }
  | {
    readonly type: "sla_breached";
    readonly sla: Sla;
    /** The ordinal of the department session (to claim) or of the cycle (to resolve). */
    readonly of: number;
    /** When its time was over; the event is stamped with when that was noticed. */
    readonly breachedAt: Instant;
    readonly minutes: number;
  }
  /** The same people were told again. */
  | ({ readonly type: "reminded" } & Reminded)
  /** The next people, OpsManagers, were told. */
  | ({ readonly type: "escalated" } & Reminded);

interface Reminded {
  readonly clock: ReminderClock;
  /** Which of the clock's reminders it was: 1 for the first. */
  readonly step: number;
  readonly userIds: readonly UserId[];
}

/** Facts that come from the clocks alone, and change nothing but stamps. */
export type ClockFact = Extract<Fact, { type: "sla_breached" | "reminded" | "escalated" }>;

/** One append-only record of what happened, by whom, when. */
export interface TimelineEvent {
  /** 1, 2, 3 … within the incident, without gaps. */
  readonly ordinal: number;
  readonly at: Instant;
  /** Null where the clock or Telegram did it. */
  readonly actorId: UserId | null;
  readonly fact: Fact;
}

/** The version of the facts' shape that is written now. */
export const factShape = 1;
