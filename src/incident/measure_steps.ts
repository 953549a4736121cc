import type { Instant } from "./incident.ts";
import { count, type CycleRow } from "./metrics.ts";
import type { TimeWindow } from "./report_period.ts";

/** What happened in one day or hour of a period. */
export interface StepFigures extends TimeWindow {
  /** Reported or reopened. */
  readonly created: number;
  readonly resolved: number;
  readonly closed: number;
  /** At the step's end, or now where that lies in it; null where the step is still to come. */
  readonly open: number | null;
}

/** The course of a period, step by step; the steps' counts add up to the period's. */
export function measureSteps(
  rows: readonly CycleRow[],
  steps: readonly TimeWindow[],
  now: Instant,
): readonly StepFigures[] {
  return steps.map((step) => {
    const { created, reopened, resolved, closed, open } = count(rows, step);
    return {
      ...step,
      created: created + reopened,
      resolved,
      closed,
      open: step.from > now ? null : open,
    };
  });
}
