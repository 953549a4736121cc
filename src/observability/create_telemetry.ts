import {
  type ActiveSpan,
  type Attributes,
  type CaptureContext,
  type MetricSink,
  type Piece,
  type Telemetry,
  unwatchedSpan,
} from "../desk/ports.ts";
import { createCaptureError, quietly } from "./capture_error.ts";
import type { FindExpected } from "./expected_error.ts";
import { type RecordedSpan, Transaction } from "./recorded_span.ts";
import type {
  EventDetails,
  RunningProfile,
  SentryLink,
  TransactionProfiler,
} from "./sentry_link.ts";
import { whereabouts, WorkScope } from "./work_scope.ts";

/** Work that took longer is told of whatever the rate says. */
const slowMs = 1000;

export type TelemetryOptions = {
  /** null: Sentry is off */
  readonly sentry: SentryLink | null;
  /** where figures go beside Sentry */
  readonly sinks?: readonly MetricSink[];
  /** errors that are part of life and counted instead of sent */
  readonly findExpected?: FindExpected;
  readonly profiler?: TransactionProfiler | null;
  /** on whatever is told, such as which database there is */
  readonly tags?: Piece["tags"];
  /** milliseconds, from anywhere */
  readonly now?: () => number;
  /** from 0 to less than 1 */
  readonly random?: () => number;
};

/**
 * Spans that have no parts. To say where the program is costs as much as all else about a span, so
 * it is not said where nobody would ask; half of a press's spans are statements.
 */
const partless: ReadonlySet<string> = new Set(["db.query"]);

/** The program's {@link Telemetry}. With Sentry off it still keeps what each line of the log says. */
export function createTelemetry(options: TelemetryOptions): Telemetry {
  const { sentry, findExpected = () => null, profiler = null } = options;
  const { now = () => performance.now(), random = Math.random } = options;
  const sinks = [...(sentry === null ? [] : [sentry.metrics]), ...options.sinks ?? []];
  const outside = new WorkScope(null);
  outside.tags = { ...options.tags };
  const current = () => whereabouts.getStore()?.scope;
  const records = sentry !== null && sentry.tracesSampleRate > 0;

  const figures: MetricSink = {
    count(...figure) {
      for (const sink of sinks) sink.count(...figure);
    },
    gauge(...figure) {
      for (const sink of sinks) sink.gauge(...figure);
    },
    distribution(...figure) {
      for (const sink of sinks) sink.distribution(...figure);
    },
  };

  const captureError = createCaptureError({ sentry, findExpected, figures, now });

  async function isolated<T>(piece: Piece, work: (span: ActiveSpan) => Promise<T>): Promise<T> {
    const transaction = sentry === null
      ? null
      : new Transaction({ ...piece, rate: sentry.tracesSampleRate, now, random });
    const scope = new WorkScope(transaction?.root ?? null);
    scope.tags = { ...options.tags, ...piece.tags };
    const profile = transaction?.sampled ? profiler?.start() ?? null : null;
    // Starting a profile takes a while, which is none of the work's.
    if (profile !== null) transaction?.restart();
    try {
      return await whereabouts.run(
        { scope, span: scope.span },
        () => runPiece(scope.span, work),
      );
    } finally {
      profile?.stop();
      if (transaction !== null) end(transaction, scope, profile);
    }
  }

  function end(transaction: Transaction, scope: WorkScope, profile: RunningProfile | null) {
    transaction.root.finish();
    const mustBeSeen = transaction.failed || transaction.durationMs > slowMs;
    if (!records || !(mustBeSeen || transaction.sampled)) return;
    const sampleRate = mustBeSeen ? 1 : transaction.rate;
    quietly(() => sentry.sendTransaction(transaction, scope, sampleRate, profile));
  }

  async function within<T>(piece: Piece, work: (span: ActiveSpan) => Promise<T>): Promise<T> {
    const here = whereabouts.getStore();
    if (here === undefined) return await isolated(piece, work);
    const span = records
      ? here.span?.startChild(piece.name, piece.op, piece.attributes) ?? null
      : here.span;
    const scope = here.scope.fork(span);
    scope.tags = { ...scope.tags, ...piece.tags };
    try {
      return await whereabouts.run({ scope, span }, () => runPiece(span, work));
    } finally {
      if (records) span?.finish();
    }
  }

  // Some thirty of these are in a press, hence no `async`, whose promises would cost half as much
  // again.
  function traced<T>(
    name: string,
    op: string,
    work: (span: ActiveSpan) => Promise<T>,
    attributes?: Attributes,
  ): Promise<T> {
    const here = whereabouts.getStore();
    if (!records || here === undefined || here.span === null) return work(unwatchedSpan);
    const span = here.span.startChild(name, op, attributes);
    const running = partless.has(op)
      ? work(span)
      : whereabouts.run({ scope: here.scope, span }, work, span);
    return running.then(
      (result) => {
        span.finish();
        return result;
      },
      (error) => {
        span.fail();
        span.finish();
        throw error;
      },
    );
  }

  function details(context: CaptureContext): EventDetails {
    const here = whereabouts.getStore();
    return { ...context, scope: here?.scope ?? outside, span: here?.span ?? null };
  }

  return {
    ...figures,
    isolated,
    within,
    traced,
    captureException(error, context = {}) {
      quietly(() => captureError(error, context, details(context)));
    },
    captureMessage(message, level, context = {}) {
      quietly(() => sentry?.sendMessage(message, level, details(context)));
    },
    addBreadcrumb(breadcrumb) {
      if (sentry !== null) current()?.addBreadcrumb({ ...breadcrumb, at: Date.now() / 1000 });
    },
    setUser(user) {
      const scope = current();
      if (scope !== undefined) scope.user = user;
    },
    setTag(name, value) {
      const scope = current();
      if (scope !== undefined) scope.tags[name] = value;
    },
    setContext(name, context) {
      const scope = current();
      if (scope !== undefined) scope.contexts[name] = context;
    },
  };
}

/** A piece that rejects, or is said to have failed, makes its whole transaction one that is kept. */
async function runPiece<T>(
  span: RecordedSpan | null,
  work: (span: ActiveSpan) => Promise<T>,
): Promise<T> {
  if (span === null) return await work(unwatchedSpan);
  try {
    return await work(span);
  } catch (error) {
    span.fail();
    throw error;
  } finally {
    if (span.failed) span.transaction.failed = true;
  }
}
