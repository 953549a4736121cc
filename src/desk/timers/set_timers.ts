import { defaultPolicy } from "../../incident/reminder_policy.ts";
import type { ServiceLevel } from "../../incident/service_level.ts";
import type { Store, Transaction } from "../ports.ts";
import { type Change, listStaleClocks, planTimers } from "./plan_timers.ts";

/** Sets and clears the incident's timers as the change means for them. */
export async function setTimers(
  { timers }: Store,
  tx: Transaction,
  change: Change,
  level: ServiceLevel,
): Promise<void> {
  const planned = planTimers(defaultPolicy, change, level);
  if (planned.length > 0) await timers.setTimers(tx, change.after.id, planned);
}

/** Has reminders deleted that stand in a chat and say what is no longer so. */
export async function withdrawReminders(
  { messages }: Store,
  tx: Transaction,
  change: Change,
): Promise<void> {
  const clocks = listStaleClocks(change);
  if (clocks.length > 0) await messages.withdrawReminders(tx, change.after.id, clocks);
}
