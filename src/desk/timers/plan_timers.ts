import { findRunningDeadline } from "../../incident/breaches.ts";
import { graceMs, type Incident, type Instant } from "../../incident/incident.ts";
import {
  findClockStart,
  findNext,
  listOccurrences,
  type ReminderPolicy,
} from "../../incident/reminder_policy.ts";
import type { ServiceLevel } from "../../incident/service_level.ts";
import { type ReminderClock, reminderClocks, slas } from "../../incident/timeline.ts";
import type { PlannedTimer } from "../ports/timers.ts";

export interface Change {
  /** Null for a report. */
  readonly before: Incident | null;
  readonly after: Incident;
}

/** What a change means for the incident's timers; those that go on as before are left out. */
export function planTimers(
  policy: ReminderPolicy,
  change: Change,
  level: ServiceLevel,
): readonly PlannedTimer[] {
  return [
    ...reminderClocks.flatMap((clock) => planReminder(policy, clock, change, level)),
    ...planBreaches(change, level),
    ...planGrace(change),
  ];
}

/** The clocks whose reminders say what is no longer so. */
export function listStaleClocks({ before, after }: Change): readonly ReminderClock[] {
  if (before === null) return [];
  return reminderClocks.filter((clock) => {
    const started = findClockStart(before, clock);
    if (started === null) return false;
    if (started !== findClockStart(after, clock)) return true;
    // "Still working?" was asked of people who have it no longer.
    return clock === "resolve" &&
      (isOtherSession(before, after) || (before.claims.length > 0 && after.claims.length === 0));
  });
}

function isOtherSession(before: Incident, after: Incident): boolean {
  return before.session?.ordinal !== after.session?.ordinal;
}

function planReminder(
  policy: ReminderPolicy,
  clock: ReminderClock,
  { before, after }: Change,
  level: ServiceLevel,
): readonly PlannedTimer[] {
  const kind = `${clock}_reminder` as const;
  const was = before === null ? null : findClockStart(before, clock);
  const started = findClockStart(after, clock);
  if (started === null) return was === null ? [] : [{ kind, dueAt: null }];
  const sameCycle = before?.cycle.ordinal === after.cycle.ordinal;
  let from = started;
  if (was === started) {
    // Another department may have other times to resolve in; what was sent is not sent again.
    if (clock !== "resolve" || before === null || !isOtherSession(before, after)) return [];
    if (after.cycle.breachedAt !== null) return [];
  } else if (clock === "resolve" && sameCycle && before.resolution !== null) {
    // It stood still while the summary was awaited.
    from = before.resolution.requestedAt;
  }
  const next = findNext(listOccurrences(policy, clock, started, level), from);
  return [{ kind, dueAt: next?.at ?? null }];
}

function planBreaches({ before, after }: Change, level: ServiceLevel): readonly PlannedTimer[] {
  return slas.flatMap((sla): PlannedTimer[] => {
    const deadline = findRunningDeadline(after, sla, level);
    const changed = before === null || before.status !== after.status ||
      isOtherSession(before, after) || before.cycle.ordinal !== after.cycle.ordinal;
    if (!changed) return [];
    // It is met at the deadline, and breached after it.
    return [{ kind: `${sla}_breach`, dueAt: deadline === null ? null : deadline + 1 }];
  });
}

function planGrace({ before, after }: Change): readonly PlannedTimer[] {
  const was = before === null ? null : findGraceEnd(before);
  const is = findGraceEnd(after);
  return was === is ? [] : [{ kind: "grace_over", dueAt: is }];
}

/** When a late summary is no longer taken; null where none is awaited. */
function findGraceEnd({ ending }: Incident): Instant | null {
  if (ending?.type !== "closed" || ending.reason !== "no_summary") return null;
  return ending.closedAt + graceMs + 1;
}
