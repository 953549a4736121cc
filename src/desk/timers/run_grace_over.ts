import { withdrawPrompts } from "../consequences.ts";
import type { TimerRun } from "./timer_run.ts";

/** A late summary is taken no longer: its button goes, and so does who was asked for it. */
export async function runGraceOver({ desk, tx, incident }: TimerRun): Promise<void> {
  if (incident.ending?.type !== "closed") return;
  const { messages, deliveries } = desk.store;
  const [owed] = await Promise.all([
    withdrawPrompts(desk, tx, incident),
    messages.touchCards(tx, incident.id),
  ]);
  await deliveries.enqueue(tx, owed);
}
