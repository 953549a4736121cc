/** What is going to happen in one life of an incident, as far as people decide it: by the seed alone. */
import type { TrialGroup, TrialPerson } from "../ports.ts";
import type { Random } from "../random.ts";
import type { WayToReport } from "./record.ts";

export interface LifePlan {
  readonly life: number;
  readonly group: TrialGroup;
  readonly reporter: TrialPerson;
  readonly how: WayToReport;
  /** Whose words a `reply` reports. */
  readonly witness: TrialPerson;
  /** The reporter changes the words after a while. */
  readonly edits: boolean;
  readonly turn: TurnPlan;
  /** Another department gets it in the middle; null where it stays. */
  readonly handedOn: TurnPlan | null;
  /** Presses what is not theirs. */
  readonly outsider: TrialPerson | null;
  readonly asides: readonly Aside[];
  readonly end: End;
  readonly reopened: Reopening | null;
}

/** The time that one department has it. */
export interface TurnPlan {
  readonly department: string;
  /** Those who press Claim at once. */
  readonly claimers: readonly TrialPerson[];
}

/** What happens beside the main thing. */
export type Aside = "comment" | "comment_command" | "release" | "claim_again" | "old_button";

export type End =
  | "cancelled_at_once"
  | "left_without_department"
  | "left_waiting"
  | "left_in_work"
  | "left_without_summary"
  | "cancelled_by_manager"
  | "resolved"
  /** Not yet after all, then resolved. */
  | "resolved_later"
  /** Somebody else takes the summary over. */
  | "taken_over"
  /** Two write the summary at once. */
  | "written_twice";

export interface Reopening {
  readonly by: "button" | "command";
  readonly again: "left" | "resolved";
}

type Weights<T extends string> = Readonly<Record<T, number>>;

const ways: Weights<WayToReport> = { words: 62, caption: 12, reply: 12, bare: 6, photo: 8 };
const ends: Weights<End> = {
  cancelled_at_once: 4,
  left_without_department: 2,
  left_waiting: 3,
  left_in_work: 4,
  left_without_summary: 3,
  cancelled_by_manager: 4,
  resolved: 48,
  resolved_later: 10,
  taken_over: 10,
  written_twice: 12,
};

export function planLife(group: TrialGroup, life: number, random: Random): LifePlan {
  const drivers = group.people.filter(({ role }) => role === "driver");
  const reporter = random.pick(drivers.length > 0 ? drivers : group.people);
  const department = random.pick(group.departments);
  const others = group.departments.filter((one) => one !== department);
  const asides: Aside[] = [];
  for (const [aside, probability] of asideChances) {
    if (random.chance(probability)) asides.push(aside);
  }
  return {
    life,
    group,
    reporter,
    how: draw(random, ways),
    witness: random.pick(group.people),
    edits: random.chance(0.12),
    turn: planTurn(group, department, random),
    handedOn: others.length > 0 && random.chance(0.18)
      ? planTurn(group, random.pick(others), random)
      : null,
    outsider: drivers.length > 0 && random.chance(0.1) ? random.pick(drivers) : null,
    asides,
    end: draw(random, ends),
    reopened: random.chance(0.15)
      ? {
        by: random.chance(0.7) ? "button" : "command",
        again: random.chance(0.7) ? "resolved" : "left",
      }
      : null,
  };
}

const asideChances: readonly (readonly [Aside, number])[] = [
  ["comment", 0.2],
  ["comment_command", 0.1],
  ["release", 0.15],
  ["claim_again", 0.1],
  ["old_button", 0.15],
];

/** Two or three of those who may claim there, or as many as there are. */
function planTurn(group: TrialGroup, department: string, random: Random): TurnPlan {
  const able = group.people.filter(({ role, departments }) =>
    role === "ops_manager" || (role === "dispatcher" && departments.includes(department))
  );
  return { department, claimers: random.shuffle(able).slice(0, random.integer(2, 3)) };
}

function draw<T extends string>(random: Random, weights: Weights<T>): T {
  const all: T[] = [];
  for (const key in weights) all.push(...Array<T>(weights[key]).fill(key));
  return random.pick(all);
}
