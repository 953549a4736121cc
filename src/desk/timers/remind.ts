import type { Instant } from "../../incident/incident.ts";
import type { Notice } from "../../incident/reminder_policy.ts";
import type { ClockFact, ReminderClock } from "../../incident/timeline.ts";
import type { UserId } from "../../people/ids.ts";
import { callUsefulMs } from "../call_age.ts";
import { note } from "../catch_up.ts";
import { getPrivatePlace } from "../incoming.ts";
import type { NewDelivery } from "../ports.ts";
import { findRecipients } from "./recipients.ts";
import type { TimerRun } from "./timer_run.ts";

export interface DueReminder {
  readonly clock: ReminderClock;
  /** The clock's start. */
  readonly since: Instant;
  readonly step: number;
  readonly notices: readonly Notice[];
}

/**
 * Tells people, in place of the clock's reminder before this one. Where nobody can be reached,
 * nothing is written.
 */
export async function remind(run: TimerRun, due: DueReminder): Promise<void> {
  const { desk, tx, timer, organisation, incident, card, at } = run;
  const { store } = desk;
  const { clock, since } = due;
  const reachable = await store.people.listPingRecipients(
    tx,
    incident.session?.departmentId ?? null,
    null,
  );
  const told: UserId[] = [];
  const messages = due.notices.map((notice) => {
    const recipients = findRecipients(run, notice, reachable, told);
    told.push(...recipients.inGroup, ...recipients.inPrivate);
    return { says: notice.says, recipients };
  });
  const facts = listFacts(due, told, messages.flatMap(({ recipients }) => recipients.managers));
  if (facts.length === 0) return;

  const noted = await note(store, tx, incident, facts, at);
  await store.messages.withdrawReminders(tx, incident.id, [clock]);
  const about = {
    incidentId: incident.id,
    clock,
    since,
    event: noted.version,
    silent: organisation.quietReminders,
    // Nobody looked when it was due: the program was away.
    ...(at - timer.dueAt > callUsefulMs ? { missedSince: timer.dueAt } : {}),
  } as const;
  await store.deliveries.enqueue(
    tx,
    messages.flatMap(({ says, recipients: { inGroup, inPrivate } }): NewDelivery[] => [
      ...(inGroup.length === 0 ? [] : [
        {
          place: card.place,
          content: { kind: "reminder", says, userIds: inGroup, ...about },
        } as const,
      ]),
      ...inPrivate.map((userId): NewDelivery => ({
        place: getPrivatePlace(userId),
        content: { kind: "private_reminder", says, ...about },
      })),
    ]),
  );
}

function listFacts(
  { clock, step }: DueReminder,
  told: readonly UserId[],
  managers: readonly UserId[],
): readonly ClockFact[] {
  const others = told.filter((userId) => !managers.includes(userId));
  return [
    ...(others.length === 0 ? [] : [{ type: "reminded", clock, step, userIds: others } as const]),
    ...(managers.length === 0
      ? []
      : [{ type: "escalated", clock, step, userIds: managers } as const]),
  ];
}
