import type { CaptureContext, MetricSink } from "../desk/ports.ts";
import { createErrorLedger } from "./error_ledger.ts";
import type { FindExpected } from "./expected_error.ts";
import { getLocalLog } from "./log.ts";
import type { EventDetails, SentryLink } from "./sentry_link.ts";

export type ErrorCaptureOptions = {
  readonly sentry: SentryLink | null;
  readonly findExpected: FindExpected;
  readonly figures: MetricSink;
  /** milliseconds, from anywhere */
  readonly now: () => number;
};

export type CaptureError = (error: unknown, context: CaptureContext, details: EventDetails) => void;

/**
 * Makes the function that decides what becomes of an error: an expected one is counted by its kind,
 * any other is counted and sent, and of a storm only so many are sent.
 */
export function createCaptureError(
  { sentry, findExpected, figures, now }: ErrorCaptureOptions,
): CaptureError {
  const ledger = createErrorLedger(now);
  return (error, context, details) => {
    const expected = context.outlivedRetries ? null : findExpected(error);
    if (expected !== null) {
      figures.count("telegram.expected_error", 1, { ...expected });
      return;
    }
    const verdict = ledger.judge(error);
    if (verdict.kind === "known") return;
    const { scope, span } = details;
    if (span !== null) span.transaction.failed = true;
    const { type, recurrence } = verdict;
    const userId = context.tags?.user_id ?? scope.user?.id ?? scope.tags.user_id;
    figures.count("errors", 1, {
      type,
      recurrence,
      level: context.level ?? "error",
      ...(userId === undefined ? {} : { user_id: userId }),
    });
    if (verdict.kind === "suppressed") figures.count("errors.suppressed", 1, { type });
    else sentry?.sendError(error, details);
  };
}

/** Does what is done for whoever watches; where that fails, whoever is watched does not notice. */
export function quietly(tell: () => void): void {
  try {
    tell();
  } catch (error) {
    getLocalLog().error("What happened could not be told to whoever watches", { error });
  }
}
