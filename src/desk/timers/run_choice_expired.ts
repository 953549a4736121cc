import type { TimerRun } from "./timer_run.ts";

/** Closes a choice of departments whose minute is over. */
export async function runChoiceExpired({ desk, tx, incident, at }: TimerRun): Promise<void> {
  const { messages } = desk.store;
  const choice = await messages.findChoice(tx, incident.id);
  // Opened again meanwhile: that choice has a timer of its own.
  if (choice !== null && choice.expiresAt <= at) await messages.setChoice(tx, incident.id, null);
}
