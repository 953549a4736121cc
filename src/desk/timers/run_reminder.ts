import {
  decideDeed,
  defaultPolicy,
  findClockStart,
  findDue,
  findNext,
  listOccurrences,
} from "../../incident/reminder_policy.ts";
import type { SystemCommand } from "../../incident/command.ts";
import type { ReminderClock } from "../../incident/timeline.ts";
import { transition } from "../../incident/transition.ts";
import type { DepartmentId } from "../../people/ids.ts";
import { applyDecision } from "../consequences.ts";
import { remind } from "./remind.ts";
import type { TimerRun } from "./timer_run.ts";

/**
 * Carries out the newest step of a clock that is due, however many were missed, and sets the timer
 * for the next one. A clock that stands still does nothing.
 */
export async function runReminder(run: TimerRun, clock: ReminderClock): Promise<void> {
  const { desk, tx, timer, incident, level, at } = run;
  const since = findClockStart(incident, clock);
  if (since === null) return;
  const occurrences = listOccurrences(defaultPolicy, clock, since, level);
  const next = findNext(occurrences, at);
  if (next !== null) {
    const { kind } = timer;
    await desk.store.timers.setTimers(tx, incident.id, [{ kind, dueAt: next.at }]);
  }
  const due = findDue(occurrences, timer.dueAt, at);
  if (due === null) return;
  const deed = decideDeed(due.step, await findDefaultDepartment(run));
  switch (deed.type) {
    case "tell":
      return await remind(run, { clock, since, step: due.ordinal, notices: deed.notices });
    case "assign": {
      const { departmentId } = deed;
      return await apply(run, { type: "assign_default_department", departmentId });
    }
    case "close":
      return await apply(run, { type: "summary_timeout" });
  }
}

/** None where the one that was chosen has been removed since; it cannot be as long as this lasts. */
async function findDefaultDepartment(
  { desk, tx, organisation: { defaultDepartmentId: id } }: TimerRun,
): Promise<DepartmentId | null> {
  const held = id === null ? null : await desk.store.departments.holdDepartment(tx, id);
  return held?.id ?? null;
}

async function apply(run: TimerRun, command: SystemCommand): Promise<void> {
  const { desk, tx, incident, card: { place, messageId }, at } = run;
  const decision = transition(incident, command, at);
  if (!decision.ok) return;
  await applyDecision(desk, tx, {
    before: incident,
    decision,
    actorId: null,
    place,
    cardMessageId: messageId,
  });
}
