import type { Notice } from "../../incident/reminder_policy.ts";
import type { UserId } from "../../people/ids.ts";
import type { Person } from "../../people/person.ts";
import { mentionsPerMessage } from "../consequences.ts";
import type { PingRecipients } from "../ports.ts";
import type { TimerRun } from "./timer_run.ts";

/** Who is told by one notice. Nobody is in two of the lists. */
export interface Recipients {
  /** Mentioned in the group, as many as one message may notify. */
  readonly inGroup: readonly UserId[];
  readonly inPrivate: readonly UserId[];
  /** Those of both who are told as OpsManagers. */
  readonly managers: readonly UserId[];
}

/** In the group's message so many are OpsManagers at least, where there are as many. */
const managersMentioned = 2;

/**
 * @param reachable the department's people and the managers, as far as they can be reached
 * @param told who was told already, by another notice of the same step
 */
export function findRecipients(
  { incident }: Pick<TimerRun, "incident">,
  notice: Notice,
  reachable: PingRecipients,
  told: readonly UserId[],
): Recipients {
  const { to } = notice;
  const department = to.includes("department");
  const nobody = department && reachable.inGroup.length + reachable.inPrivate.length === 0;
  // As with the first call: where none of the department can be reached, managers are asked.
  const asksManagers = to.includes("ops_managers") || nobody;
  const managersInGroup = asksManagers ? listIds(reachable.managersInGroup) : [];
  const managersInPrivate = asksManagers ? listIds(reachable.managersInPrivate) : [];
  const managers = [...managersInGroup, ...managersInPrivate];

  const fresh = (userIds: readonly UserId[]) =>
    [...new Set(userIds)].filter((userId) => !told.includes(userId));
  // Who belongs to the department and manages is told as a manager.
  const others = fresh([
    ...(to.includes("reporter") ? [incident.reporterId] : []),
    ...(to.includes("writer") && incident.resolution ? [incident.resolution.writerId] : []),
    ...(to.includes("responders") ? incident.claims.map(({ userId }) => userId) : []),
    ...(department ? listIds(reachable.inGroup) : []),
  ]).filter((userId) => !managers.includes(userId));
  const asked = fresh(managersInGroup);
  const seats = mentionsPerMessage - Math.min(asked.length, managersMentioned);
  const inGroup = [...others.slice(0, seats), ...asked].slice(0, mentionsPerMessage);
  const inPrivate = notice.channel === "group" ? [] : fresh([
    ...(department ? listIds(reachable.inPrivate) : []),
    ...managersInPrivate,
  ]);
  const all = [...inGroup, ...inPrivate];
  return { inGroup, inPrivate, managers: all.filter((userId) => managers.includes(userId)) };
}

function listIds(people: readonly Person[]): readonly UserId[] {
  return people.map(({ userId }) => userId);
}
