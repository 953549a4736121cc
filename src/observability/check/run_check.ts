import { createTelemetry } from "../create_telemetry.ts";
import { openProfiler } from "../profiler/open_profiler.ts";
import { initSentry, type SentryOptions } from "../sentry/init_sentry.ts";
import { createTransactionProfiler } from "../sentry/transaction_profiler.ts";
import { whereabouts } from "../work_scope.ts";
import { isHopeless } from "./explain_outcome.ts";
import { type Answer, type Outcome, recordAnswers } from "./record_answers.ts";
import { workForAWhile } from "./work_for_a_while.ts";

/** What is tried, in this order. */
export const checkKinds = [
  "message",
  "error",
  "transaction",
  "profile",
  "check-in",
  "log",
  "metric",
] as const;

export type CheckKind = (typeof checkKinds)[number];

/** What came of one of them. */
export type CheckResult = {
  readonly kind: CheckKind;
  readonly id: string | null;
  /** null: it was not sent */
  readonly outcome: Outcome | null;
};

export type CheckReport = {
  readonly results: readonly CheckResult[];
  /** all of it is one trace: 32 hexadecimal digits */
  readonly traceId: string | null;
  /** set where nothing else was tried, because it would have met the same */
  readonly hopeless: Outcome | null;
  /** false: Deno does not permit profiling, so no profile was tried */
  readonly mayProfile: boolean;
};

/**
 * Where this task checks in. Nobody makes such a monitor, so that it misses no check-in later and
 * wakes nobody; Sentry takes the check-in and shows it nowhere.
 */
const monitorSlug = "roadcall-sentry-check";

/** How long the answers to what was sent are waited for; a request is given up before. */
const waitMs = 15_000;

/** Sends one of everything, by the same way as the running program. */
export async function runCheck(options: SentryOptions, root: URL): Promise<CheckReport> {
  const { fetch, answers } = recordAnswers(options.fetch);
  const sentry = initSentry({ ...options, tracesSampleRate: 1, fetch });
  const profiler = await openProfiler({ now: () => performance.now() });
  const { release, environment } = options;
  const telemetry = createTelemetry({
    sentry,
    profiler: profiler === null
      ? null
      : createTransactionProfiler(profiler, { rate: 1, root, release, environment }),
  });
  let traceId: string | null = null;
  let hopeless: Outcome | null = null;
  // One piece of work, so that in Sentry all of it is found by one trace.
  await telemetry.isolated({ name: "sentry:check", op: "check" }, async () => {
    telemetry.captureMessage("Test message of sentry:check", "info");
    await sentry.flush(waitMs);
    const first = answers[0]?.outcome;
    if (first !== undefined && isHopeless(first)) {
      hopeless = first;
      return;
    }
    traceId = whereabouts.getStore()?.span?.transaction.traceId ?? null;
    // The figure that is sent: captured errors are counted.
    telemetry.captureException(new Error("Test error of sentry:check: nothing is broken"));
    sentry.captureCheckIn({ monitorSlug, status: "ok" });
    sentry.sendLine({ level: "warn", message: "Test line of sentry:check", fields: {} });
    await telemetry.traced("work for a while", "function", () => {
      workForAWhile();
      return Promise.resolve();
    });
  });
  await sentry.close(waitMs);
  profiler?.close();
  return { results: readResults(answers), traceId, hopeless, mayProfile: profiler !== null };
}

/** The item of an envelope by which each is known; of two events the message went first. */
const itemTypes: Readonly<Record<CheckKind, readonly [type: string, place: number]>> = {
  "message": ["event", 0],
  "error": ["event", 1],
  "transaction": ["transaction", 0],
  "profile": ["profile", 0],
  "check-in": ["check_in", 0],
  "log": ["log", 0],
  "metric": ["trace_metric", 0],
};

function readResults(answers: readonly Answer[]): CheckResult[] {
  const sent = answers.flatMap(({ items, outcome }) => items.map((item) => ({ ...item, outcome })));
  return checkKinds.map((kind) => {
    const [type, place] = itemTypes[kind];
    const item = sent.filter((each) => each.type === type)[place];
    return { kind, id: item?.id ?? null, outcome: item?.outcome ?? null };
  });
}
