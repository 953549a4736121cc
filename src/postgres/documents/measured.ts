/** Sessions and claims as `list_report_cycles` gathers them. */
import * as v from "valibot";
import type { MeasuredClaim } from "../../incident/metrics.ts";
import type { MeasuredSession } from "../../incident/service_outcome.ts";
import { claimOutcomes } from "../../incident/timeline.ts";
import { count, departmentId, userId } from "./ids.ts";

const sessions: v.GenericSchema<unknown, readonly MeasuredSession[]> = v.array(v.object({
  ordinal: count,
  departmentId,
  assignedAt: count,
  claimedAt: v.nullable(count),
  claimMinutes: count,
  transferredAt: v.nullable(count),
}));

const claims: v.GenericSchema<unknown, readonly MeasuredClaim[]> = v.array(v.object({
  userId,
  departmentId,
  claimedAt: count,
  endedAt: v.nullable(count),
  outcome: v.nullable(v.picklist(claimOutcomes)),
}));

/** @throws where the document is none. */
export const parseMeasuredSessions: (document: unknown) => readonly MeasuredSession[] = v.parser(
  sessions,
);
export const parseMeasuredClaims: (document: unknown) => readonly MeasuredClaim[] = v.parser(
  claims,
);
