import { defaultPolicy } from "../../incident/reminder_policy.ts";
import type { ServiceLevel } from "../../incident/service_level.ts";
import type { NewDelivery, Store, Transaction } from "../ports.ts";
import { type Change, listStaleClocks, planTimers } from "./plan_timers.ts";

/** Sets and clears the incident's timers as the change means for them. */
export async function setTimers(
  { timers }: Store,
  tx: Transaction,
  change: Change,
  level: ServiceLevel,
): Promise<void> {
  const incidentId = change.after.id;
  await Promise.all(
    planTimers(defaultPolicy, change, level).map(({ kind, dueAt }) =>
      dueAt === null
        ? timers.clearTimer(tx, incidentId, kind)
        : timers.setTimer(tx, { incidentId, kind, dueAt })
    ),
  );
}

/** Reminders that stand in a chat and say what is no longer so, to be deleted. */
export async function withdrawReminders(
  { messages }: Store,
  tx: Transaction,
  change: Change,
): Promise<readonly NewDelivery[]> {
  const clocks = listStaleClocks(change);
  if (clocks.length === 0) return [];
  const reminders = await messages.takeReminders(tx, change.after.id, clocks);
  return reminders.map(({ chatId, messageId }): NewDelivery => ({
    place: { chatId, threadId: null },
    content: { kind: "delete_message", messageId },
  }));
}
