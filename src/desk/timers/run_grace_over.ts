import type { TimerRun } from "./timer_run.ts";

/** A late summary is taken no longer: its button goes, and so does who was asked for it. */
export async function runGraceOver({ desk, tx, incident }: TimerRun): Promise<void> {
  if (incident.ending?.type !== "closed") return;
  const { messages } = desk.store;
  await Promise.all([
    messages.withdrawSummaryPrompts(tx, incident.id),
    messages.touchCards(tx, incident.id),
  ]);
}
