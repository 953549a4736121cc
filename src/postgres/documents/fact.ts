import * as v from "valibot";
import { closeReasons } from "../../incident/incident.ts";
import {
  claimOutcomes,
  type Fact,
  factShape,
  reminderClocks,
  slas,
} from "../../incident/timeline.ts";
import { count, departmentId, groupId, incidentId, organisationId, userId } from "./ids.ts";

const reminded = { clock: v.picklist(reminderClocks), step: count, userIds: v.array(userId) };

const types = v.variant("type", [
  v.object({
    type: v.literal("opened"),
    id: incidentId,
    organisationId,
    groupId,
    number: count,
    reporterId: userId,
  }),
  v.object({
    type: v.literal("department_assigned"),
    departmentId,
    session: count,
    from: v.nullable(departmentId),
  }),
  v.object({ type: v.literal("claimed"), userId, session: count }),
  v.object({
    type: v.literal("claim_ended"),
    userId,
    session: count,
    outcome: v.picklist(claimOutcomes),
    heldMs: count,
  }),
  v.object({ type: v.literal("resolution_requested"), writerId: userId }),
  v.object({ type: v.literal("resolution_withdrawn") }),
  v.object({ type: v.literal("summary_handed_over"), from: userId, to: userId }),
  v.object({ type: v.literal("resolved"), resolvedAt: count, late: v.boolean() }),
  v.object({ type: v.literal("closed"), reason: v.picklist(closeReasons) }),
  v.object({ type: v.literal("reopened"), cycle: count }),
  v.object({ type: v.literal("commented") }),
  v.object({ type: v.literal("description_edited") }),
  v.object({
    type: v.literal("sla_breached"),
    sla: v.picklist(slas),
    of: count,
    breachedAt: count,
    minutes: count,
  }),
  v.object({ type: v.literal("reminded"), ...reminded }),
  v.object({ type: v.literal("escalated"), ...reminded }),
]);

const fact: v.GenericSchema<unknown, Fact> = types;
const known = new Set<unknown>(types.options.map(({ entries }) => entries.type.literal));
const stored = v.object({ shape: v.number(), fact: v.unknown() });

/**
 * A fact with the version of the shape that it was written in.
 *
 * @throws {TypeError} where a newer program wrote it; valibot's error where it is no fact.
 */
export function parseStoredFact(document: unknown): Fact {
  const { shape, fact: written } = v.parse(stored, document);
  if (shape !== factShape) {
    throw new TypeError(`A fact has shape ${shape}; this program knows shape ${factShape}`);
  }
  return v.parse(fact, written);
}

const storedByAnyone = v.object({ shape: v.number(), fact: v.looseObject({ type: v.string() }) });

/**
 * The same; null where a later program beside this one has written it, whose shape or type this one
 * does not know.
 */
export function findStoredFact(document: unknown): Fact | null {
  const { shape, fact: { type } } = v.parse(storedByAnyone, document);
  return shape > factShape || !known.has(type) ? null : parseStoredFact(document);
}
