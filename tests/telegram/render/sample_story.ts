/** A whole life with everything that can happen, for the timeline. */
import type { IncidentDetails } from "../../../src/desk/views.ts";
import type { Text } from "../../../src/desk/ports/incidents.ts";
import type { Fact, TimelineEvent } from "../../../src/incident/timeline.ts";
import type { UserId } from "../../../src/people/ids.ts";
import {
  at,
  createDetails,
  dana,
  dispatch,
  maintenance,
  max,
  mia,
  reported,
  resolved,
} from "./sample_views.ts";

const { id, organisationId, groupId, number, reporterId } = reported;
const minute = 60_000;

const happened: readonly (readonly [string, UserId | null, Fact])[] = [
  ["14:02", dana.userId, { type: "opened", id, organisationId, groupId, number, reporterId }],
  [
    "14:03",
    dana.userId,
    { type: "department_assigned", departmentId: dispatch.id, session: 1, from: null },
  ],
  ["14:04", dana.userId, { type: "description_edited" }],
  ["14:05", max.userId, { type: "claimed", userId: max.userId, session: 1 }],
  [
    "14:07",
    max.userId,
    {
      type: "claim_ended",
      userId: max.userId,
      session: 1,
      outcome: "transferred",
      heldMs: 2 * minute,
    },
  ],
  [
    "14:07",
    max.userId,
    {
      type: "department_assigned",
      departmentId: maintenance.id,
      session: 2,
      from: dispatch.id,
    },
  ],
  ["14:10", max.userId, { type: "claimed", userId: max.userId, session: 2 }],
  ["14:20", mia.userId, { type: "claimed", userId: mia.userId, session: 2 }],
  ["14:25", dana.userId, { type: "commented" }],
  [
    "14:30",
    mia.userId,
    {
      type: "claim_ended",
      userId: mia.userId,
      session: 2,
      outcome: "released",
      heldMs: 10 * minute,
    },
  ],
  ["14:31", mia.userId, { type: "claimed", userId: mia.userId, session: 2 }],
  [
    "15:00",
    null,
    { type: "claim_ended", userId: mia.userId, session: 2, outcome: "left", heldMs: 29 * minute },
  ],
  ["15:30", max.userId, { type: "resolution_requested", writerId: max.userId }],
  ["15:31", max.userId, { type: "resolution_withdrawn" }],
  ["15:40", max.userId, { type: "resolution_requested", writerId: max.userId }],
  ["15:41", mia.userId, { type: "summary_handed_over", from: max.userId, to: mia.userId }],
  [
    "15:42",
    max.userId,
    {
      type: "claim_ended",
      userId: max.userId,
      session: 2,
      outcome: "resolved",
      heldMs: 92 * minute,
    },
  ],
  ["15:42", max.userId, { type: "resolved", resolvedAt: at("15:40"), late: false }],
  ["16:00", dana.userId, { type: "reopened", cycle: 2 }],
  ["16:05", dana.userId, { type: "closed", reason: "cancelled" }],
  ["16:06", null, { type: "closed", reason: "no_summary" }],
  ["16:10", max.userId, { type: "resolved", resolvedAt: at("15:40"), late: true }],
  ["16:11", null, {
    type: "department_assigned",
    departmentId: dispatch.id,
    session: 3,
    from: null,
  }],
  ["16:12", null, {
    type: "sla_breached",
    sla: "claim",
    of: 2,
    breachedAt: at("14:17", "2025-11-04"),
    minutes: 10,
  }],
  ["16:12", null, {
    type: "sla_breached",
    sla: "resolve",
    of: 1,
    breachedAt: at("16:02"),
    minutes: 120,
  }],
  ["16:13", null, {
    type: "reminded",
    clock: "claim",
    step: 2,
    userIds: [max.userId, mia.userId],
  }],
  ["16:13", null, { type: "escalated", clock: "claim", step: 2, userIds: [dana.userId] }],
];

const timeline = happened.map(([time, actorId, fact], index): TimelineEvent => ({
  ordinal: index + 1,
  at: at(time, index < 18 ? "2025-11-03" : "2025-11-04"),
  actorId,
  fact,
}));

const missedCalls: IncidentDetails["missedCalls"] = [
  { at: at("14:05"), session: 1, why: "claimed", userIds: [mia.userId] },
  { at: at("14:08"), session: 1, why: "handed_on", userIds: [dana.userId, mia.userId] },
  { at: at("14:09"), session: 2, why: "reminded", userIds: [mia.userId] },
  { at: at("14:20"), session: 2, why: "too_old", userIds: [max.userId] },
  { at: at("17:00"), session: 2, why: "ended", userIds: [mia.userId] },
];

const texts: readonly Text[] = [
  { ordinal: 1, kind: "description", authorId: dana.userId, body: "Truck 12 lost its coolant" },
  {
    ordinal: 3,
    kind: "description",
    authorId: dana.userId,
    body: "Truck 12 lost its coolant on the A9 near exit 4. Warning lights on, cannot drive.",
  },
  { ordinal: 9, kind: "comment", authorId: dana.userId, body: "I wait behind the <barrier>" },
  { ordinal: 18, kind: "summary", authorId: max.userId, body: "Hose replaced, coolant topped up." },
];

/** More than could happen in one life: each kind of event once, whatever the rules say. */
export function createStory(changes: Partial<IncidentDetails> = {}): IncidentDetails {
  return createDetails(resolved, { timeline, missedCalls, texts, ...changes });
}
