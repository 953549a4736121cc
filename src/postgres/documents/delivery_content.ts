import * as v from "valibot";
import type { DeliveryContent } from "../../desk/delivery_content.ts";
import { reminderMessages } from "../../incident/reminder_policy.ts";
import { reminderClocks } from "../../incident/timeline.ts";
import { reactionEmoji } from "../../desk/ports.ts";
import { answer } from "./answer.ts";
import { cardId, count, groupId, incidentId, messageId, place, userId } from "./ids.ts";
import { reportPeriod } from "./report_period.ts";

const reminder = {
  incidentId,
  says: v.picklist(reminderMessages),
  clock: v.picklist(reminderClocks),
  since: count,
  event: count,
  silent: v.boolean(),
  missedSince: v.exactOptional(count),
};

const deliveryContent: v.GenericSchema<unknown, DeliveryContent> = v.variant("kind", [
  v.object({ kind: v.literal("card"), cardId }),
  v.object({
    kind: v.literal("ping"),
    incidentId,
    session: count,
    userIds: v.array(userId),
    managers: v.boolean(),
  }),
  v.object({
    kind: v.literal("private_ping"),
    incidentId,
    session: count,
    managers: v.boolean(),
  }),
  v.object({ kind: v.literal("claimed_notice"), incidentId, userId }),
  v.object({
    kind: v.literal("resolved_notice"),
    incidentId,
    cycle: count,
    silent: v.boolean(),
  }),
  v.object({ kind: v.literal("reminder"), userIds: v.array(userId), ...reminder }),
  v.object({ kind: v.literal("private_reminder"), ...reminder }),
  v.object({ kind: v.literal("catch_up") }),
  v.object({ kind: v.literal("prompt"), promptId: count }),
  v.object({ kind: v.literal("delete_message"), messageId }),
  v.object({ kind: v.literal("reaction"), messageId, emoji: v.picklist(reactionEmoji) }),
  v.object({ kind: v.literal("setup_board") }),
  v.object({ kind: v.literal("setup_name_prompt"), replyTo: v.nullable(messageId) }),
  v.object({
    kind: v.literal("report_file"),
    file: v.picklist(["chart", "table"]),
    period: reportPeriod,
    expiresSeconds: v.nullable(v.number()),
  }),
  v.object({
    kind: v.literal("answer"),
    answer,
    replyTo: v.nullable(messageId),
    expiresSeconds: v.nullable(v.number()),
    fallback: v.nullable(v.object({ place, replyTo: v.nullable(messageId) })),
    edits: v.exactOptional(messageId),
    viewer: v.object({ userId, groupId: v.nullable(groupId) }),
  }),
]);

const parse = v.parser(deliveryContent);

/**
 * Null where the document is no delivery that this program knows: a later one beside it has written
 * it, most likely. One row must not hold up all that is owed.
 */
export function findDeliveryContent(document: unknown): DeliveryContent | null {
  try {
    return parse(document);
  } catch {
    return null;
  }
}
