/**
 * Who is reminded of what, when: a policy is data, and these functions read it. They know no clock
 * and remember nothing: a reminder's time follows from the incident's stamps alone, so that a late
 * look at it leads to the newest reminder that is due and to none of those before it.
 */
import type { DepartmentId } from "../people/ids.ts";
import type { Incident, Instant } from "./incident.ts";
import type { ServiceLevel } from "./service_level.ts";
import type { ReminderClock } from "./timeline.ts";

export const reminderMessages = [
  /** To the reporter. */
  "choose_department",
  "find_department",
  "claim",
  /** A question with buttons. */
  "still_working",
  "overdue",
  "write_summary",
  "anybody_write_summary",
] as const;
/** What a reminder says. */
export type ReminderMessage = (typeof reminderMessages)[number];

/** Whom it is for; `writer` is the responder who is asked for the summary. */
export type Audience = "reporter" | "department" | "writer" | "responders" | "ops_managers";

/** `group`: there and nowhere else. `nearest`: there where the person is seen there, else private. */
export type Channel = "group" | "nearest";

/** One message in the group for all whom it is for, and one in private for each. */
export interface Notice {
  readonly to: readonly Audience[];
  readonly channel: Channel;
  readonly says: ReminderMessage;
}

/** A stretch of time: minutes, or times the minutes that the clock's service level gives. */
export type Wait =
  | { readonly unit: "minutes"; readonly amount: number }
  | { readonly unit: "base"; readonly amount: number };

export interface ReminderStep {
  readonly clock: ReminderClock;
  /** After the clock's start. */
  readonly after: Wait;
  /** The same so many times more, each so long after the one before. */
  readonly again: { readonly every: Wait; readonly times: number } | null;
  /**
   * What it does besides telling people. Where the organisation has a default department, that one
   * takes the incident, and nobody is told.
   */
  readonly does: "tell" | "assign_default_department" | "close";
  readonly tells: readonly Notice[];
}

export type ReminderPolicy = readonly ReminderStep[];

const minutes = (amount: number): Wait => ({ unit: "minutes", amount });
const times = (amount: number): Wait => ({ unit: "base", amount });

const tellReporter: Notice = { to: ["reporter"], channel: "group", says: "choose_department" };
const tellDepartment: Notice = { to: ["department"], channel: "nearest", says: "claim" };
const tellDepartmentAndManagers: Notice = {
  ...tellDepartment,
  to: ["department", "ops_managers"],
};
const askResponders: Notice = { to: ["responders"], channel: "group", says: "still_working" };
const tellWriter: Notice = { to: ["writer"], channel: "group", says: "write_summary" };
const tellResponders: Notice = {
  to: ["responders"],
  channel: "group",
  says: "anybody_write_summary",
};
const tellManagers = (says: ReminderMessage): Notice => ({
  to: ["ops_managers"],
  channel: "nearest",
  says,
});
const step = { again: null, does: "tell" } as const;

/** What every organisation has. */
export const defaultPolicy: ReminderPolicy = [
  { ...step, clock: "department", after: minutes(5), tells: [tellReporter] },
  {
    ...step,
    clock: "department",
    after: minutes(15),
    does: "assign_default_department",
    tells: [tellManagers("find_department")],
  },

  { ...step, clock: "claim", after: times(1), tells: [tellDepartment] },
  { ...step, clock: "claim", after: times(2), tells: [tellDepartmentAndManagers] },
  { ...step, clock: "claim", after: times(4), tells: [tellDepartmentAndManagers] },
  {
    ...step,
    clock: "claim",
    after: times(8),
    // Twelve in all.
    again: { every: minutes(60), times: 8 },
    tells: [tellDepartmentAndManagers],
  },

  { ...step, clock: "resolve", after: times(1), tells: [askResponders, tellManagers("overdue")] },

  { ...step, clock: "summary", after: times(1), tells: [tellWriter] },
  { ...step, clock: "summary", after: times(2), tells: [tellResponders] },
  { ...step, clock: "summary", after: times(6), does: "close", tells: [] },
];

/** One time at which a clock does something. */
export interface Occurrence {
  readonly at: Instant;
  /** Which of the clock's it is: 1 for the first. */
  readonly ordinal: number;
  readonly step: ReminderStep;
}

/**
 * Since when the incident's clock runs; null while it stands still. To claim it runs since the
 * assignment or the last release, to resolve since the report or the reopening (also while it
 * awaits a department, but not while only the summary is awaited), and for the summary since
 * Resolve was pressed.
 */
export function findClockStart(incident: Incident, clock: ReminderClock): Instant | null {
  const { status, cycle, session, resolution, ending } = incident;
  switch (clock) {
    case "department":
      return status === "awaiting_department" ? cycle.openedAt : null;
    case "claim":
      return status === "awaiting_claim" ? session?.waitingSince ?? null : null;
    case "resolve":
      return ending === null && status !== "awaiting_summary" ? cycle.openedAt : null;
    case "summary":
      return status === "awaiting_summary" ? resolution?.requestedAt ?? null : null;
  }
}

const minuteMs = 60_000;

function getBase(clock: ReminderClock, level: ServiceLevel): number {
  switch (clock) {
    case "department":
    case "claim":
      return level.claimMinutes;
    case "resolve":
      return level.resolveMinutes;
    case "summary":
      return level.summaryMinutes;
  }
}

/** Every time at which a clock that started then does something, in order. */
export function listOccurrences(
  policy: ReminderPolicy,
  clock: ReminderClock,
  started: Instant,
  level: ServiceLevel,
): readonly Occurrence[] {
  const base = getBase(clock, level);
  const measure = ({ unit, amount }: Wait) => (unit === "base" ? amount * base : amount) * minuteMs;
  return policy
    .filter((step) => step.clock === clock)
    .flatMap((step) => {
      const first = started + measure(step.after);
      const { again } = step;
      const more = again === null ? [] : Array.from(
        { length: again.times },
        (_, index) => first + (index + 1) * measure(again.every),
      );
      return [first, ...more].map((at) => ({ at, step }));
    })
    .toSorted((one, other) => one.at - other.at)
    .map((occurrence, index) => ({ ...occurrence, ordinal: index + 1 }));
}

/** The first that is later than `after`; null where the clock has done all it does. */
export function findNext(
  occurrences: readonly Occurrence[],
  after: Instant,
): Occurrence | null {
  return occurrences.find(({ at }) => at > after) ?? null;
}

/**
 * What is due: the newest of those from `from` until now. Those before it were missed and are made
 * up for by it; null where none is due.
 *
 * @param from the time of the first that was not carried out yet
 */
export function findDue(
  occurrences: readonly Occurrence[],
  from: Instant,
  now: Instant,
): Occurrence | null {
  return occurrences.findLast(({ at }) => at >= from && at <= now) ?? null;
}

/** What a due step comes to: who is told, or what is done instead. */
export type Deed =
  | { readonly type: "tell"; readonly notices: readonly Notice[] }
  | { readonly type: "assign"; readonly departmentId: DepartmentId }
  | { readonly type: "close" };

export function decideDeed(
  { does, tells }: ReminderStep,
  defaultDepartmentId: DepartmentId | null,
): Deed {
  if (does === "close") return { type: "close" };
  if (does === "assign_default_department" && defaultDepartmentId !== null) {
    return { type: "assign", departmentId: defaultDepartmentId };
  }
  return { type: "tell", notices: tells };
}
