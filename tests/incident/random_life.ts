import fc from "fast-check";
import type { Command } from "../../src/incident/command.ts";
import type { Incident, Instant } from "../../src/incident/incident.ts";
import type { TimelineEvent } from "../../src/incident/timeline.ts";
import { open, transition } from "../../src/incident/transition.ts";
import { accounting, cast, createOpen, hour, maintenance, minute, safety, start } from "./cast.ts";

/** A command that was accepted, with the states around it. */
export interface LifeStep {
  readonly command: Command;
  readonly before: Incident;
  readonly after: Incident;
  readonly events: readonly TimelineEvent[];
}

export interface RandomLife {
  readonly incident: Incident;
  readonly events: readonly TimelineEvent[];
  readonly steps: readonly LifeStep[];
}

const people = Object.values(cast);

/** Everything that anybody could try, by kind, so that comments don't crowd out the rest. */
const attempts: readonly (readonly Command[])[] = [
  ...(["assign_department", "transfer"] as const).map((type) =>
    people.flatMap((actor) =>
      [maintenance, safety, accounting].map((department): Command => ({ type, actor, department }))
    )
  ),
  ...([
    // Three times, so that often several people hold one.
    "claim",
    "claim",
    "claim",
    "release",
    "request_resolution",
    "withdraw_resolution",
    "take_over_summary",
    "summarise",
    "cancel",
    "reopen",
    "comment",
    "edit_description",
  ] as const).map((type) => people.map((actor): Command => ({ type, actor }))),
  [{ type: "summary_timeout" }],
  [{ type: "assign_default_department", departmentId: safety.id }],
  [
    {
      type: "note",
      facts: [{ type: "reminded", clock: "claim", step: 1, userIds: [cast.writer.userId] }],
    },
    {
      type: "note",
      facts: [{
        type: "sla_breached",
        sla: "resolve",
        of: 1,
        breachedAt: start + 2 * hour,
        minutes: 120,
      }],
    },
  ],
  people.map(({ userId }): Command => ({ type: "drop_responder", userId })),
];

interface Choice {
  /** Whether to choose among what is possible now; else among everything, to be refused mostly. */
  readonly sensible: boolean;
  readonly kind: number;
  readonly which: number;
  /** Milliseconds since the step before; negative where the clock was set back. */
  readonly gap: number;
  /** What the button shows: the truth, nothing, or another session. */
  readonly button: "true" | "none" | "other";
}

function choose<T>(from: readonly T[], number: number): T | undefined {
  return from[number % from.length];
}

function pickCommand(incident: Incident, choice: Choice, at: Instant): Command | undefined {
  const possible = choice.sensible
    ? attempts.map((kind) => kind.filter((command) => transition(incident, command, at).ok))
      .filter((kind) => kind.length > 0)
    : attempts;
  const command = choose(choose(possible, choice.kind) ?? [], choice.which);
  if (command === undefined || !("actor" in command) || choice.button === "none") return command;
  const session = (incident.session?.ordinal ?? 0) + (choice.button === "true" ? 0 : 1);
  return { ...command, expected: { cycle: incident.cycle.ordinal, session } };
}

function liveBy(choices: readonly Choice[]): RandomLife {
  const opened = open(createOpen(), start);
  let incident = opened.incident;
  const steps: LifeStep[] = [];
  let at = start;
  for (const choice of choices) {
    at += choice.gap;
    const command = pickCommand(incident, choice, at);
    if (command === undefined) continue;
    const decision = transition(incident, command, at);
    if (!decision.ok) continue;
    steps.push({ command, before: incident, after: decision.incident, events: decision.events });
    incident = decision.incident;
  }
  return { incident, steps, events: [...opened.events, ...steps.flatMap((step) => step.events)] };
}

const choices: fc.Arbitrary<Choice> = fc.record({
  sensible: fc.constantFrom(true, true, true, false),
  kind: fc.nat(999),
  which: fc.nat(999),
  gap: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 90 * minute }) },
    { weight: 1, arbitrary: fc.integer({ min: -20 * minute, max: 0 }) },
    { weight: 1, arbitrary: fc.integer({ min: 23 * hour, max: 25 * hour }) },
  ),
  button: fc.constantFrom("true", "true", "none", "other"),
});

/** Any sequence of commands by anybody at any time, from the report on. */
export const randomLife: fc.Arbitrary<RandomLife> = fc
  .array(choices, { maxLength: 60, size: "max" })
  .map(liveBy);
