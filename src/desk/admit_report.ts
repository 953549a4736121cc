import type { TicketRefusal } from "./answer.ts";
import { createReaction } from "./add_comment.ts";
import { createReply } from "./answering.ts";
import type { Desk } from "./desk.ts";
import type { Incoming } from "./incoming.ts";
import type { Group, Transaction } from "./ports.ts";

const reasons = {
  person: "too_many_of_person",
  chat: "too_many_in_group",
} as const satisfies Record<string, TicketRefusal>;

/**
 * Whether a report is taken, or is one of too many within a minute. Who has to wait is told once,
 * and in a group that has to wait each further person is given a sign: nobody's words are left
 * without one. A chat that is no group of ours is told nothing: nothing is taken there anyway.
 */
export async function admitReport(
  { store, settings }: Desk,
  tx: Transaction,
  report: Incoming,
  group: Group | null,
): Promise<boolean> {
  const { place, person, messageId } = report;
  const by = { chatId: place.chatId, userId: person.userId };
  const admission = await store.reportPace.admit(tx, by, settings.reportLimits);
  if (admission.type === "taken") return true;
  if (group === null || admission.tell === "nothing") return false;
  const answer = { type: "ticket_refused", reason: reasons[admission.full] } as const;
  await store.deliveries.enqueue(tx, [
    admission.tell === "words"
      ? createReply(report, group, answer, "passing")
      : createReaction(place, messageId, "🙈"),
  ]);
  return false;
}
