import type { Incident, IncidentStatus } from "../../incident/incident.ts";

/** One look tells: nobody has it (red, orange), somebody does (blue), it is over. */
export const statusEmoji: Readonly<Record<IncidentStatus, string>> = {
  awaiting_department: "🔴",
  awaiting_claim: "🟠",
  in_progress: "🔵",
  awaiting_summary: "✍️",
  resolved: "✅",
  closed: "⚪",
};

/** What a button under the card was drawn for; the use case compares it with what is. */
export function getExpectation(incident: Incident): { cycle: number; session: number } {
  return { cycle: incident.cycle.ordinal, session: incident.session?.ordinal ?? 0 };
}
