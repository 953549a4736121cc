import type { CaptureContext, MetricSink, Severity } from "../desk/ports.ts";
import type { ProfilePayload } from "./profiler/sample_profile.ts";
import type { RecordedSpan, Transaction } from "./recorded_span.ts";
import type { WorkScope } from "./work_scope.ts";

/** What a profiler is told of the transaction whose profile it has taken. */
export interface ProfiledTransaction {
  /** The event's id, 32 hexadecimal digits, as is the trace's. */
  readonly eventId: string;
  readonly traceId: string;
  readonly name: string;
  /** Seconds since 1970. */
  readonly start: number;
  readonly end: number;
  /** `performance.now()` at the same moments. */
  readonly startedAt: number;
  readonly endedAt: number;
}

/** A profile that is being taken. */
export interface RunningProfile {
  /** Ends it as soon as the transaction has ended; it may be thrown away then. */
  stop(): void;
  /** What was seen; null where it is of no use. Asked for only where the transaction is sent. */
  finish(transaction: ProfiledTransaction): Promise<ProfilePayload | null>;
}

/** Takes CPU profiles of transactions; where the rate of profiles stands is its own matter. */
export interface TransactionProfiler {
  /**
   * Called at the start of each transaction that the rate of traces has chosen.
   *
   * @returns null where this one is not profiled: not chosen, or another one runs
   */
  start(): RunningProfile | null;
}

/** What an error event says beside the error. */
export interface EventDetails extends CaptureContext {
  readonly scope: WorkScope;
  readonly span: RecordedSpan | null;
}

/** What Sentry is told. No method throws or waits. */
export interface SentryLink {
  /** 0 to 1: the rate of traces. */
  readonly tracesSampleRate: number;
  readonly metrics: MetricSink;
  sendError(error: unknown, details: EventDetails): void;
  sendMessage(message: string, level: Severity, details: EventDetails): void;
  /** Sends it, together with its profile where there is one. */
  sendTransaction(
    transaction: Transaction,
    scope: WorkScope,
    sampleRate: number,
    profile: RunningProfile | null,
  ): void;
}
