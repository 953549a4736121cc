import {
  parseDepartmentId,
  parseGroupId,
  parseIncidentId,
  parseOrganisationId,
  parseUserId,
} from "../../src/people/ids.ts";
import type { Actor, DepartmentRule } from "../../src/people/role.ts";
import type { Command, OpenCommand } from "../../src/incident/command.ts";
import type { Incident, Instant } from "../../src/incident/incident.ts";
import type { Fact, TimelineEvent } from "../../src/incident/timeline.ts";
import { type Accepted, open, transition } from "../../src/incident/transition.ts";

export const maintenance: DepartmentRule = { id: parseDepartmentId(1), restricted: false };
export const safety: DepartmentRule = { id: parseDepartmentId(2), restricted: false };
/** 🔒 */
export const accounting: DepartmentRule = { id: parseDepartmentId(3), restricted: true };

const inMaintenance = [maintenance.id];

/** Who acts in the tests. Of Maintenance's three, writer and responder hold claims where any are. */
export const cast = {
  outsider: { userId: parseUserId(11), role: "driver", departmentIds: [] },
  reporter: { userId: parseUserId(12), role: "driver", departmentIds: [] },
  dispatcher: { userId: parseUserId(13), role: "dispatcher", departmentIds: inMaintenance },
  responder: { userId: parseUserId(14), role: "dispatcher", departmentIds: inMaintenance },
  writer: { userId: parseUserId(15), role: "dispatcher", departmentIds: inMaintenance },
  other: {
    userId: parseUserId(16),
    role: "dispatcher",
    departmentIds: [safety.id, accounting.id],
  },
  manager: { userId: parseUserId(17), role: "ops_manager", departmentIds: [] },
} as const satisfies Record<string, Actor>;

export const minute = 60_000;
export const hour = 60 * minute;
/** When every incident of the tests is reported. */
export const start: Instant = Date.UTC(2026, 2, 2, 8, 0);

export function createOpen(actor: Actor = cast.reporter): OpenCommand {
  return {
    type: "open",
    actor,
    id: parseIncidentId(42),
    organisationId: parseOrganisationId(5),
    groupId: parseGroupId(6),
    number: 42,
  };
}

/** An incident with its whole timeline, and the moment of the last step. */
export interface Life {
  readonly incident: Incident;
  readonly events: readonly TimelineEvent[];
  readonly at: Instant;
}

/** @throws Error where the rules refuse: then the test's own story is wrong. */
export function accepted(incident: Incident, command: Command, at: Instant): Accepted {
  const decision = transition(incident, command, at);
  if (!decision.ok) throw new Error(`${command.type}: ${decision.refusal.reason}`);
  return decision;
}

/** A report by the reporter at `start`, followed by the commands, ten minutes apart. */
export function live(...commands: readonly Command[]): Life {
  const opened = open(createOpen(), start);
  let life: Life = { incident: opened.incident, events: opened.events, at: start };
  for (const command of commands) {
    const at = life.at + 10 * minute;
    const { incident, events } = accepted(life.incident, command, at);
    life = { incident, events: [...life.events, ...events], at };
  }
  return life;
}

/** The reporter gives it to Maintenance. */
export const assigned: Command = {
  type: "assign_department",
  actor: cast.reporter,
  department: maintenance,
};
export const writerClaims: Command = { type: "claim", actor: cast.writer };
export const responderClaims: Command = { type: "claim", actor: cast.responder };
export const writerResolves: Command = { type: "request_resolution", actor: cast.writer };

/** The facts that the command adds, ten minutes later. */
export function listFacts(life: Life, command: Command): readonly Fact[] {
  return accepted(life.incident, command, life.at + 10 * minute).events.map(({ fact }) => fact);
}

/** The incident that the command leads to, ten minutes later. */
export function after(life: Life, command: Command): Incident {
  return accepted(life.incident, command, life.at + 10 * minute).incident;
}

/** Why the command is refused, or null where it is not. */
export function findReason(life: Life, command: Command, at = life.at): string | null {
  const decision = transition(life.incident, command, at);
  return decision.ok ? null : decision.refusal.reason;
}
