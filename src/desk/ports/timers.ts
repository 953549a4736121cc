import type { Instant } from "../../incident/incident.ts";
import type { IncidentId, OrganisationId } from "../../people/ids.ts";
import type { Transaction } from "./database.ts";

export const timerKinds = [
  "choice_expired",
  "department_reminder",
  "claim_reminder",
  "resolve_reminder",
  "summary_reminder",
  "claim_breach",
  "resolve_breach",
  /** A late summary is taken no longer. */
  "grace_over",
] as const;
export type TimerKind = (typeof timerKinds)[number];

export function isTimerKind(kind: string): kind is TimerKind {
  return timerKinds.some((known) => known === kind);
}

export interface DueTimer {
  readonly id: number;
  readonly organisationId: OrganisationId;
  readonly incidentId: IncidentId;
  readonly kind: TimerKind;
  readonly dueAt: Instant;
}

/** A timer to be set; with no time, to be cleared. */
export interface PlannedTimer {
  readonly kind: TimerKind;
  readonly dueAt: Instant | null;
}

export interface TimerRepository {
  /** One of a kind an incident: a later one replaces an earlier one. Each kind at most once. */
  setTimers(
    tx: Transaction,
    incidentId: IncidentId,
    planned: readonly PlannedTimer[],
  ): Promise<void>;
  /**
   * Leases due timers across organisations, skipping what others hold. Those of a kind that this
   * program does not know are leased as well, and left to the later one that set them.
   */
  claimDueTimers(
    tx: Transaction,
    options: { readonly limit: number; readonly leaseSeconds: number },
  ): Promise<readonly DueTimer[]>;
  /** Whether any of the entered organisation's is later than that. */
  areLate(tx: Transaction, lateMs: number): Promise<boolean>;
  /** Whether it still stands: another may have taken its place. */
  hasTimer(tx: Transaction, id: number): Promise<boolean>;
  /** In a transaction that has entered its organisation; a timer that replaced it stays. */
  deleteTimer(tx: Transaction, id: number): Promise<void>;
}
